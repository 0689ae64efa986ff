#!/bin/sh
# Makes this checkout ready: Debian packages that are missing, a virtual environment, the compiled
# translations. `setup.sh run` for the terminal and its simulated peers, `setup.sh test` for development too.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}
python=${PYTHON:-python3}

packages="python3-venv python3-dev gcc libc6-dev libpcsclite-dev
  xvfb libgl1 libegl1 libegl-mesa0 libgl1-mesa-dri libglx-mesa0 libgbm1 libgles2 libmtdev1
  fonts-morisawa-bizud-gothic fonts-ipamj-mincho fonts-noto-cjk poppler-utils alsa-utils espeak-ng"
sets="build simulator voice"
if [ "$purpose" = test ]; then
  packages="$packages pcscd vsmartcard-vpcd opensc qpdf zbar-tools cups-ipp-utils chromium binutils libxi6 libxtst6 postgresql"
  sets="build development"
fi

if command -v dpkg-query >/dev/null; then
  missing=""
  for package in $packages; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed' || missing="$missing $package"
  done
  if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
      echo "Installing Debian packages:$missing"
      apt-get update -q
      DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
    else
      echo "These Debian packages are missing. As root:" >&2
      echo "  apt-get install --no-install-recommends$missing" >&2
      exit 1
    fi
  fi
fi

# The stamp has the digest of what is wanted and the sets that are there: another digest begins afresh,
# so that nothing is left of an older lock.
wanted="$(cat requirements/*.lock tools/install.sh | sha256sum | cut -d' ' -f1)"
stamp=.venv/.ready
ready="$(cat "$stamp" 2>/dev/null || true)"
case "$ready" in
  "$wanted $sets" | "$wanted build development") ;;
  *)
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || {
      echo "Python 3.11 to 3.13 is needed; set PYTHON" >&2
      exit 1
    }
    [ "${ready%% *}" = "$wanted" ] || "$python" -m venv --clear .venv
    rm -f "$stamp"
    tools/install.sh .venv/bin/python $sets
    rm -f .venv/.project
    echo "$wanted $sets" >"$stamp"
    ;;
esac

# All distributions of the project: again when their commands or entry points may have changed. `compat` puts
# the folder on the path, as an installed package is: the finder in its place costs every start 15 ms.
project="$(cat pyproject.toml distributions/*/pyproject.toml tools/setup.sh | sha256sum)"
if [ "$(cat .venv/.project 2>/dev/null || true)" != "$project" ]; then
  rm -rf ./*.egg-info # left by a build of the wheel: `python -m kiosk` here would read its old entry points
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation \
    --config-settings editable_mode=compat -e . -e distributions/servers -e distributions/simulator
  .venv/bin/python -m pip check
  echo "$project" >.venv/.project
fi
.venv/bin/python tools/i18n.py compile
