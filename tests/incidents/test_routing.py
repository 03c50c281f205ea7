"""Highest class, union of those told, narrowest overlay; an answer only ever raises."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents import routing
from incidents.classes import NARROWNESS, SERIOUSNESS, Class, Kind, Overlay
from incidents.routing import Says, route
from school.roles import Role

SAYS = st.builds(
    Says,
    cls=st.none() | st.sampled_from(Class),
    staff=st.booleans(),
    wakes=st.booleans(),
    no_story=st.booleans(),
    tell=st.frozensets(st.sampled_from(Role.values), max_size=3),
)
OVERLAYS = st.sampled_from(Overlay)


@given(st.lists(SAYS, max_size=5), OVERLAYS)
def test_several_together_are_the_highest_the_union_and_the_narrowest(said, overlay):
    found = route(said, overlay)
    classes = [one.cls for one in said if one.cls]
    assert found.cls == (min(classes, key=SERIOUSNESS.__getitem__) if classes else Class.INAPPROPRIATE)
    assert found.tell == {role for one in said for role in one.tell}
    assert found.wakes == any(one.wakes for one in said)
    assert found.no_story == any(one.no_story for one in said)
    assert bool(found.overlay) == (bool(overlay) or any(one.staff for one in said))


@given(st.lists(SAYS, max_size=4), SAYS, OVERLAYS)
def test_one_more_answer_never_lowers_anything(said, more, overlay):
    before, after = route(said, overlay), route([*said, more], overlay)
    assert SERIOUSNESS[after.cls] <= SERIOUSNESS[before.cls]
    assert NARROWNESS[after.overlay] >= NARROWNESS[before.overlay]
    assert after.tell >= before.tell
    assert after.wakes >= before.wakes
    assert after.no_story >= before.no_story


@given(st.lists(SAYS, max_size=5), OVERLAYS, st.randoms())
def test_the_order_of_what_was_said_does_not_matter(said, overlay, random):
    shuffled = random.sample(said, len(said))
    assert route(shuffled, overlay) == route(said, overlay)


@given(st.lists(SAYS, max_size=3), OVERLAYS)
def test_a_record_routed_again_from_where_it_stands_does_not_move(said, overlay):
    stands = route(said, overlay)
    again = route([Says(cls=stands.cls)], stands.overlay)
    assert (again.cls, again.overlay, again.kind) == (stands.cls, stands.overlay, stands.kind)


def test_nothing_said_is_inappropriate_and_wakes_nobody():
    assert route([]) == routing.Route(Class.INAPPROPRIATE, Overlay.NONE, False, False, frozenset())


def test_an_adult_involved_restricts_without_making_it_more_serious():
    found = route([Says(cls=Class.INAPPROPRIATE), Says(staff=True)])
    assert (found.cls, found.kind) == (Class.INAPPROPRIATE, Kind.STAFF)


@pytest.mark.parametrize(
    ("offices", "overlay"),
    [
        ([], Overlay.STAFF),
        (["staff"], Overlay.STAFF),
        (["governor"], Overlay.STAFF),
        (["chair"], Overlay.STAFF),
        (["senior_leader", "business_manager", "office", "auditor", "dpo"], Overlay.STAFF),
        (["network_manager"], Overlay.NETWORK),
        (["administrator"], Overlay.NETWORK),
        (["dsl"], Overlay.LEAD),
        (["coordinator"], Overlay.LEAD),
        (["headteacher"], Overlay.HEAD),
        (["coordinator", "network_manager"], Overlay.LEAD),
        (["headteacher", "dsl"], Overlay.HEAD),
        (Role.values, Overlay.HEAD),
    ],
)
def test_the_offices_of_the_adult_in_question_give_the_overlay(offices, overlay):
    assert routing.overlay_of_offices(offices) == overlay


@pytest.mark.parametrize(
    ("said", "overlay", "barred"),
    [
        ({"head"}, Overlay.HEAD, {"headteacher"}),
        ({"dsl"}, Overlay.LEAD, {"dsl"}),
        ({"coordinator"}, Overlay.LEAD, {"coordinator"}),
        ({"network"}, Overlay.NETWORK, {"network_manager", "administrator"}),
        ({"other"}, Overlay.STAFF, set()),
        ({"unknown"}, Overlay.UNKNOWN, set()),
        ({"head", "dsl"}, Overlay.HEAD, {"headteacher", "dsl"}),
        ({"dsl", "network"}, Overlay.LEAD, {"dsl", "network_manager", "administrator"}),
        ({"unknown", "head"}, Overlay.UNKNOWN, {"headteacher"}),
        (set(), Overlay.STAFF, set()),
    ],
)
def test_what_a_reporter_says_of_an_adult_without_a_name(said, overlay, barred):
    assert routing.overlay_of_said(said) == overlay
    assert routing.offices_barred(said) == barred


def line(**said):
    """A line of a profile's checklist."""
    lists = {key: [] for key in ("classes", "categories", "not_for", "questions")}
    plain = lists | {"staff": False, "not_staff": False, "off_site": False}
    return SimpleNamespace(**(plain | said))


@pytest.mark.parametrize(
    ("said", "cls", "overlay", "codes", "listed"),
    [
        ({"classes": ["serious"]}, "serious", "", {"bullying"}, True),
        ({"classes": ["serious"]}, "illegal", "", {"bullying"}, False),
        ({"categories": ["nudes"]}, "illegal", "", {"nudes", "other"}, True),
        ({"categories": ["nudes"]}, "illegal", "", set(), False),
        ({"staff": True}, "inappropriate", "A", {"other"}, True),
        ({"staff": True}, "inappropriate", "", {"other"}, False),
        ({"classes": ["serious"], "not_staff": True}, "serious", "AH", {"bullying"}, False),
        ({"classes": ["serious"], "not_staff": True}, "serious", "", {"bullying"}, True),
        ({"classes": ["inappropriate"], "not_for": ["scam"]}, "inappropriate", "", {"scam"}, False),
        ({"classes": ["inappropriate"], "not_for": ["scam"]}, "inappropriate", "", {"scam", "other"}, True),
        ({"classes": ["illegal"], "not_for": ["nudes"]}, "illegal", "", set(), True),
        ({"staff": True, "not_for": ["low"]}, "inappropriate", "A", {"low"}, False),
    ],
)
def test_which_lines_are_on_the_checklist(said, cls, overlay, codes, listed):
    assert routing.is_on_list(line(**said), cls, overlay, frozenset(codes)) == listed


@pytest.mark.proves("T-247")
@pytest.mark.parametrize(
    ("answered", "listed"),
    [((), False), (("meeting",), False), (("child-known",), True), (("child-known", "meeting"), True)],
)
def test_a_line_waits_for_one_of_its_questions(answered, listed):
    waiting = line(classes=["illegal"], questions=["child-known", "other-known"])
    assert routing.is_on_list(waiting, "illegal", "", frozenset({"nudes"}), frozenset(answered)) == listed
    assert not routing.is_on_list(waiting, "serious", "", frozenset({"nudes"}), frozenset(answered))


@pytest.mark.proves("M-21", "T-11")
@pytest.mark.parametrize("off_site", [True, False])
def test_some_lines_are_for_what_happened_outside_school(off_site):
    about = ("serious", "", frozenset({"bullying"}))
    assert routing.is_on_list(line(classes=["serious"], off_site=True), *about, off_site=off_site) == off_site
    assert routing.is_on_list(line(classes=["serious"]), *about, off_site=off_site)


@pytest.mark.proves("T-114")
def test_what_nobody_was_to_blame_for_has_the_lines_of_others_once_it_was_on_purpose():
    sanction = line(classes=["serious"], not_for=["accident-told"])
    about = (sanction, "serious", "", frozenset({"accident-told"}))
    assert not routing.is_on_list(*about)
    assert routing.is_on_list(*about, on_purpose=True)


INTENTS = ["", "accidental", "careless", "irresponsible", "deliberate"]


@pytest.mark.proves("T-114")
@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("worse", ["", *Class])
def test_only_deliberate_raises_and_only_where_the_category_says_so(worse, intent):
    kind = SimpleNamespace(if_deliberate=worse)
    says = Says.of_intent(kind, intent)
    meant = intent == "deliberate" and bool(worse)
    assert says.cls == (worse if meant else None)
    assert says.wakes == (meant and worse in ("illegal", "child_protection"))
    assert routing.on_purpose([kind], intent) == meant


@pytest.mark.parametrize(
    ("says", "cls", "overlay", "goes"),
    [
        (Says(cls=Class.ILLEGAL), "serious", "", True),
        (Says(cls=Class.CHILD_PROTECTION), "inappropriate", "", True),
        (Says(cls=Class.SECURITY), "inappropriate", "", True),
        (Says(cls=Class.SECURITY), "serious", "", False),
        (Says(cls=Class.SERIOUS), "inappropriate", "", False),
        (Says(staff=True), "inappropriate", "", True),
        (Says(wakes=True), "inappropriate", "", True),
        (Says(), "inappropriate", "", False),
        (Says(cls=Class.CHILD_PROTECTION), "serious", "A", False),
    ],
)
def test_which_answers_take_a_matter_to_other_people(says, cls, overlay, goes):
    assert routing.goes_to_others(says, cls, overlay) == goes


@pytest.mark.parametrize(
    ("to", "cls", "brings"),
    [
        ("illegal", "serious", True),
        ("illegal", "child_protection", True),
        ("child_protection", "serious", True),
        ("child_protection", "child_protection", False),
        ("child_protection", "illegal", False),
        ("security", "inappropriate", False),
        ("", "inappropriate", False),
    ],
)
def test_what_brings_the_safeguarding_lead(to, cls, brings):
    assert routing.brings_the_lead(to, cls) is brings
