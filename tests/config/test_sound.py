"""The section `sound`: which device, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.peers import ConfiguredPeers
from kiosk.config.errors import SettingsError
from kiosk.config.loading import load
from kiosk.config.mode_check import check
from kiosk.config.settings import Settings
from kiosk.hardware.sound.alsa import AlsaPort, SilentPort

REAL = '[reader]\nkind = "pcsc"\n'


def settings(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "kiosk.toml"
    path.write_text(text if text.startswith("mode") else f'mode = "simulation"\n{text}', encoding="utf-8")
    return load(path)


def test_left_out_the_sound_is_simulated_with_everything_else_and_none_beside_a_real_part(
    tmp_path: Path,
) -> None:
    assert settings(tmp_path, "").sound_device == "simulated"
    assert settings(tmp_path, f'mode = "simulation"\n{REAL}').sound_device == "none"


def test_a_terminal_that_names_no_sound_device_is_as_good_as_before(tmp_path: Path) -> None:
    assert "sound" not in settings(tmp_path, f'mode = "production"\n{REAL}').simulated_parts


def test_production_refuses_a_simulated_loudspeaker(tmp_path: Path) -> None:
    found = settings(tmp_path, f'mode = "production"\n{REAL}[sound]\ndevice = "simulated"\n')
    with pytest.raises(SettingsError, match="sound"):
        check(found)


@pytest.mark.parametrize("device", ["speaker", "alsa:", "alsa: x", "none:x"])
def test_what_is_no_device_is_refused(tmp_path: Path, device: str) -> None:
    with pytest.raises(SettingsError, match=r"sound\.device"):
        settings(tmp_path, f'[sound]\ndevice = "{device}"\n')


def test_the_configured_port_is_the_named_device_or_silence(tmp_path: Path) -> None:
    assert isinstance(
        ConfiguredPeers(settings(tmp_path, '[sound]\ndevice = "none"\n')).sound_port(), SilentPort
    )
    port = ConfiguredPeers(settings(tmp_path, '[sound]\ndevice = "alsa:plughw:1,0"\n')).sound_port()
    assert isinstance(port, AlsaPort)
    assert port._command[2:4] == ("-D", "plughw:1,0")
