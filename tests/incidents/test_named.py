"""Adults here, found by name in what was typed: whole words, with a title, a first name, or the last name alone."""

import pytest

from incidents.mentions.named import Name, mentions

HERE = [
    Name("1", "Jon", "Kaplan"),
    Name("2", "Eve", "Kaplan"),
    Name("3", "Ada", "King"),
    Name("4", "Zoë", "O'Brien"),
    Name("5", "Mary Ann", "De Souza"),
]
PUPILS = [Name("8", "Sam", "Kaplan"), Name("9", "Lou", "King")]
NOBODY = frozenset()


def found(text, chosen=NOBODY) -> dict[str, str]:
    return {one.words: "".join(sorted(one.people)) for one in mentions([text], HERE, PUPILS, frozenset(chosen))}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Mr. Kaplan’s phone", {"Mr. Kaplan": "12"}),
        ("it was kaplan again", {"kaplan": "12"}),
        ("I saw EVE KAPLAN there", {"EVE KAPLAN": "2"}),
        ("Kaplan, who teaches art", {"Kaplan": "12"}),
        ("Miss obrien or zoe o’brien", {"Miss obrien": "4"}),
        ("mary ann de souza and de Souza", {"mary ann de souza": "5"}),
        ("Jon Kaplan, then Mr Kaplan", {"Jon Kaplan": "1", "Mr Kaplan": "12"}),
        ("J. King again", {"King": "3"}),
    ],
)
def test_whole_names_are_found_in_any_spelling(text, who):
    assert found(text) == who


@pytest.mark.parametrize("text", ["Kaplanova", "the Kaplans", "Jon from the office", "Souza", "brien", ""])
def test_half_a_name_is_nobody(text):
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("the king of the class", False),
        ("He won. King for a day", False),
        ("King for a day", False),
        ("Lou said ada king", False),
        ("I met King there", True),
        ("mr king", True),
        ("they miss king crabs", False),
        ("then Miss King came", True),
        ("Ada King", True),
        ("King.", True),
    ],
)
def test_an_ordinary_word_is_a_name_only_where_it_is_written_as_one(text, asks):
    assert bool(found(text)) == asks


@pytest.mark.parametrize(
    "text",
    [
        "I told Mr Kaplan",
        "We have also told Mr Kaplan and the head.",
        "I reported it to Mr Kaplan straight away",
        "in Mr Kaplan’s lesson two boys were on a betting site",
        "They pretended to be Mr Kaplan",
    ],
)
def test_who_was_only_told_or_taught_is_not_meant(text):
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    [
        "In Mr Kaplan’s lesson he texted her",
        "I told Mr Kaplan to stop texting her",
        "She sent photos of herself to Mr Kaplan",
        "She went to Mr Kaplan’s house",
        "I reported it to Mr Kaplan and he laughed",
        "Mr Kaplan found her alone in the changing room",
        "On Mr Kaplan’s laptop were nudes",
        "Mr Kaplan saw it. Then Mr Kaplan filmed her",
        "Mr Kaplan took the phone off him",
        "She told Mr Kaplan that she loves him",
    ],
)
def test_what_else_is_said_of_somebody_named_in_full_is_asked_about(text):
    assert found(text)


def test_told_as_a_last_name_and_meant_in_full():
    assert found("I told Kaplan, and Eve Kaplan texts her") == {"Eve Kaplan": "2"}


def test_pupils_are_never_meant():
    assert not found("Sam Kaplan hit Lou King")
    assert found("Mr Kaplan hit Sam Kaplan") == {"Mr Kaplan": "12"}
    assert not found("Kaplan again", chosen="8"), "it may be the pupil who is chosen"
    assert found("Mr Kaplan again", chosen="8")


def test_whoever_was_chosen_is_not_asked_about():
    assert not found("Kaplan and Mrs Kaplan", chosen="1")


def test_the_field_is_called_after_nobody_and_stays_the_same():
    codes = {mentions([text], HERE, [], NOBODY)[0].code for text in ("Mr Kaplan", "so kaplan", "Mrs Kaplan. Kaplan")}
    assert len(codes) == 1
    assert "kaplan" not in codes.pop()
