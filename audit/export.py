"""The log as a file for somebody else to verify, elsewhere, without the product (docs/audit-format.md)."""

import heapq
import json
import os
from collections.abc import Iterator
from pathlib import Path

from audit import chain, checkpoints
from audit.models import Checkpoint, Entry, Head
from audit.verify import AT_ONCE, COLUMNS, snapshot
from esafety.lib import clock


def export(path: Path) -> int:
    """Write the log to `path`, one JSON object a line, readable by its owner alone. Returns the number of entries."""
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with snapshot(), os.fdopen(handle, "w", encoding="utf-8") as file:
        for line in lines():
            file.write(json.dumps(line, default=chain.plain, ensure_ascii=False, separators=(",", ":")) + "\n")
        entries = line["entries"]
    part.replace(path)
    return entries


def lines() -> Iterator[dict]:
    """What the log is, its entries with each checkpoint where it was made, and how many there should be."""
    head = Head.objects.filter(pk=1).first() or Head()
    yield {"type": "audit-log", "version": chain.VERSION, "at": chain.instant(clock.now()), "public_keys": _keys()}
    # A checkpoint comes after the entry it was made at.
    for _, _, line in heapq.merge(_entries(), _checkpoints(), key=lambda line: line[:2]):
        yield line
    count = {"entries": Entry.objects.count(), "checkpoints": Checkpoint.objects.count()}
    yield {"type": "end", **count, "head": head.hash}


def _entries() -> Iterator[tuple]:
    entries = Entry.objects.order_by("seq").values(*COLUMNS).iterator(chunk_size=AT_ONCE)
    return ((entry["seq"], 0, {"type": "entry", **entry}) for entry in entries)


def _checkpoints() -> Iterator[tuple]:
    points = Checkpoint.objects.order_by("pk").iterator(chunk_size=AT_ONCE)
    return ((point.size, 1, {"type": "checkpoint", **checkpoints.as_dict(point)}) for point in points)


def _keys() -> list[str]:
    if not Checkpoint.objects.exists():
        return []
    return [checkpoints.raw(key).hex() for key in checkpoints.public_keys().values()]
