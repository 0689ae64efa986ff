#!/bin/sh
# Installs locked sets: `install.sh PYTHON SET...`, such as `install.sh .venv/bin/python build terminal`.
# Nothing is resolved (--no-deps) and nothing is built with what an index offers today
# (--no-build-isolation; the set `build` goes first): what comes out is the lock, name by name, whatever
# releases have come since.
set -eu
python=$1
shift
PATH="$(cd "$(dirname "$python")" && pwd):$PATH"  # swig, of the set `build`
export PATH
folder="$(dirname "$0")/../requirements"
for name in "$@"; do
  "$python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --require-hashes \
    -r "$folder/$name.lock"
done
