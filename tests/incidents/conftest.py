"""A school whose numbers are entered, and one that gives sanctions."""

import pytest

from audit.ledger import ledger
from incidents.models import SanctionKind
from school.models import Agency, School
from tests.make import category, make_pupil, write


@pytest.fixture
def numbers(db):
    """Every number there is to enter, each another; whoever is outside has agreed."""
    with ledger("numbers", by=None, kind="school", ref="") as book:
        school = School.current()
        school.extension, school.telephone, school.out_of_hours = "ext 204", "01632 960204", "01632 960999"
        school.chair_number, school.outside_contact, school.outside_agreed = "01632 960205", "07700 900123", True
        school.head_number = "01632 960206"
        lado = Agency.objects.get(code="lado")
        lado.day_number, lado.night_number = "01632 960300", "01632 960301"
        book.save(lado)
        return book.save(school)


@pytest.fixture
def kinds(db):
    """A school's sanctions: a warning, one that is usual for bullying, the loss of e-mail, one for adults."""
    loss = {
        "task_role": "network_manager",
        "take_words": "Take away e-mail. Whose stands on this page.",
        "give_back_words": "Give back e-mail. Whose stands on this page.",
    }
    rows = {
        "warning": {"tier": 1, "warning": True},
        "detention": {"tier": 2, "warning": True},
        "loss": {"tier": 2, **loss},
        "adult": {"tier": 2, "staff": True},
    }
    made = {code: write(SanctionKind(code=code, words=code.title(), **row)) for code, row in rows.items()}
    write(category("bullying"), usual_sanction=made["detention"], after_warning="disrepute")
    write(category("disrepute"), after_warning="disrepute")
    return made


@pytest.fixture
def pupil(db):
    return make_pupil("Mia", family="Quenby")
