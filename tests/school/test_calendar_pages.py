"""The calendar's pages: terms, closures, who is on call, and who is away."""

from datetime import date, timedelta

import pytest

from esafety.lib import clock
from school.models import Closure, OnCall, Term
from school.people import roles_of
from school.roles import Role
from tests.make import reread
from tests.school.test_settings_pages import day, text, version_of

pytestmark = pytest.mark.django_db
NOVEMBER = clock.at_school(date(2026, 11, 20), 10)


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def span(name, starts, ends):
    return {"name": name} | day("starts", starts) | day("ends", ends)


def test_terms_and_closures_are_entered_and_taken_out(cast, sign_in):
    dsl = sign_in(cast.dsl)
    dsl.post("/calendar/terms/add/", span("Autumn", date(2026, 9, 1), date(2026, 12, 18)))
    dsl.post("/calendar/closures/add/", span("Snow", date(2026, 11, 25), date(2026, 11, 25)))
    with clock.standing_at(NOVEMBER):
        page = text(dsl.get("/calendar/"))
    assert "Autumn" in page
    assert "Snow" in page
    dsl.post(f"/calendar/closures/{Closure.objects.get().pk}/take-out/")
    assert not Closure.objects.exists()
    assert Closure.history.count() == 2


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        (date(2026, 9, 2), date(2026, 9, 1), "The last day must be after the first"),
        (date(2026, 10, 1), date(2027, 2, 1), "These days overlap “Autumn”, 1 September 2026 to 18 December 2026"),
        (date(2026, 9, 1), date(2026, 12, 1), "These days overlap “Autumn”"),
        (date(2027, 9, 2), date(2029, 9, 1), "Enter at most a year at a time"),
        (date(2027, 9, 2), date(2027, 9, 2), "The last day must be after the first"),
    ],
)
def test_days_that_cannot_be_get_a_sentence(admin, starts, ends, sentence):
    admin.post("/calendar/terms/add/", span("Autumn", date(2026, 9, 1), date(2026, 12, 18)))
    assert sentence in text(admin.post("/calendar/terms/add/", span("Other", starts, ends)))
    assert Term.objects.count() == 1


def test_the_school_is_closed_outside_terms_anyway(admin):
    admin.post("/calendar/terms/add/", span("Autumn", date(2026, 9, 1), date(2026, 12, 18)))
    page = admin.post("/calendar/closures/add/", span("Snow", date(2027, 8, 2), date(2027, 8, 2)))
    assert "No term is entered for these days" in text(page)
    assert not Closure.objects.exists()


def test_a_closure_of_one_day_is_one_and_its_last_day_is_not_before_its_first(admin):
    page = text(admin.post("/calendar/closures/add/", span("Snow", date(2026, 11, 25), date(2026, 11, 24))))
    assert "The last day cannot be before the first" in page
    admin.post("/calendar/closures/add/", span("Snow", date(2026, 11, 25), date(2026, 11, 25)))
    assert Closure.objects.exists()


def test_before_a_term_is_entered_a_closure_may_be(admin):
    admin.post("/calendar/closures/add/", span("Snow", date(2026, 11, 25), date(2026, 11, 25)))
    assert Closure.objects.exists()


def test_a_term_that_is_moved_does_not_overlap_itself(admin):
    admin.post("/calendar/terms/add/", span("Autumn", date(2026, 9, 1), date(2026, 12, 18)))
    term = Term.objects.get()
    longer = span("Autumn", date(2026, 9, 1), date(2026, 12, 22)) | {"seen": version_of(term)}
    admin.post(f"/calendar/terms/{term.pk}/", longer)
    assert reread(term).ends == date(2026, 12, 22)


def test_taking_out_is_asked_first(admin):
    admin.post("/calendar/terms/add/", span("Autumn", date(2026, 9, 1), date(2026, 12, 18)))
    path = f"/calendar/terms/{Term.objects.get().pk}/take-out/"
    assert "Take this out of the calendar?" in text(admin.get(path))
    assert Term.objects.exists()


# --- Who is on call -----------------------------------------------------------------------------------------
def test_a_week_before_the_break_the_lead_is_asked_who_is_on_call(cast, sign_in, admin):
    admin.post("/calendar/terms/add/", span("Autumn", date(2026, 9, 1), date(2026, 12, 18)))
    admin.post("/calendar/terms/add/", span("Spring", date(2027, 1, 4), date(2027, 3, 25)))
    dsl = sign_in(cast.dsl)
    with clock.standing_at(NOVEMBER):
        assert "Who is on call?" not in text(dsl.get("/"))
    with clock.standing_at(clock.at_school(date(2026, 12, 14), 9)):
        page = sign_in(cast.dsl).get("/")
        (panel,) = [panel for panel in page.context["panels"] if panel.title == "Who is on call?"]
        assert panel.urgent
        turn = {"person": cast.senior_leader.person.ref, "role": "dsl"}
        days = day("starts", date(2026, 12, 14)) | day("ends", date(2026, 12, 20))
        sign_in(cast.dsl).post("/on-call/add/", turn | days)
        page = text(sign_in(cast.dsl).get("/"))
        assert "Nobody is on call in the next break, 21 December to 3 January" in page, "two days are not all of it"
        days = day("starts", date(2026, 12, 21)) | day("ends", date(2027, 1, 3))
        sign_in(cast.dsl).post("/on-call/add/", turn | days)
        assert "Who is on call?" not in text(sign_in(cast.dsl).get("/"))
    with clock.standing_at(clock.at_school(date(2026, 12, 26), 22)):
        assert Role.DSL in roles_of(cast.senior_leader.person_id)


def test_a_co_ordinator_cannot_make_themselves_lead_by_the_rota(cast, sign_in):
    turn = {"person": cast.coordinator.person.ref, "role": "dsl"}
    days = day("starts", clock.today()) | day("ends", clock.today())
    page = sign_in(cast.coordinator).post("/on-call/add/", turn | days)
    assert "Nobody gives an office to themselves" in text(page)
    assert not OnCall.objects.exists()


def test_absence_with_cover_and_back_again(cast, sign_in):
    dsl = sign_in(cast.dsl)
    days = day("starts", clock.today()) | day("ends", clock.today() + timedelta(days=3))
    dsl.post("/on-call/away/", {"person": cast.dsl.person.ref, "cover": cast.deputy.person.ref} | days)
    assert cast.deputy.person.name in text(dsl.get("/on-call/"))
    absence = cast.dsl.person.absences.get()
    dsl.post(f"/on-call/away/{absence.pk}/back/")
    assert not cast.dsl.person.absences.exists()
