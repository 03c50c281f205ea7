"""manage.py restored --reason "…": a person says that this restored copy is the school from now on."""

from django.core.management.base import BaseCommand, CommandError

from notices.models import Delivery, Notice
from school import installation
from school.actions.installation import take_over
from school.refusals import Refused


class Command(BaseCommand):
    help = "Say that this restored or moved copy is the school from now on, and sends. Read docs/restore.md first."

    def add_arguments(self, parser):
        parser.add_argument("--reason", required=True, help="who decided it and why; it stays on record")

    def handle(self, reason, **options):
        held_because = installation.trouble()
        try:
            take_over(reason)
        except Refused as refused:
            raise CommandError(refused.words) from None
        alarms = Notice.objects.open().filter(wakes=True).count()
        waiting = Delivery.objects.filter(state=Delivery.State.WAITING).count()
        self.stdout.write(f"It was held: {held_because}")
        self.stdout.write("From now on this machine is the school. It is on record, and everybody signs in again.")
        self.stdout.write(f"Alarms nobody has answered: {alarms}. Messages that wait, and go now: {waiting}.")
