"""The list of a school's first hour: what is missing, why it matters, and the page where it is done."""

import pytest
from django.urls import reverse

from audit.ledger import ledger
from esafety.lib import clock
from notices.models import Notice
from school import first_run, panels
from school.actions.accounts import new_token
from school.models import Appointment, Document, User
from school.roles import Role
from tests.make import make_person, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
PAGE = "/settings/first-hour/"
TITLES = {"chair": "Chair of governors has an account", "network_manager": "Network manager has an account"}


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def lines(browser) -> dict[str, dict]:
    return {line.title: line.context for line in browser.get(PAGE).context["lines"]}


def test_it_says_how_far_it_is_and_shows_what_is_missing_first(admin):
    found = lines(admin)
    done = [line["done"] for line in found.values()]
    assert done == sorted(done)
    assert f"{sum(done)} of {len(done)} are done." in words_of(admin.get(PAGE))


def test_each_missing_line_says_why_and_leads_to_a_page_the_administrator_can_open(admin):
    User.objects.exclude(pk=admin.session["_auth_user_id"]).update(is_active=False)
    missing = {title: line for title, line in lines(admin).items() if not line["done"]}
    assert len(missing) > 12
    for title, line in missing.items():
        assert line["hint"], title
        assert line["action"], title
        assert admin.get(line["url"]).status_code == 200, title


@pytest.mark.parametrize("office", ["chair", "network_manager"])
def test_the_chair_and_the_network_manager_have_lines(admin, cast, office):
    user = getattr(cast, office)
    title = TITLES[office]
    assert lines(admin)[title]["done"]
    new_token(user)
    line = lines(admin)[title]
    assert not line["done"]
    assert "Invited; the link was not used yet." in line["hint"]
    assert line["url"] == reverse("school:person_edit", args=[user.person.ref])


def test_somebody_appointed_without_an_account_is_led_to(admin, cast):
    cast.network_manager.is_active = False
    User.objects.bulk_update([cast.network_manager], ["is_active"])
    person = make_person("Newly")
    Appointment.objects.bulk_create([Appointment(person=person, role=Role.NETWORK_MANAGER, starts=clock.today())])
    line = lines(admin)["Network manager has an account"]
    assert line["url"] == reverse("school:person_edit", args=[person.ref])


def test_somebody_invited_who_never_signed_in_is_not_counted(admin, cast):
    for user in (cast.head, cast.deputy):
        new_token(user)
    found = lines(admin)
    assert not found["Headteacher has an account"]["done"]
    assert found["Designated safeguarding lead has an account"]["done"]
    assert not found["Designated safeguarding lead: a deputy has an account"]["done"]


def test_documents_and_the_privacy_notice_are_asked_for_until_they_are_there(admin):
    count = Document.objects.filter(retired=False).count()
    assert f"Documents without a place: {count - 1}" in lines(admin)
    notice = lines(admin)["The privacy notice can be read from every page"]
    assert notice["url"] == "/settings/documents/privacy-notice/"
    with ledger("made for a test", by=None, kind="document", ref="") as book:
        for document in Document.objects.all():
            document.address = "https://school.example/papers"
            book.save(document)
    assert lines(admin)["Every document can be found"]["done"]
    assert lines(admin)["The privacy notice can be read from every page"]["done"]


def test_whoever_may_test_the_alarm_is_named_to_who_may_not(admin, cast, sign_in):
    line = lines(admin)["The alarm was tested and answered"]
    assert "The safeguarding lead, the co-ordinator or the head does it" in line["hint"]
    lead = sign_in(cast.dsl)
    lead.post(reverse("notices:test_alarm"))
    answer = reverse("notices:answer", args=[Notice.objects.get(kind="practice").ref])
    lead.post(answer)
    line = lines(admin)["The alarm was tested and answered"]
    assert not line["done"]
    assert "somebody else has to answer one" in line["hint"]


def test_the_alarm_is_tested_once_somebody_else_answered(admin, cast, sign_in):
    sign_in(cast.dsl).post(reverse("notices:test_alarm"))
    sign_in(cast.deputy).post(reverse("notices:answer", args=[Notice.objects.get(kind="practice").ref]))
    assert lines(admin)["The alarm was tested and answered"]["done"]


def test_other_rooms_add_lines(admin, monkeypatch):
    monkeypatch.setattr(panels, "_offers", panels._offers.copy())
    extra = first_run.line("The kettle boils", done=False, page="school:settings", action="Boil it", why="For tea.")
    panels._offers["first_run"] = [*panels._offers["first_run"], (999, "kettle", lambda request: extra)]
    assert "The kettle boils Missing For tea. Boil it" in words_of(admin.get(PAGE))


@pytest.mark.parametrize("who", ["administrator", "network_manager"])
def test_health_sends_nobody_to_a_page_they_cannot_open(cast, sign_in, who):
    page = words_of(sign_in(getattr(cast, who)).get("/health/"))
    assert ("Enter it" in page) == (who == "administrator")
    assert ("An administrator can." in page) == (who == "network_manager")


def test_a_deputy_alone_is_not_the_lead(admin, cast):
    held = Appointment.objects.get(person=cast.dsl.person, role=Role.DSL)
    write(held, deputy=True)
    assert not lines(admin)["Designated safeguarding lead has an account"]["done"]
