"""`manage.py invariants`: the last step of every fault run. A run without it counts as failed."""

import sys

from django.core.management.base import BaseCommand

from audit import invariants


class Command(BaseCommand):
    help = "Ask whether everything that must always be true is true. Exit 0 when it is, 1 when something is not."

    def handle(self, *args, **options):
        held = [self._ask(one) for one in invariants.registered()]
        sys.exit(0 if all(held) else 1)

    def _ask(self, one: invariants.Invariant) -> bool:
        try:
            breaches = list(one.broken())
        except Exception as error:
            breaches = [f"could not be asked: {type(error).__name__}"]
        self.stdout.write(f"{one.name:7} {'BROKEN' if breaches else 'holds'}  {one.words}")
        for breach in breaches[:10]:
            self.stdout.write(f"        {breach}")
        return not breaches
