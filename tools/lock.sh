#!/bin/sh
# Writes requirements/*.lock: names, versions and hashes, no registry's address. `lock.sh --upgrade` takes
# newer releases, without it what is locked stays. Needs uv on the PATH or named by UV.
set -eu
cd "$(dirname "$0")/.."
compile() {
  output=$1
  shift
  "${UV:-uv}" pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-emit-package certificate-kiosk --no-emit-package certificate-kiosk-servers --no-header "$@" -o "requirements/$output.lock"
}
# The largest set first: the others take their versions from it, so that every set agrees with it.
servers=distributions/servers/pyproject.toml
simulator=distributions/simulator/pyproject.toml
compile development --extra development --extra voice pyproject.toml $simulator "$@"
same="-c requirements/development.lock"
compile simulator $simulator $same
compile servers $servers $same
compile terminal pyproject.toml $same
compile build --group pyproject.toml:build $same
compile voice --extra voice pyproject.toml $same
compile load --group pyproject.toml:load $same
