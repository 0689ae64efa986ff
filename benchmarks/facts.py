"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("kivy", "transitions", "cryptography", "reportlab", "requests", "uvicorn")
Facts = dict[str, str]


def facts() -> Facts:
    """Machine and versions, by name."""
    found = {
        "machine": platform.machine(),
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{_memory() / 2**30:.1f} GiB",
        "system": f"{_distribution()}, Linux {platform.release().partition('-')[0]}",
        "load at start": f"{os.getloadavg()[0]:.1f}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "graphics": "/dev/dri" if Path("/dev/dri").exists() else "none: Mesa llvmpipe",
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    chromium = shutil.which("chromium")
    found["chromium"] = _first_line([chromium, "--version"]) if chromium else "missing"
    return found


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown"


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _distribution() -> str:
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip('"')
    return "Linux"


def _first_line(command: list[str]) -> str:
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    return answer.stdout.strip().partition("\n")[0] or "unknown"
