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
    plain = {"classes": [], "categories": [], "not_for": [], "staff": False, "not_staff": False}
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
