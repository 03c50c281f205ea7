"""Files on disk, under their own checksum. A file is there whole or not at all (security.md 4.5, RT-18)."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from esafety.lib import clock
from runs import marks
from runs.lifecycle import ORPHAN_AGE


class Damaged(Exception):
    """The file is gone, or is no longer what was made."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "files" / "runs"


def path_of(sha256: str) -> Path:
    """Where a file with this checksum is kept."""
    return folder() / sha256[:2] / f"{sha256}.pdf"


def keep(content: bytes, code: str) -> str:
    """Write the file, flush it to the disk, then give it its final name. Answers its SHA-256.

    Raises OSError with nothing left behind where the disk is full or read-only.
    """
    unfinished, sha256 = _unfinished(code), hashlib.sha256(content).hexdigest()
    try:
        _write(unfinished, content)
        marks.reached("written")
        _rename(unfinished, path_of(sha256))
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    marks.reached("renamed")
    return sha256


def read(sha256: str) -> bytes:
    """The file, its checksum taken anew. Raises Damaged where it is missing or does not match."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError as gone:
        raise Damaged from gone
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged
    return content


def collect_orphans(known: set[str]) -> int:
    """Remove what is old enough and belongs to no row: made and lost before it was recorded, or half-written."""
    oldest = (clock.now() - ORPHAN_AGE).timestamp()
    orphans = [path for path in everything() if path.stem not in known and path.stat().st_mtime < oldest]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def everything() -> Iterator[Path]:
    """Every file under the folder, half-written ones too."""
    return (path for path in folder().glob("*/*") if path.is_file())


def _unfinished(code: str) -> Path:
    """A new name to write to. What an earlier attempt of the same run left there goes first."""
    place = folder() / "unfinished"
    place.mkdir(parents=True, exist_ok=True)
    for left in place.glob(f"{code}.*"):
        left.unlink(missing_ok=True)
    return place / f"{code}.{secrets.token_hex(8)}.part"


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        marks.reached("half written")
        file.write(content[len(content) // 2 :])
        file.flush()
        os.fsync(file.fileno())


def _rename(unfinished: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    os.replace(unfinished, final)
    for place in (final.parent, folder()):
        _sync_folder(place)


def _sync_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
