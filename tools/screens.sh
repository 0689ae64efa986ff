#!/bin/sh
# Contact sheets of every screen in every language, for every reader and both orientations, in the folder $1.
set -eu
cd "$(dirname "$0")/.."
out=${1:-out/screens}
for size in 1024x768 1080x1920; do
  for access in "" large largest contrast inverted low; do
    .venv/bin/python -m kiosk.screens.gallery --sheets --size "$size" --access "$access" --out "$out/$size-${access:-normal}"
  done
done
