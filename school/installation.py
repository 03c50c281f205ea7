"""Is this the machine that serves the school, or a copy of it? A copy acts on nobody outside (security.md 4.1 P7).

Whatever leaves the machine asks `is_held()` first. A person ends it: `manage.py restored`, docs/restore.md.
"""

from dataclasses import replace

from django.db.models import Subquery

from audit.models import Entry, Head
from school import this_machine
from school.models import Installation
from school.this_machine import Memory

ELSEWHERE = "This database was at work with another machine or folder."
MOVED = "The files of this machine come from another one."
ANOTHER = "This database is not the one this machine last saw."
OLDER = "This database is older than what this machine last saw. Entries of the record that are missing: {}."
UNREADABLE = "What this machine remembers of its database cannot be read: see INSTALLATION_FILE."


def trouble() -> str:
    """Why nothing may leave this machine, in a sentence; empty where machine and database belong together."""
    try:
        memory = this_machine.recall()
    except this_machine.Unreadable:
        return UNREADABLE
    return why_held(memory, marked(), *end_of_log(memory), this_machine.host())


def is_held() -> bool:
    return bool(trouble())


def why_held(memory: Memory | None, mark: str | None, end: int, there: str | None, host: str) -> str:
    """What `trouble` says, from what is known: `there` is the hash the log has where the machine saw it end."""
    if memory is None or mark is None:
        return ELSEWHERE if mark or (memory and memory.size and end) else ""
    if mark != memory.mark:
        return ELSEWHERE
    if memory.host and host and memory.host != host:
        return MOVED
    if memory.size > end:
        return OLDER.format(memory.size - end)
    return ANOTHER if memory.size and memory.head != there else ""


def keep_up() -> None:
    """Remember how far the log has come, unless the machine is held. The alert daemon calls, and nobody else."""
    memory = this_machine.recall()
    head = Head.objects.values_list("seq", "hash").first()
    if memory and head and head[0] != memory.size and not is_held():
        this_machine.remember(replace(memory, size=head[0], head=head[1]))


def marked() -> str | None:
    """The mark of the machine the database belongs to; None before there was any."""
    return Installation.objects.values_list("mark", flat=True).first()


def end_of_log(memory: Memory | None) -> tuple[int, str | None]:
    """How many entries there are, and the hash of the last one this machine saw; of one moment, in one query."""
    seen = Entry.objects.filter(seq=memory.size if memory else 0).values("hash")
    found = Head.objects.order_by().annotate(seen=Subquery(seen)).values_list("seq", "seen").first()
    return found or (0, None)
