"""The machine and its database are told of each other: at the first start, and where a copy becomes the school."""

import secrets

from django.db import IntegrityError

from audit.ledger import ledger
from esafety.lib import clock
from school import installation, this_machine
from school.models import Installation, User
from school.refusals import Refused


def begin_if_new(*, by: User | None = None) -> None:
    """The first start of an empty database, or of one from before machines were marked. Twice at once is no harm."""
    memory, mark = this_machine.recall(), installation.marked()
    seen = memory and memory.size and installation.end_of_log(memory)[0]
    if mark is None and not seen:
        try:
            _mark("begin", "First start of this machine", by)
        except IntegrityError:  # another process was quicker
            return


def take_over(reason: str, *, by: User | None = None) -> None:
    """From now on this machine is the school: it sends again, and everybody signs in anew. Refused in words."""
    if not reason.strip():
        raise Refused("Say why this machine is the school now: it stays on record.")
    if not installation.is_held():
        raise Refused("This machine is the school already. Nothing is held back, and nothing was changed.")
    _mark("take over as the school", reason.strip(), by)


def _mark(verb: str, reason: str, by: User | None) -> None:
    """A new mark on both sides. Cut short after the file was written, a first start begins anew, a copy stays held."""
    mark = secrets.token_hex(32)
    with ledger(verb, by=by, kind="installation", ref="", reason=reason) as book:
        row = Installation.objects.select_for_update().first() or Installation()
        row.mark, row.since = mark, clock.now()
        book.save(row)  # first: of two at once the second gets no further
        this_machine.remember(this_machine.Memory(mark, this_machine.host()))
    installation.keep_up()
