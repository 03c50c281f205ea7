"""One of several processes that write at once: `python -m tests.audit.writer NAME TIMES`."""

import sys

import django

django.setup()

from audit.ledger import ledger  # noqa: E402  models come after setup
from school.models import Term  # noqa: E402
from tests.audit.conftest import make_term  # noqa: E402


def main(number: int, times: int) -> None:
    for turn in range(times):
        with ledger(f"writer {number}", by=None, kind="term", ref=str(turn)) as book:
            shared = Term.objects.select_for_update().get(name="Shared")
            shared.ends = shared.ends.replace(day=1 + turn % 28)
            book.save(shared)
            book.save(make_term(2100 + number * times + turn))
            book.note("look")


main(*map(int, sys.argv[1:]))
