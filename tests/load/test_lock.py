"""What locust comes with is locked, and agrees with what everything else is tested on."""

from __future__ import annotations

from tests.support.processes.lock_files import pins


def test_what_the_load_generator_shares_with_development_has_the_same_versions_and_hashes() -> None:
    load, development = pins("load"), pins("development")
    assert "locust" in load
    for name in load.keys() & development.keys():
        assert (load[name].version, load[name].hashes) == (
            development[name].version,
            development[name].hashes,
        )
