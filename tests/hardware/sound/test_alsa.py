"""The ALSA port: a child process a clip, which may be missing, fail or hang."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.alsa import AlsaPort, SilentPort
from kiosk.hardware.sound.protocol import Clip, SoundError

CLIP = Clip(bytes(mulaw.encode_sample(200 * (each % 100)) for each in range(8000)), 16_000)


def program(folder: Path, script: str) -> str:
    """A player that is a shell script; its arguments are those of aplay."""
    path = folder / "player"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def wait_for(path: Path) -> None:
    until = time.monotonic() + 60.0
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture
def ports() -> Iterator[list[AlsaPort]]:
    made: list[AlsaPort] = []
    yield made
    for port in made:
        port.stop()


def test_the_player_gets_the_clip_on_its_input_and_no_word_of_it_as_an_argument(
    tmp_path: Path, ports: list[AlsaPort]
) -> None:
    script = f'echo "$@" > {tmp_path}/arguments; cat > {tmp_path}/part; mv {tmp_path}/part {tmp_path}/clip'
    ports.append(AlsaPort("plughw:1,0", program=program(tmp_path, script)))
    ports[0].play(CLIP)
    wait_for(tmp_path / "clip")
    assert (tmp_path / "clip").read_bytes() == CLIP.samples
    arguments = "-q -D plughw:1,0 -t raw -f MU_LAW -c 1 -r 16000 -"
    assert (tmp_path / "arguments").read_text().strip() == arguments


def test_stop_ends_a_player_that_hangs_and_play_does_not_wait_for_it(
    tmp_path: Path, ports: list[AlsaPort]
) -> None:
    ports.append(
        AlsaPort(
            "default",
            program=program(
                tmp_path, f"echo $$ > {tmp_path}/part; mv {tmp_path}/part {tmp_path}/pid; exec sleep 60"
            ),
        )
    )
    began = time.monotonic()
    ports[0].play(CLIP)
    ports[0].play(CLIP)
    wait_for(tmp_path / "pid")
    ports[0].stop()
    assert time.monotonic() - began < 5
    number = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 60.0
    while Path(f"/proc/{number}").exists():  # one that takes its time to end is collected later
        assert time.monotonic() < until
        ports[0].stop()


def test_a_player_that_ends_at_once_is_silence_and_no_error(tmp_path: Path, ports: list[AlsaPort]) -> None:
    ports.append(AlsaPort("default", program=program(tmp_path, "exit 1")))
    for _ in range(3):
        ports[0].play(CLIP)


def test_a_player_that_is_not_installed_is_said(tmp_path: Path) -> None:
    with pytest.raises(SoundError):
        AlsaPort("default", program=str(tmp_path / "nothing")).play(CLIP)


@pytest.mark.peer
def test_aplay_takes_a_clip_and_plays_what_is_in_it(
    tmp_path: Path, ports: list[AlsaPort], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ALSA's file plugin stands for a sound card."""
    assert shutil.which("aplay"), "alsa-utils is not installed"
    out = tmp_path / "played.raw"
    (tmp_path / "asound.conf").write_text(
        f'pcm.recorder {{ type plug slave {{ pcm {{ type file file "{out}" format "raw" slave.pcm null }} '
        "format S16_LE rate 16000 channels 1 } }\n"
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", f"/usr/share/alsa/alsa.conf:{tmp_path}/asound.conf")
    ports.append(AlsaPort("recorder"))
    ports[0].play(CLIP)
    player = ports[0]._player
    assert player is not None
    assert player.wait(60) == 0
    assert mulaw.encode(out.read_bytes())[: len(CLIP.samples)] == CLIP.samples


@pytest.mark.peer
def test_aplay_without_a_sound_card_neither_hangs_nor_raises(ports: list[AlsaPort]) -> None:
    ports.append(AlsaPort("plughw:31,0"))
    began = time.monotonic()
    for _ in range(3):
        ports[0].play(CLIP)
    ports[0].stop()
    assert time.monotonic() - began < 5


def test_a_terminal_without_a_sound_device_is_silent() -> None:
    port = SilentPort()
    port.play(CLIP)
    port.stop()
    assert not port.headphones()
