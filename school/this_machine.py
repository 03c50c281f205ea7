"""What this machine remembers of the school it serves, beside the database: a mark, and how far the log had come.

A dump brings the rows back and not this file. The two together tell the machine at work from a copy of it
(security.md 4.1 P7). The process that sends writes it; all others only read.
"""

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

MACHINE_ID = Path("/etc/machine-id")


class Unreadable(Exception):
    """The file is there, and is not one of ours or not for this process to read."""


@dataclass(frozen=True)
class Memory:
    """`mark` is the one the database must bear; `size` and `head` are where its log ended when last looked at."""

    mark: str
    host: str = ""
    size: int = 0
    head: str = ""


def recall() -> Memory | None:
    """What is remembered; None where this machine has served no school yet. Raises Unreadable."""
    try:
        return Memory(**json.loads(settings.INSTALLATION_FILE.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as fault:
        raise Unreadable from fault


def remember(memory: Memory) -> None:
    """Write it whole or not at all, for every process of the product to read."""
    path = settings.INSTALLATION_FILE
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with unfinished.open("w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o644)  # the umask lets nobody else read, and the web process must
        json.dump(asdict(memory), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


def mark() -> str:
    """The mark of this machine; empty where it has none, or none that can be read."""
    try:
        memory = recall()
    except Unreadable:
        return ""
    return memory.mark if memory else ""


def host() -> str:
    """Which machine this is, as a number nobody can turn back; empty in a container, which has none of its own."""
    try:
        found = MACHINE_ID.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
    return sha256(f"esafety {found}".encode()).hexdigest()[:32] if found else ""
