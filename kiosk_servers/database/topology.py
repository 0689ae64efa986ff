"""Where a database may lie for the number of processes that use it."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk_servers.database.errors import DatabaseUnusable

_SHARED = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|ceph|gfs2?|lustre|ocfs2|beegfs|fuse\.(sshfs|glusterfs|ceph|s3fs)"
)
"""File systems that another host may have mounted, too."""
_OCTAL = re.compile(r"\\([0-7]{3})")


def require_local(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> None:
    """Raise DatabaseUnusable for a file on a file system that several hosts may share.

    `mounts` is as proc_pid_mountinfo(5) has it; where there is none, nothing is known and nothing refused.
    """
    if not mounts.exists():
        return
    place, kind = path.absolute().resolve(), ""
    longest = -1
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        before, _, after = line.partition(" - ")
        point = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), before.split()[4]))
        if place.is_relative_to(point) and len(point.parts) >= longest:  # a later mount hides an earlier one
            longest, kind = len(point.parts), after.split()[0]
    if _SHARED.fullmatch(kind):
        raise DatabaseUnusable(
            f"the SQLite file lies on {kind}, which several hosts may share: "
            "use a disk of this host, or PostgreSQL"
        )


def require_one_process(url: str, workers: int) -> None:
    """Raise DatabaseUnusable for several workers on anything but PostgreSQL."""
    if workers > 1 and url.startswith("sqlite:"):
        raise DatabaseUnusable(f"{workers} workers cannot share an SQLite database: use PostgreSQL")
