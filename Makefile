# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
BIN = .venv/bin
# Many processes load the program: where keeping what was compiled is forbidden, each would compile it anew.
unexport PYTHONDONTWRITEBYTECODE
# Three workers also where there are two cores: many tests wait for a device or for a process of their own.
TESTS = $(BIN)/pytest -n 3 --dist loadgroup --no-loadscope-reorder

.PHONY: run test whole test-fast setup setup-test check mutants demo demo-real gallery golden trials matrix soak monkey screens load bench build wheel bare lock voice package rehearsal clean

run: setup
	$(BIN)/kiosk run

test: setup-test
	$(TESTS) -m "not whole"

# The rest of what has more combinations than a change can wait for (`make test` has every pair of them): every
# fault in every state too; and what is built before it is tried: the program, the package, the how-tos followed in
# a copy of the project.
whole: setup-test
	$(TESTS) -n 4 -m whole

# All but real windows, real peers and exhaustive walks.
test-fast: setup-test
	$(TESTS) -m "not window and not peer and not exhaustive and not whole"

setup:
	PYTHON=$(PYTHON) tools/setup.sh run

setup-test:
	PYTHON=$(PYTHON) tools/setup.sh test

check: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/i18n.py check
	$(BIN)/python tools/icons.py check
	$(BIN)/kiosk docs --check
	$(BIN)/python tools/notice.py check
	$(BIN)/pytest -q -n 2 tests/rules tests/fsm --cov=kiosk.rules --cov=kiosk.fsm --cov-branch \
	  --cov-report=term:skip-covered --cov-fail-under=100

# Changes the rules, the machine, the journal and the codecs one line at a time, and lists the changes that no
# test finds; hours in all. `make mutants ONLY='kiosk.rules.money*'` takes a part.
mutants: setup-test
	$(BIN)/mutmut run --max-children 2 $(ONLY)
	$(BIN)/mutmut results

demo: setup
	$(BIN)/kiosk demo

demo-real: setup-test
	$(BIN)/kiosk demo-real

# Every screen as a picture in out/gallery, in every language. `make gallery ONLY=pay` draws one state, a
# sample or a pattern (`ONLY='take_*'`), and again whenever a file is saved; Ctrl+C ends it.
gallery: setup-test
	$(BIN)/python -m kiosk.screens.gallery --out out/gallery $(if $(ONLY),--only '$(ONLY)' --watch)

# Writes what chosen pages and all certificates draw into tests/golden: after a change that was meant.
golden: setup-test
	$(BIN)/python -m tests.golden.write

# Visits on bad lines with faults and power cuts, counted in rows, metal and paper: VISITS on each line.
trials: setup-test
	$(BIN)/python -m tests.trials.run $(or $(VISITS),200) $(or $(SEED),1)

# Every fault in every state, compared with docs/fault-matrix.md, as `make whole` does on three workers:
# ONLY='printer receipt' plays some groups,
# WRITE=--write writes the page, WRITE=--every-cell plays also what the rules say is the same.
matrix: setup-test
	$(BIN)/python -m tests.fault_matrix.run $(WRITE) $(ONLY)

# Mixed visits at one terminal, 2 % of them with a fault; nothing may grow.
soak: setup-test
	$(BIN)/python -m tests.soak.run $(or $(VISITS),10000) $(or $(SEED),1)

# A monkey at the glass: TOUCHES of several fingers while devices fail, counted in metal and paper.
monkey: setup-test
	$(BIN)/python -m tests.monkey.run $(or $(TOUCHES),10000) $(or $(SEED),1)

# Contact sheets of every screen for every reader, in out/screens.
screens: setup-test
	tools/screens.sh out/screens

# Hundreds of terminals at one centre, in memory, with every swap of answers at random; docs/scale.md.
load: setup-test
	$(BIN)/python -m load.applications --applications $(or $(APPLICATIONS),2000)

bench: setup-test
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.fleet_server

build: setup-test
	tools/build.sh

# dist/certificate-kiosk_VERSION_ARCH.deb: the terminal for production, with its service; see packaging/README.md.
package: setup-test
	tools/package.sh

# The package unpacked into a clean folder, put in service by staff, and a certificate sold by touches on an X
# server, in the mode `rehearsal`; screens and paper in out/rehearsal. Needs pcscd, vsmartcard-vpcd and xvfb.
rehearsal: package
	$(BIN)/python tools/rehearsal.py "$$(ls -t dist/certificate-kiosk_*.deb | head -n 1)" out/rehearsal

# Three wheels in dist/: the terminal with fonts, texts and municipalities in it, the servers, the simulator.
wheel: setup-test
	rm -rf build/lib distributions/*/build
	$(BIN)/python -m pip wheel -qq --no-deps --no-index --no-build-isolation --wheel-dir dist . ./distributions/servers ./distributions/simulator
	rm -rf *.egg-info distributions/*/build

# The two commands in bare Debian roots (SUITES, default bookworm and trixie); as root, with debootstrap.
bare:
	tools/bare.sh $(SUITES)

# Needs uv; writes names, versions and hashes, and no registry's address. `make lock UPGRADE=--upgrade` for newer ones.
lock:
	tools/lock.sh $(UPGRADE)

# Clips of every fixed text, in out/voice: `clips` in the section [sound] of kiosk.toml. Some minutes.
voice: setup
	$(BIN)/kiosk voice build out/voice

clean:
	rm -rf .venv build distributions/*/build dist out
