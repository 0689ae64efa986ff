#!/bin/sh
# Builds dist/kiosk. Kivy's hook opens a window provider, so a video driver is named; no display is needed.
set -eu
cd "$(dirname "$0")/.."
env -u DISPLAY SDL_VIDEODRIVER=offscreen KIVY_NO_ARGS=1 KIVY_NO_CONFIG=1 KIVY_NO_FILELOG=1 KIVY_NO_CONSOLELOG=1 \
  KIVY_LOG_MODE=PYTHON .venv/bin/pyinstaller --noconfirm --clean --log-level WARN "$@" kiosk.spec
