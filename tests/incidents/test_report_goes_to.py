"""Who it goes to: the last page says which offices are told and who may read it, and they alone are told."""

import pytest

from incidents import audience
from incidents.models import Incident
from notices.models import Notice
from school.people import holders
from school.roles import Role
from tests.incidents.test_report_check import checked
from tests.make import make_pupil, make_user
from tests.reporting import press_send

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


def goes_to(page) -> list[str]:
    return page.context["to"].offices


@pytest.mark.parametrize(
    ("ticks", "fields", "told"),
    [
        (["first-none"], {"category": "copying"}, ["Online safety co-ordinator"]),
        (["first-images"], {"category": "nudes"}, ["Designated safeguarding lead and deputy", "Headteacher"]),
        (["first-crime"], {"category": "copying"}, ["Designated safeguarding lead and deputy", "Headteacher"]),
        (["first-danger"], {"category": "copying"}, ["Designated safeguarding lead and deputy"]),
        (["first-none"], {"category": "malware"}, ["Online safety co-ordinator", "Headteacher", "Network manager"]),
        (["first-adult"], {"category": "low-level-concern", "offices": ["other"]}, ["Headteacher"]),
        (["first-adult"], {"category": "low-level-concern", "offices": ["head"]}, ["Chair of governors"]),
        (["first-adult"], {"category": "low-level-concern", "offices": ["dsl"]}, ["Headteacher"]),
        (["first-adult"], {"category": "low-level-concern", "offices": ["unknown"]}, ["Chair of governors"]),
    ],
)  # fmt: skip
def test_it_says_which_offices_are_told(teacher, cast, ticks, fields, told):
    page, _ = checked(teacher, *ticks, **fields)
    assert goes_to(page) == told


def test_an_office_held_only_by_who_is_named_is_left_out(teacher, cast):
    page, _ = checked(teacher, "first-adult", category="staff-allegation", people=[cast.dsl.person.ref])
    assert goes_to(page) == ["Headteacher"]
    page, _ = checked(teacher, category="copying", people=[cast.coordinator.person.ref], unknown=None)
    assert goes_to(page) == ["Designated safeguarding lead and deputy", "Headteacher"]


@pytest.mark.parametrize(
    ("category", "office", "too"),
    [("copying", None, "Designated safeguarding lead and deputy, and Headteacher may read it too."),
     ("staff-allegation", "dsl", "Chair of governors may read it too."),
     ("staff-allegation", "head", None)],
)  # fmt: skip
def test_it_says_who_may_read_it_besides(teacher, cast, category, office, too):
    page, _ = checked(teacher, "first-adult" if office else "first-none", category=category, offices=[office or ""])
    inset = page.content.decode().split("This goes to:")[1].split("</div>")[0]
    assert (too in inset) if too else ("may read it too" not in inset)


KEPT, NOT_KEPT = "Anyone you name as involved cannot see it", "Nobody is kept from reading it by a description"


def test_only_whoever_was_found_and_ticked_is_said_to_be_kept_from_it(teacher, cast):
    """Words in a box keep nobody out, and the page must not say that they do."""
    named = checked(teacher, category="copying", people=[make_pupil("Zadie").ref], unknown=None)[0]
    assert (KEPT in named.content.decode(), NOT_KEPT in named.content.decode()) == (True, False)
    described = checked(teacher, category="copying", description="Carys with the blue bag", unknown=None)[0]
    assert (KEPT in described.content.decode(), NOT_KEPT in described.content.decode()) == (False, True)
    unknown = checked(teacher, category="copying")[0].content.decode()
    assert (KEPT in unknown, NOT_KEPT in unknown) == (False, False)


def test_no_name_of_a_handler_is_on_the_page(teacher, cast):
    words = checked(teacher)[0].content.decode()
    assert not any(user.person.family_name in words for user in (cast.coordinator, cast.dsl, cast.head, cast.deputy))


@pytest.mark.parametrize(
    ("tick", "category", "more"),
    [
        ("first-none", "bullying", {}),
        ("first-images", "nudes", {}),
        ("first-none", "malware", {}),
        ("first-none", "copying", {}),
        ("first-adult", "staff-allegation", {"offices": ["head"]}),
        ("first-adult", "low-level-concern", {"offices": ["network"]}),
    ],
)
def test_whom_the_page_names_the_notice_tells(teacher, cast, tick, category, more):
    """One rule for both: those told are exactly those who hold the offices named."""
    page, url = checked(teacher, tick, category=category, **more)
    named = [role for role in Role for words in goes_to(page) if words.removesuffix(" and deputy") == role.label]
    press_send(teacher, url, **{question.code: "no" for question in page.context["telling"].to_ask([])})
    told = audience.handlers(Notice.objects.get(ref=Incident.objects.get().ref))
    assert sorted(user.pk for user in told) == sorted(holders(*named).values_list("pk", flat=True))
