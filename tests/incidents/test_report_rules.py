"""The pure rules of reporting: which kinds come first, which words make the last page ask, what year is named."""

from types import SimpleNamespace
from typing import NamedTuple

import pytest

from incidents.reporting.alarming import plain, questions_for
from incidents.reporting.choosing import is_other, likely, year_in
from incidents.reporting.stopping import stop


def check(question, *words, same_as=()):
    return SimpleNamespace(question=question, words=list(words), same_as=list(same_as))


class Asked(NamedTuple):
    code: str


CHECKS = [check("crime", "hacked"), check("danger", "weapon", "self harm"), check("danger", "knife")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("He said he has a weapon.", ["danger"]),
        ("WEAPON!", ["danger"]),
        ("talk of self-harm", ["danger"]),
        ("a knife, and he hacked it", ["crime", "danger"]),
        ("the weaponry of 1914", []),
        ("shacked up", []),
        ("", []),
        ("\u202e" * 50, []),
    ],
)
def test_alarming_words_are_whole_words(text, asked):
    assert questions_for(CHECKS, [text]) == asked


@pytest.mark.parametrize(("comes", "asked"), [("hurt", ["hurt"]), ("money", ["danger"])])
def test_what_comes_with_the_kind_stands_for_a_check_that_names_it_and_for_no_other(comes, asked):
    found = questions_for([check(Asked("danger"), "knife", same_as=["hurt"])], ["a knife"], [Asked(comes)])
    assert [one.code for one in found] == asked


def test_ten_thousand_brackets_are_read_at_once():
    assert plain("(" * 1_000_000) == "  "


@pytest.mark.parametrize(
    ("description", "year"),
    [("Year 9, blue bag", "9"), ("a Y11 boy", "11"), ("yr 7", "7"), ("year 99", ""), ("a boy of 9", ""), ("Y0", "")],
)
def test_a_year_group_is_read_from_a_description(description, year):
    assert year_in(description) == year


def kind(code, cls="serious", staff=False, no_story=False):
    return SimpleNamespace(code=code, cls=cls, staff=staff, no_story=no_story)


def tick(categories=(), staff=False, no_story=False, raises_to=""):
    return SimpleNamespace(categories=list(categories), staff=staff, no_story=no_story, raises_to=raises_to)


KINDS = [
    kind("nudes", "illegal", no_story=True),
    kind("staff-contact", staff=True),
    kind("harm", "child_protection"),
    kind("other", "inappropriate"),
    kind("other-crime", "illegal", no_story=True),
]


def test_a_tick_shows_the_kinds_it_names_in_its_order():
    assert [one.code for one in likely([tick(["harm", "nudes", "gone"])], KINDS)] == ["harm", "nudes"]


@pytest.mark.parametrize(
    ("ticked", "shown"),
    [
        (tick(staff=True), ["staff-contact"]),
        (tick(no_story=True, raises_to="illegal"), ["nudes"]),
        (tick(raises_to="child_protection"), ["harm"]),
        (tick(), []),
    ],
)
def test_a_tick_that_names_none_shows_those_like_it(ticked, shown):
    assert [one.code for one in likely([ticked], KINDS)] == shown


def test_at_most_six_come_first():
    many = [kind(f"k{number}") for number in range(30)]
    assert len(likely([tick([one.code for one in many])], many)) == 6


def test_a_kind_called_other_says_nothing_by_itself():
    assert [one.code for one in KINDS if is_other(one)] == ["other", "other-crime"]


def raising(notice=True, picture=False):
    return SimpleNamespace(stop_notice=notice, no_story=picture)


@pytest.mark.parametrize(
    ("kind_is_a_picture", "answered", "says"),
    [
        (False, [], ""),
        (False, [raising(notice=False)], ""),
        (False, [raising()], "leave it"),
        (False, [raising(), raising(notice=False)], "leave it"),
        (False, [raising(), raising(picture=True)], "do not look"),
        (False, [raising(picture=True)], "do not look"),
        (True, [], "do not look"),
        (True, [raising()], "do not look"),
    ],
)
def test_what_not_to_do(kind_is_a_picture, answered, says):
    assert stop(kind_is_a_picture, answered) == says
