"""What one reads in a form about a record where something is missing, and of whoever was looked for."""

import pytest

from esafety.lib.govuk.tags import error_rows
from incidents import actions
from tests.dealing import address, press
from tests.make import make_pupil, make_report, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(cast):
    record = make_report(cast.teacher, "bullying", people=[make_pupil("Mia", family="Quenby")])
    actions.acknowledge(record, by=cast.coordinator)
    return record


def test_whoever_is_found_is_shown_and_is_no_mistake(cast, taken, sign_in):
    step = taken.steps.filter(how="tick").first()
    page = press(sign_in(cast.coordinator), taken, "give-step", step.ref, find=cast.colleague.person.family_name)
    form = page.context["form"]
    assert not form.errors
    assert "There is a problem" not in words_of(page)
    assert "One person found, and chosen." in words_of(page)
    assert form_with(page, "version").send(sign_in(cast.coordinator), instruction="Mia, 8B").status_code == 302
    assert reread(step).owner == cast.colleague.person


def test_other_words_look_again_and_it_is_said_who_has_it(cast, taken, sign_in):
    """Whoever was found first, and chosen for them, does not get it instead of the one typed since."""
    desk = sign_in(cast.coordinator)
    page = press(desk, taken, "give", find=cast.dsl.person.family_name)
    typed = form_with(page, "version").values | {"find": cast.deputy.person.family_name}
    page = desk.post(address(taken, "give"), typed)
    assert cast.deputy.person.said in words_of(page)
    assert form_with(page, "version").send(desk).status_code == 302
    assert reread(taken).owner == cast.deputy.person
    assert f"{cast.deputy.name} has it now." in words_of(desk.get(address(taken)))


def test_a_record_is_offered_to_nobody_who_may_not_have_it(cast, taken, sign_in):
    actions.involve(taken, person=cast.deputy.person, part="subject", by=cast.coordinator)
    page = press(sign_in(cast.head), reread(taken), "give", find=cast.deputy.person.family_name)
    assert cast.deputy.person.said not in words_of(page)
    assert "Nobody of that name may deal with this record" in words_of(page)


@pytest.mark.parametrize(
    ("what", "field"), [("questions", "q_"), ("particulars", "certainty"), ("note", "text"), ("give-step", "find")]
)
def test_an_error_leads_to_its_field(cast, taken, sign_in, what, field):
    about = taken.steps.filter(how="tick").first().ref if what == "give-step" else ""
    page = press(sign_in(cast.coordinator), taken, what, about)
    links = [where for where, _ in error_rows(page.context["form"])]
    assert links
    assert all(where.startswith(f"#id_{field}") for where in links)


def test_errors_stand_in_the_order_of_the_page(cast, taken, sign_in):
    page = press(sign_in(cast.coordinator), taken, "deal-with-it", outcome="", told="")
    at = [where for where, _ in error_rows(page.context["form"])]
    page_order = [page.content.decode().index(f'id="{where[1:]}"') for where in at]
    assert len(at) >= 3
    assert page_order == sorted(page_order)
