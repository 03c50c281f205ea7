"""The demonstration school: whose eyes one can see it through. Nothing here works where DEBUG is off."""

from dataclasses import dataclass

from django.conf import settings

from school.models import School, User


@dataclass(frozen=True)
class Card:
    """One way in from the sign-in page of the demo."""

    code: str
    label: str
    description: str

    @property
    def email(self) -> str:
        return f"{self.code.replace('_', '.')}@oakfield.example"


CARDS = (
    Card("teacher", "a teacher", "Report what you saw, read your receipt."),
    Card("coordinator", "the co-ordinator", "Decide what happens with each report, and bring it to an end."),
    Card("dsl", "the designated safeguarding lead", "Answer alarms, work the steps of the serious ones."),
    Card("deputy_dsl", "the deputy safeguarding lead", "The same rights as the lead, told at the same time."),
    Card("headteacher", "the headteacher", "Read every record but those about you, agree that one is closed."),
    Card("chair", "the chair of governors", "Handle a concern about the headteacher, agree to appointments."),
    Card("senior_leader", "a senior leader", "Be told when nobody answers, do the steps you were given."),
    Card("network_manager", "the network manager", "Isolate a device, without being told why."),
    Card("business_manager", "the business manager", "Do what a matter needs of contracts and devices, read no case."),
    Card("office", "the school office", "Report what you were told or saw, find whom to ring, read no case."),
    Card("governor", "a governor", "Read what governors find here, do what you are asked, read no case."),
    Card("auditor", "an auditor", "See to it that the record is unaltered, read no case and no name."),
    Card("dpo", "the data protection officer", "Be asked what to do where personal data was lost, read no case."),
    Card("administrator", "an administrator", "Keep accounts and settings, read no case."),
)


def is_on() -> bool:
    """Is this the demo school, on a machine where nothing is real."""
    return settings.DEBUG and School.objects.filter(is_demo=True).exists()


def cards() -> list[Card]:
    """The cards whose account is there; none outside the demo."""
    if not is_on():
        return []
    there = set(
        User.objects.filter(is_active=True, email__in=[card.email for card in CARDS]).values_list("email", flat=True)
    )
    return [card for card in CARDS if card.email in there]
