"""A safeguarding lead who reports something themselves: another person has to answer it (product.md, Settled)."""

import pytest
from django.urls import reverse

from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


def test_the_button_of_the_alarm_says_why_not(cast, sign_in):
    record, lead = make_report(cast.dsl, "self-harm"), sign_in(cast.dsl)
    answer = lead.post(reverse("notices:answer", args=[record.ref]), follow=True)
    assert "You reported this, so another person has to answer it." in words_of(answer)
    assert reread(record).state == "reported"
