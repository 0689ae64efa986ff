#!/bin/sh
# Makes this checkout ready: Debian packages that are missing, a virtual environment, the compiled
# translations. `setup.sh run` for the terminal, `setup.sh test` for all of the tests' peers too.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}
python=${PYTHON:-python3}

packages="python3-venv python3-dev gcc libc6-dev libpcsclite-dev
  xvfb libgl1 libegl1 libegl-mesa0 libgl1-mesa-dri libglx-mesa0 libgbm1 libgles2 libmtdev1
  fonts-morisawa-bizud-gothic fonts-ipamj-mincho poppler-utils"
if [ "$purpose" = test ]; then
  packages="$packages pcscd vsmartcard-vpcd opensc qpdf cups-ipp-utils chromium binutils libxi6 libxtst6"
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

stamp=.venv/.ready
wanted="$(cat requirements.lock pyproject.toml tools/setup.sh | sha256sum)"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || {
    echo "Python 3.11 to 3.13 is needed; set PYTHON" >&2
    exit 1
  }
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
  echo "$wanted" >"$stamp"
fi
.venv/bin/python tools/i18n.py compile
