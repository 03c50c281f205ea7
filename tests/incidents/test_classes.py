"""The five classes in order, and the kind of record each makes with and without an adult of the school in question."""

import pytest

from incidents.classes import (
    RESTRICTED,
    SERIOUSNESS,
    STAFF_KINDS,
    Class,
    Kind,
    Overlay,
    kind_of,
    most_serious,
    narrowest,
    technical_titles,
)

MOST_SERIOUS_FIRST = ["illegal", "child_protection", "serious", "security", "inappropriate"]
WITHOUT_OVERLAY = {
    "illegal": Kind.ILLEGAL,
    "child_protection": Kind.SENSITIVE,
    "serious": Kind.NORMAL,
    "security": Kind.TECHNICAL,
    "inappropriate": Kind.NORMAL,
}
NARROWEST_LAST = ["", "A", "AN", "AD", "AH", "AU"]


def test_the_classes_stand_most_serious_first():
    assert Class.values == MOST_SERIOUS_FIRST
    assert sorted(Class, key=SERIOUSNESS.__getitem__) == list(Class)


@pytest.mark.parametrize("one", MOST_SERIOUS_FIRST)
@pytest.mark.parametrize("other", MOST_SERIOUS_FIRST)
def test_of_two_classes_the_one_that_stands_first_counts(one, other):
    first = min(one, other, key=MOST_SERIOUS_FIRST.index)
    assert most_serious([one, other]) == first


@pytest.mark.parametrize("one", NARROWEST_LAST)
@pytest.mark.parametrize("other", NARROWEST_LAST)
def test_of_two_overlays_the_one_shown_to_fewer_counts(one, other):
    assert narrowest([one, other]) == max(one, other, key=NARROWEST_LAST.index)


def test_nobody_in_question_is_no_overlay():
    assert narrowest([]) == Overlay.NONE


@pytest.mark.parametrize("cls", Class)
def test_without_an_adult_in_question_the_class_gives_the_kind(cls):
    assert kind_of(cls, Overlay.NONE) == WITHOUT_OVERLAY[cls]


@pytest.mark.parametrize("overlay", [overlay for overlay in Overlay if overlay])
@pytest.mark.parametrize("cls", Class)
def test_an_adult_in_question_gives_the_kind_whatever_the_class(cls, overlay):
    assert kind_of(cls, overlay) == Kind(overlay.value)


def test_every_kind_but_behaviour_and_security_is_private():
    assert set(RESTRICTED) == {"S", "I", "A", "AH", "AD", "AN", "AU"}
    assert set(STAFF_KINDS) == {"A", "AH", "AD", "AN", "AU"}


def test_of_titles_those_of_computers_and_accounts_alone_are_technical():
    filed = [("Lost", False, "security"), ("Lesson", False, "inappropriate"), ("Colleague", True, "security")]
    assert technical_titles(filed) == ["Lost"]
