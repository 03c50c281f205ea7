"""`manage.py demo`: a school that does not exist, for trying the product out. Refused unless DEBUG."""

import json
from io import StringIO

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from esafety.demo import bulk, names, paths, people, term
from esafety.demo.stories import STORIES
from esafety.lib import clock
from school.demo import CARDS
from school.models import School, User

_BESIDE = "Start one beside it: DATA_DIR=$HOME/oakfield-{0} make run PROFILE={0}"
_UNKNOWN = "Write in profiles/demo/{0}.toml what the profile calls these words of the demo's stories"


class Command(BaseCommand):
    help = "Makes the demonstration school, or prints its accounts, or fills it with N records for measuring."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="print role and e-mail of the accounts as JSON")
        parser.add_argument("--profile", help="the profile it begins with: england unless you say another")
        parser.add_argument("--size", type=int, help="also N back-dated records, inserted in bulk")

    def handle(self, *, accounts=False, profile=None, size=None, **options):
        if not settings.DEBUG:
            raise CommandError("The demo is for trying the product out: it needs DEBUG=1 and a database of its own.")
        if accounts:
            return self.stdout.write(json.dumps(self._accounts()))
        self._load(profile)
        if not User.objects.exists():
            self._make()
        if size:
            bulk.fill(size)
            self.stdout.write(f"{size} records added.")
        return None

    def _load(self, profile: str | None) -> None:
        """The school begins with this profile; one that began with another stays as it is."""
        if not School.objects.exists():
            call_command("load_profile", profile or "england", stdout=StringIO())
        elif profile and School.current().profile != profile:
            raise CommandError(f"This database holds a school of another profile. {_BESIDE.format(profile)}")

    def _make(self) -> None:
        told = {"kinds": {story.category for story in STORIES}, "outcomes": paths.ENDS}
        if unknown := [one for table, called in told.items() for one in names.missing(table, called)]:
            raise CommandError(f"{_UNKNOWN.format(School.current().profile)}: {', '.join(unknown)}.")
        people.make_school()
        term.live_through(people.make_people(), clock.today())
        self.stdout.write("Oakfield School is ready. Every person in it is invented.")

    def _accounts(self) -> list[dict]:
        there = set(User.objects.values_list("email", flat=True))
        cards = {card.email: card.label for card in CARDS}
        return [
            {"role": label, "email": email, "password": people.PASSWORD}
            for email, label in cards.items()
            if email in there
        ]
