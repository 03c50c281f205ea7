"""Every page of every role, at 1280 and 390: nothing axe finds, nothing sideways, nothing on the console.

The pages are fetched for every role first; the browser looks once at each that is made of other pieces, or has more
than one of what the others have once.
"""

import re
from collections import Counter
from types import SimpleNamespace

import pytest
from django.urls import reverse

from incidents import actions
from incidents.forms.record import ON_RECORD
from notices.actions import start_practice
from notices.models import Task
from runs.actions import ask
from school import catalogue
from school.models import Appointment
from school.roles import Role
from tests.make import make_pupil, make_report, make_user
from tests.reporting import begin, said
from tests.routes import paths

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = (1280, 390)
NOT_A_PAGE = {"account_logout", "runs:file", "runs:now", "school:stay", "school:healthz"}
PIECE = re.compile(r"<(\w+)(?:[^>]*? (?:class|type|role)=\"([^\"]*)\")?")


@pytest.fixture(scope="session")
def seen():
    """How the pages are built that the browser looked at already, in whichever test."""
    return set()


@pytest.fixture
def look(page, live_server, fit_for_everybody, sign_in, seen):
    """Look at a page as somebody; fails on whatever is wrong with it."""
    said_by_browser, found = [], []
    page.on("console", lambda one: said_by_browser.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said_by_browser.append(str(error)))

    def as_somebody(user) -> SimpleNamespace:
        browser = sign_in(user)
        for cookie in browser.cookies.values():
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return SimpleNamespace(browser=browser, page=page, go=go, check=check, new=new)

    def new(response) -> bool:
        """Is this built differently from everything looked at so far."""
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            return False
        inside = response.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
        built = frozenset((piece, min(n, 2)) for piece, n in Counter(PIECE.findall(inside)).items())
        fresh = built not in seen
        seen.add(built)
        return fresh

    def go(path):
        page.goto(live_server.url + path)
        check()

    def check():
        for width in SIZES:
            page.set_viewport_size({"width": width, "height": 844})
            try:
                fit_for_everybody(page)
            except AssertionError as wrong:  # all that is wrong in one run, not the first alone
                found.append(str(wrong).split("\nassert")[0])
        found.extend(f"{page.url}: the browser said {words}" for words in said_by_browser)
        said_by_browser.clear()

    yield as_somebody
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.fixture
def a_school(transactional_db):
    """Somebody for every office."""
    return {role: make_user(role, given=role.label.split()[0]) for role in Role}


@pytest.fixture
def lived_in(a_school):
    """Records of each kind at each point of their life, steps, calls, questions, tasks, an alarm test, a paper."""
    teacher, dsl = a_school[Role.STAFF], a_school[Role.DSL]
    coordinator, head = a_school[Role.COORDINATOR], a_school[Role.HEADTEACHER]
    records = {
        code: make_report(teacher, code, people=[make_pupil()], device="OAK-L-0117", place="Library")
        for code in ("bullying", "acceptable-use", "grooming", "images-on-device", "passwords")
    }
    records["staff"] = make_report(teacher, "staff-allegation", people=[make_user(Role.STAFF).person])
    bullying, illegal = records["bullying"], records["images-on-device"]
    actions.acknowledge(bullying, by=coordinator)
    actions.ask_reporter(bullying, "Which lesson was it?", by=coordinator)
    first, second = bullying.steps.filter(agency=None, state="open", how="tick")[:2]
    actions.tick(first, by=coordinator)
    actions.give(second, teacher.person, by=coordinator, instruction="Mia, 8B")
    actions.acknowledge(illegal, by=dsl)
    call = actions.rang(
        illegal, illegal.steps.filter(agency__code="police").get().agency, by=dsl, advice="Keep it off"
    )
    actions.lower(illegal, "serious", reason="The police said that it is no crime", by=dsl)
    actions.acknowledge(records["staff"], by=head)
    start_practice(by=dsl)
    run = ask("chronology", bullying.ref, "chronology:1", by=coordinator)
    return SimpleNamespace(roles=a_school, records=records, given=second, call=call, run=run, teacher=teacher)


def addresses(lived):
    """Every address of the product, filled from what is there; the forms of a record for each kind of record."""
    task = Task.objects.first()
    values = {"ref": lived.records["bullying"].ref, "slip": task.slip, "code": lived.run.code}
    values["pk"] = Appointment.objects.first().pk
    for name, path in paths(values):
        if name not in NOT_A_PAGE:
            yield path
    yield reverse("incidents:step", args=[lived.given.ref])
    for person in (lived.teacher.person, lived.roles[Role.ADMINISTRATOR].person):
        for name in ("person_edit", "person_change", "person_leave", "appoint", "invite", "account_stop"):
            yield reverse(f"school:{name}", args=[person.ref])
    for kind in catalogue.kinds():
        code = kind.model.objects.order_by("pk").values_list("code", flat=True).first()
        yield from (reverse(f"school:{name}", args=[kind.code]) for name in ("outside", "outside_add"))
        yield from [reverse("school:outside_change", args=[kind.code, code])] if code else []
    for record in lived.records.values():
        yield reverse("incidents:detail", args=[record.ref])
        yield reverse("incidents:receipt", args=[record.ref])
    for record in (lived.records["bullying"], lived.records["images-on-device"], lived.records["staff"]):
        for what in ON_RECORD:
            about = [record.steps.first().ref] if what in ("done", "not-needed", "give-step", "undo") else []
            yield reverse("incidents:act", args=[record.ref, what, *about])


@pytest.mark.parametrize("some", [list(Role)[n::4] for n in range(4)], ids=lambda some: "-".join(some))
def test_every_page_of_every_role(lived_in, look, some):
    everything = list(dict.fromkeys(addresses(lived_in)))
    for role in some:
        somebody = look(lived_in.roles[role])
        somebody.go("/")  # what is round the page differs by role, and is the same on all of theirs
        for path in everything:
            if somebody.new(somebody.browser.get(path)):
                somebody.go(path)


def test_every_first_page_of_an_empty_school(a_school, look):
    empty = ["/", "/records/", "/reports/mine/", "/tasks/", "/test-the-alarm/", "/people/", "/offices/", "/on-call/"]
    empty += ["/calendar/", "/settings/agencies/", "/settings/first-hour/", "/health/", "/offices/waiting/"]
    empty += ["/records/log/", "/records/calls/"]
    for user in a_school.values():
        somebody = look(user)
        for path in empty:
            if somebody.new(somebody.browser.get(path)):
                somebody.go(path)


def test_nobody_signed_in(a_school, page, live_server, fit_for_everybody):
    for name in ("account_login", "account_reset_password", "account_reset_password_done", "school:tell_someone"):
        page.goto(live_server.url + reverse(name))
        for width in SIZES:
            page.set_viewport_size({"width": width, "height": 844})
            fit_for_everybody(page)


@pytest.fixture
def press(look):
    """Send a page's form as it stands, everything required left out, and look at what comes back."""

    def as_somebody(user, path):
        somebody = look(user)
        somebody.page.goto(path)
        with somebody.page.expect_navigation():
            somebody.page.evaluate("document.querySelector('main form[method=post][novalidate]').submit()")
        assert somebody.page.locator(".govuk-error-summary").count() == 1, path
        somebody.check()

    return as_somebody


def test_with_an_error_shown(lived_in, press, live_server, sign_in):
    roles, record = lived_in.roles, lived_in.records["bullying"]
    coordinator, step = roles[Role.COORDINATOR], lived_in.given
    forms = ["note", "ask-reporter", "questions", "involve", "rang", "more-serious", "finish", "join", "deal-with-it"]
    press(roles[Role.STAFF], f"{live_server.url}/report/")
    key = begin(sign_in(roles[Role.STAFF]), "first-images")
    press(roles[Role.STAFF], f"{live_server.url}{key}")
    for what in forms:
        press(coordinator, f"{live_server.url}/records/{record.ref}/{what}/")
    press(coordinator, f"{live_server.url}/records/{record.ref}/not-needed/{step.ref}/")
    rows = [f"/settings/{kind}/add/" for kind in ("agencies", "categories", "steps", "targets", "grounds")]
    for path in ("/people/add/", "/calendar/terms/add/", *rows):
        press(roles[Role.ADMINISTRATOR], f"{live_server.url}{path}")


def test_when_somebody_else_saved_first(lived_in, look, live_server):
    """The sentence, what is new, and the words still in the box."""
    record, coordinator = lived_in.records["bullying"], lived_in.roles[Role.COORDINATOR]
    somebody = look(coordinator)
    somebody.page.goto(f"{live_server.url}/records/{record.ref}/note/")
    actions.note(record, "Saved first", by=lived_in.roles[Role.DSL])
    somebody.page.locator("textarea").first.fill("My own words")
    somebody.page.get_by_role("button", name="Save").click()
    somebody.page.get_by_text("Somebody else changed this record").first.wait_for()
    assert somebody.page.locator("textarea").first.input_value() == "My own words"


def test_the_page_before_send(lived_in, look):
    somebody = look(lived_in.teacher)
    url = begin(somebody.browser, "first-images")
    answer = somebody.browser.post(url, said("first-images", category="nudes", told="By a friend"))
    somebody.go(answer.url)
