"""The accessibility statement: for anybody, from the foot of every page, with a way to say what does not work."""

import pytest

from audit.ledger import ledger
from school.models import School
from tests.pages import words_of

pytestmark = pytest.mark.django_db
PAGE = "/accessibility/"


def test_anybody_reads_it_without_signing_in(client):
    words = words_of(client.get(PAGE))
    for said in ("WCAG", "Nobody independent has audited them yet", "Equality Advisory and Support Service"):
        assert said in words


def test_it_names_the_schools_number_once_that_is_known(client):
    school = School.current()
    school.telephone = "01632 960204"
    with ledger("made for a test", by=None, kind="settings", ref="") as book:
        book.save(school)
    assert 'href="tel:01632960204"' in client.get(PAGE).content.decode()


def test_every_page_leads_to_it(client, cast, sign_in):
    for page in (client.get("/account/login/"), sign_in(cast.teacher).get("/"), sign_in(cast.governor).get("/")):
        assert f'href="{PAGE}"' in page.content.decode()


def test_it_takes_nothing(client):
    assert client.post(PAGE).status_code == 405
