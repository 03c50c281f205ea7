"""A school whose numbers are entered."""

import pytest

from audit.ledger import ledger
from school.models import Agency, School


@pytest.fixture
def numbers(db):
    """Every number there is to enter, each another; whoever is outside has agreed."""
    with ledger("numbers", by=None, kind="school", ref="") as book:
        school = School.current()
        school.extension, school.telephone, school.out_of_hours = "ext 204", "01632 960204", "01632 960999"
        school.chair_number, school.outside_contact, school.outside_agreed = "01632 960205", "07700 900123", True
        lado = Agency.objects.get(code="lado")
        lado.day_number, lado.night_number = "01632 960300", "01632 960301"
        book.save(lado)
        return book.save(school)
