"""Every kind of record × every role: how much is shown, who acts, who may be the second person."""

import pytest

from incidents import disclosure
from incidents.classes import RESTRICTED, Class, Kind
from incidents.disclosure import Level
from school.roles import Role

ROLES = Role.values  # the columns below, in this order
# F full, T technical part, S stub, . nothing. Source: security.md 2.3 as product.md's Settled amends it.
SHOWN = """
     st co dsl head sl nm bm gov chair off aud dpo adm
N    .  F  F   F    .  .  .  .   .     .   .   .   .
T    .  F  F   F    .  T  .  .   .     .   .   .   .
S    .  S  F   F    .  .  .  .   .     .   .   .   .
I    .  S  F   F    .  .  .  .   .     .   .   .   .
A    .  .  F   F    .  .  .  .   .     .   .   .   .
AH   .  .  F   .    .  .  .  .   F     .   .   .   .
AD   .  .  .   F    .  .  .  .   F     .   .   .   .
AN   .  .  F   F    .  .  .  .   .     .   .   .   .
AU   .  .  .   .    .  .  .  .   F     .   .   .   .
"""
# m manages (decides, ticks, rings, closes), c may be the second person, b both.
ACTS = """
     st co dsl head sl nm bm gov chair off aud dpo adm
N    .  b  b   .    .  .  .  .   .     .   .   .   .
T    .  b  b   .    .  .  .  .   .     .   .   .   .
S    .  .  b   c    .  .  .  .   .     .   .   .   .
I    .  .  b   c    .  .  .  .   .     .   .   .   .
A    .  .  c   b    .  .  .  .   .     .   .   .   .
AH   .  .  c   .    .  .  .  .   b     .   .   .   .
AD   .  .  .   b    .  .  .  .   c     .   .   .   .
AN   .  .  c   b    .  .  .  .   .     .   .   .   .
AU   .  .  .   .    .  .  .  .   b     .   .   .   .
"""
LEVELS = {"F": Level.FULL, "T": Level.TECHNICAL, "S": Level.STUB, ".": Level.NONE}
NOBODY = frozenset()


def cells(table):
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    return [(row[0], role, cell) for row in rows for role, cell in zip(ROLES, row[1:], strict=True)]


def roles(*names) -> frozenset[Role]:
    return frozenset(map(Role, names))


def test_the_tables_name_every_kind_and_every_role():
    assert {(kind, role) for kind, role, _ in cells(SHOWN)} == {(k.value, r.value) for k in Kind for r in Role}
    assert len(cells(ACTS)) == len(cells(SHOWN))


@pytest.mark.parametrize(("kind", "role", "cell"), cells(SHOWN))
def test_how_much_a_role_is_shown(kind, role, cell):
    assert disclosure.level(kind, roles(role)) == LEVELS[cell]
    assert (kind in disclosure.kinds_read(roles(role))) == (cell == "F")
    assert (kind in disclosure.kinds_known(roles(role))) == (cell != ".")


@pytest.mark.parametrize(("kind", "role", "cell"), cells(ACTS))
def test_who_acts_and_who_is_second(kind, role, cell):
    assert disclosure.manages(kind, roles(role)) == (cell in "mb")
    assert disclosure.countersigns(kind, roles(role)) == (cell in "cb")


@pytest.mark.parametrize("kind", Kind)
def test_whoever_acts_or_seconds_also_reads(kind):
    acting = disclosure.MANAGERS[kind] | disclosure.COUNTERSIGNERS.get(kind, NOBODY)
    assert acting <= disclosure.READERS[kind]


@pytest.mark.parametrize("kind", sorted(RESTRICTED))
def test_a_private_record_has_two_different_people_or_one_office_alone(kind):
    seconds = disclosure.COUNTERSIGNERS[kind]
    assert seconds - disclosure.MANAGERS[kind] or seconds == roles("chair")


@pytest.mark.parametrize("kind", Kind)
def test_an_owner_reads_it_and_acts_on_it_unless_it_is_private(kind):
    assert disclosure.level(kind, roles("senior_leader"), owns=True) == Level.FULL
    assert disclosure.manages(kind, roles("senior_leader"), owns=True) == (kind not in RESTRICTED)


@pytest.mark.parametrize("kind", Kind)
def test_a_reporter_without_office_has_a_receipt(kind):
    assert disclosure.level(kind, roles("staff"), reported=True) == Level.RECEIPT
    assert disclosure.level(kind, NOBODY) == Level.NONE


@pytest.mark.parametrize("kind", Kind)
def test_the_widest_of_several_roles_counts(kind):
    everything = disclosure.level(kind, frozenset(Role), reported=True)
    assert everything == Level.FULL
    assert disclosure.level(kind, roles("coordinator", "staff"), reported=True) >= Level.RECEIPT


@pytest.mark.parametrize("kind", Kind)
def test_a_reporter_reads_their_own_words_until_the_record_is_private_or_about_them(kind):
    assert disclosure.text_is_shown_to_reporter(kind, barred=False) == (kind not in RESTRICTED)
    assert not disclosure.text_is_shown_to_reporter(kind, barred=True)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("cls", [Class.SERIOUS, Class.INAPPROPRIATE])
def test_a_serious_record_is_given_to_senior_people_alone(role, cls):
    """T 30.2. An ordinary one to whoever handles records."""
    senior = {"coordinator", "dsl", "headteacher", "senior_leader"}
    may = senior if cls == Class.SERIOUS else senior | {"network_manager", "chair"}
    assert disclosure.owns(Kind.NORMAL, cls, frozenset({role})) == (role in may)


@pytest.mark.parametrize("role", ROLES)
def test_a_private_one_to_those_who_manage_its_kind(role):
    for kind in RESTRICTED:
        assert disclosure.owns(kind, Class.SERIOUS, frozenset({role})) == disclosure.manages(kind, frozenset({role}))
