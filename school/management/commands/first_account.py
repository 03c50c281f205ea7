"""manage.py first_account EMAIL: the invitation link of a new school's first administrator."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from school.actions.first import first_administrator
from school.refusals import Refused


class Command(BaseCommand):
    help = "Print the link with which the first administrator of a new school chooses a password."

    def add_arguments(self, parser):
        parser.add_argument("email", help="their e-mail address")
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)

    def handle(self, email, first_name, last_name, **options):
        try:
            validate_email(email)
            token = first_administrator(email, first_name, last_name)
        except ValidationError:
            raise CommandError("Write an e-mail address like name@school.example.") from None
        except Refused as refused:
            raise CommandError(refused.words) from None
        self.stdout.write("Give them this link. It works once, for seven days:")
        self.stdout.write(settings.SITE_URL + reverse("school:invitation", args=[token]))
