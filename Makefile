# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
BIN = .venv/bin
# Many processes load the program: where keeping what was compiled is forbidden, each would compile it anew.
unexport PYTHONDONTWRITEBYTECODE
# Three workers also where there are two cores: many tests wait for a device or for a process of their own.
TESTS = $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: run test test-fast setup setup-test check demo demo-real gallery bench build wheel bare lock clean

run: setup
	$(BIN)/kiosk run

test: setup-test
	$(TESTS)

# All but real windows, real peers and exhaustive walks.
test-fast: setup-test
	$(TESTS) -m "not window and not peer and not exhaustive"

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
	$(BIN)/kiosk docs --check
	$(BIN)/python tools/notice.py check
	$(BIN)/pytest -q -n 2 tests/rules tests/fsm --cov=kiosk.rules --cov=kiosk.fsm --cov-branch \
	  --cov-report=term:skip-covered --cov-fail-under=100

demo: setup
	$(BIN)/kiosk demo

demo-real: setup-test
	$(BIN)/kiosk demo-real

# Every screen as a picture in out/gallery, in both languages. `make gallery ONLY=pay` draws one state, a
# sample or a pattern (`ONLY='take_*'`), and again whenever a file is saved; Ctrl+C ends it.
gallery: setup-test
	$(BIN)/python -m kiosk.screens.gallery --out out/gallery --lang ja,en $(if $(ONLY),--only '$(ONLY)' --watch)

bench: setup-test
	$(BIN)/python -m benchmarks

build: setup-test
	tools/build.sh

# A wheel with fonts, texts and municipalities in it, in dist/.
wheel: setup-test
	rm -rf build/lib
	$(BIN)/python -m pip wheel -qq --no-deps --no-index --no-build-isolation --wheel-dir dist .
	rm -rf *.egg-info

# The two commands in bare Debian roots (SUITES, default bookworm and trixie); as root, with debootstrap.
bare:
	tools/bare.sh $(SUITES)

# Needs uv; writes names, versions and hashes, and no registry's address. `make lock UPGRADE=--upgrade` for newer ones.
lock:
	tools/lock.sh $(UPGRADE)

clean:
	rm -rf .venv build dist out
