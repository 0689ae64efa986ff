#!/bin/sh
# Builds dist/kiosk, for production: the simulator is not in it. `build.sh --simulator` puts it in, so that
# the built program can play demonstrations. Further options are PyInstaller's.
# Kivy's hook opens a window provider, so a video driver is named; no display is needed.
set -eu
cd "$(dirname "$0")/.."
simulator=
if [ "${1:-}" = --simulator ]; then
  simulator="-- --simulator"
  shift
fi
env -u DISPLAY SDL_VIDEODRIVER=offscreen KIVY_NO_ARGS=1 KIVY_NO_CONFIG=1 KIVY_NO_FILELOG=1 KIVY_NO_CONSOLELOG=1 \
  KIVY_LOG_MODE=PYTHON .venv/bin/pyinstaller --noconfirm --clean --log-level WARN "$@" kiosk.spec $simulator
