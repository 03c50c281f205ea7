"""The budgets of people.md: pages, touches and required answers of a journey, counted in real Chromium on a phone."""

import re
from dataclasses import dataclass

import pytest

from incidents import actions
from incidents.models import Incident
from school.roles import Role
from tests.browser.test_passkey import add_passkey, go, key, sign_out  # noqa: F401  two of them are fixtures
from tests.browser.test_passkey import sign_in as sign_in_with_password
from tests.make import make_report, make_user
from tests.signing_in import with_password

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Journey:
    """Counts as a person would: every page that is loaded, every touch, every answer that had to be given."""

    page: object
    pages: int = 0
    touches: int = 0
    answers: int = 0

    def __post_init__(self):
        self.page.on("framenavigated", self._arrived)

    def _arrived(self, frame):
        if frame == self.page.main_frame and not frame.url.endswith("#"):
            self.pages += 1

    def tap(self, control, *, answer=False):
        """A touch; an answer where the page would not go on without it."""
        self.touches += 1
        self.answers += answer
        control.click()


@pytest.fixture
def says(capsys):
    """Print the figures, whatever pytest does with output."""

    def print_figures(name, journey, budget):
        with capsys.disabled():
            print(f"\n{name}: {journey.pages} pages, {journey.touches} touches, {journey.answers} answers ({budget})")

    return print_figures


@pytest.fixture
def signed_in(phone, live_server, sign_in):
    """A phone on which this person is signed in already; answers what goes to an address."""

    def as_person(user):
        browser = sign_in(user)
        name = next(name for name in browser.cookies if name.endswith("sessionid"))
        phone.context.add_cookies([{"name": name, "value": browser.cookies[name].value, "url": live_server.url}])
        return lambda path: phone.goto(f"{live_server.url}{path}")

    return as_person


def test_from_the_mail_to_answered(phone, go, key, says):  # noqa: F811  the fixtures of the passkey's tests
    """U20: the link, the passkey's button, the finger, "I have this"."""
    lead = with_password(make_user(Role.STAFF, Role.DSL, given="Dana"))
    sign_in_with_password(phone, go, lead)
    add_passkey(phone)
    go("/")
    sign_out_on_phone(phone)
    record = make_report(make_user(Role.STAFF), "self-harm")
    journey = Journey(phone, touches=1)  # the link in the mail
    go(f"/records/{record.ref}/")
    journey.tap(phone.get_by_role("button", name="Sign in with a passkey"))
    phone.wait_for_url(f"**/records/{record.ref}/")
    journey.touches += 1  # the finger on the phone's reader
    button = phone.get_by_role("button", name="I have this").first
    box = button.bounding_box()
    assert box["y"] + box["height"] <= 844, "the button is on the first screen"
    journey.tap(button)
    phone.wait_for_load_state()
    record.refresh_from_db()
    says("From mail to answered", journey, "U20: at most 4 touches")
    assert record.state == "acknowledged"
    assert journey.touches <= 4


def sign_out_on_phone(phone):
    """The way out may be folded into the menu."""
    phone.evaluate("document.querySelector('form[action*=logout]').submit()")
    phone.wait_for_url("**/account/login/")


def test_reporting(phone, signed_in, says):
    """U27: at most three screens and three required answers before Send."""
    go_to = signed_in(make_user(Role.STAFF, given="Tess"))
    go_to("/")
    journey = Journey(phone)
    journey.tap(phone.get_by_role("main").get_by_role("button", name="Report something"))
    phone.wait_for_url("**/report/")
    journey.tap(phone.get_by_label("None of these"))
    journey.tap(phone.get_by_role("button", name="Continue"))
    journey.tap(phone.locator("input[name=category]").locator("visible=true").first, answer=True)
    journey.tap(phone.get_by_label("I don’t know the name"), answer=True)
    journey.answers += 1  # when: set to now, and still a question
    journey.tap(phone.locator("button[data-continue]"))
    phone.wait_for_url("**/check/")
    screens = journey.pages
    journey.tap(phone.get_by_role("button", name="Send"))
    phone.wait_for_url("**/reports/mine/*/")
    says("Reporting", journey, "U27: at most 3 screens, 3 answers besides the first tick")
    assert Incident.objects.count() == 1
    assert screens <= 3
    assert journey.answers <= 3


def test_dealing_with_it_here(phone, signed_in, says):
    """U39: the record, and one page with one Save."""
    make_report(make_user(Role.STAFF), "accident-told")
    go_to = signed_in(make_user(Role.STAFF, Role.COORDINATOR, given="Carys"))
    go_to("/records/")
    journey = Journey(phone)
    record = Incident.objects.get()
    journey.tap(phone.get_by_role("link", name=record.ref).first)
    journey.tap(phone.get_by_role("button", name="Deal with it here"))
    phone.wait_for_url(re.compile("/deal-with-it/"))
    pages = journey.pages
    journey.tap(phone.locator("input[name=outcome]").first, answer=True)
    journey.tap(phone.locator("input[name=excuse]").first, answer=True)
    journey.tap(phone.get_by_label("Yes", exact=True), answer=True)
    phone.get_by_label("Who was told, and who told them?").fill("Her mother, by me")
    journey.tap(phone.get_by_label("Rang", exact=True), answer=True)
    journey.tap(phone.get_by_role("button", name="Save and close", exact=True))
    phone.wait_for_url(re.compile(f"/records/{record.ref}/[?]"))
    record.refresh_from_db()
    says("Dealing with it here", journey, "U39: 2 pages")
    assert record.state == "closed"
    assert pages <= 2


def test_a_step_one_was_asked_to_do(phone, signed_in, says):
    """U41: home, the step, Done."""
    coordinator, tutor = make_user(Role.STAFF, Role.COORDINATOR), make_user(Role.STAFF, given="Toby")
    record = make_report(make_user(Role.STAFF), "bullying")
    actions.acknowledge(record, by=coordinator)
    step = record.steps.get(template__code="hear-everybody")
    actions.give(step, tutor.person, by=coordinator, instruction="Mia, 8B")
    signed_in(tutor)("/")
    journey = Journey(phone)
    journey.tap(phone.get_by_role("main").get_by_role("link", name=step.words).first)
    journey.tap(phone.get_by_role("button", name="Done"))
    phone.get_by_text("Done. Thank you.").wait_for()
    step.refresh_from_db()
    says("A step one was asked to do", journey, "3 touches at most")
    assert step.state == "done"
    assert journey.touches <= 3


def test_testing_the_alarm(phone, signed_in, says):
    """U26: a monthly duty must be quick."""
    signed_in(make_user(Role.STAFF, Role.DSL))("/test-the-alarm/")
    journey = Journey(phone)
    journey.tap(phone.get_by_role("button", name="Send a practice alarm"))
    phone.wait_for_url("**/test-the-alarm/*/")
    journey.tap(phone.get_by_role("button", name="I have this").first)
    phone.wait_for_load_state()
    says("Testing the alarm", journey, "2 touches at most")
    assert journey.touches <= 2
