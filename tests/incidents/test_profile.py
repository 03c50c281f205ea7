"""What is wrong with this app's part of a profile file is said in a sentence that says what to write."""

import re

import pytest

from school.profile.load import problems_of
from school.profile.source import names, read

ENGLAND = read("england")


def wrong(section, code, drop=(), **change):
    """The problems of `england` with one row changed: the sentences, by the key they stand at."""
    rows = [dict(row) for row in ENGLAND.data[section]]
    row = next(row for row in rows if row["code"] == code)
    row.update(change)
    for key in drop:
        row.pop(key, None)
    return sentences({section: rows})


def sentences(sections):
    data = {key: rows for key, rows in {**ENGLAND.data, **sections}.items() if rows is not None}
    return [line.split(": ", 1)[1] for line in problems_of(type(ENGLAND)(ENGLAND.name, data, ENGLAND.lines))]


def without(section, *codes):
    return sentences({section: [row for row in ENGLAND.data[section] if row["code"] not in codes]})


def test_the_shipped_file_has_no_problem():
    assert sentences({}) == []


@pytest.mark.parametrize(
    ("section", "code", "change", "said"),
    [
        ("categories", "nudes", {"cls": "ilegal"}, 'write one of "illegal"'),
        ("categories", "nudes", {"wakes": False}, "wakes: write true"),
        ("categories", "grooming", {"wakes": False}, "wakes: write true"),
        ("categories", "nudes", {"no_story": False}, "no_story: write true"),
        ("categories", "nudes", {"in_hand": ""}, "in_hand is missing"),
        ("categories", "nudes", {"tell": ["dls"]}, "Did you mean “dsl”?"),
        ("categories", "nudes", {"tell": ["dsl", "coordinator"]}, "“coordinator” may not read such a record"),
        ("categories", "gambling", {"tell": ["network_manager"]}, "Write coordinator, dsl, headteacher, or give them"),
        ("categories", "gambling", {"tell": ["governor"]}, "“governor” may not read such a record"),
        ("categories", "gambling", {"usual_outcome": "no-breech"}, "Did you mean “no-breach”?"),
        ("categories", "gambling", {"group": "comerce"}, "group: write one of"),
        ("questions", "first-images", {"wakes": False}, "wakes: write true"),
        ("questions", "first-images", {"stop_notice": False}, "shows what not to do"),
        ("questions", "first-none", {"raises_to": "serious"}, "must raise nothing"),
        ("questions", "first-unsure", {"raises_to": ""}, "“Not sure” counts as yes"),
        ("questions", "first-none", {"means": "yes"}, "one question with means = “none”"),
        ("questions", "scam-given", {"categories": []}, "write the codes of the categories"),
        ("questions", "scam-given", {"categories": ["spam"]}, "Did you mean “scam”?"),
        ("word_checks", "pictures", {"question": "may-be-indecant"}, "Did you mean “may-be-indecent”?"),
        ("word_checks", "pictures", {"words": [1]}, "write a list of texts"),
        ("steps", "police", {"agency": "polise"}, "Did you mean “police”?"),
        ("steps", "police", {"categories": ["groming"]}, "Did you mean “grooming”?"),
        ("steps", "police", {"classes": ["criminal"]}, "“criminal” is not known"),
        ("steps", "police", {"classes": [], "categories": []}, "This line is on no list"),
        ("steps", "lado", {"not_staff": True}, "both for and not for"),
        ("steps", "police", {"asks": "What they said"}, "leave out asks or agency"),
        ("steps", "decide", {"asks": "x" * 121}, "at most 120"),
        ("steps", "isolate", {"task_role": "network"}, "“network” is not known"),
        ("steps", "isolate", {"task_role": ""}, "write both or none"),
        ("steps", "isolate", {"task_words": "Disconnect {pupil}."}, "only {device} and {place}"),
        ("steps", "isolate", {"task_words": "Disconnect {device.__class__}."}, "only {device} and {place}"),
        ("steps", "isolate", {"task_words": "Disconnect {."}, "only {device} and {place}"),
        ("steps", "isolate", {"task_words": "Disconnect " * 20}, "at most 140 letters"),
        ("steps", "behaviour", {"document": "behavior-policy"}, "Did you mean “behaviour-policy”?"),
        ("targets", "scam", {"cls": "security"}, "write cls or category, not both"),
        ("targets", "scam", {"category": "malware"}, "There is a target for this already"),
        ("targets", "scam", {"acknowledge": 0}, "write 1 or more"),
        ("targets", "scam", {"acknowledge_unit": "weeks"}, 'write one of "minutes"'),
    ],
)
def test_a_row_that_cannot_be_says_what_to_write(section, code, change, said):
    found = wrong(section, code, **change)
    assert any(said in words for words in found), found


@pytest.mark.parametrize("name", names())
def test_a_step_whose_words_ask_for_words_has_a_box_for_them(name):
    asking = re.compile(r"\b(note|write|decide|name)\b", re.IGNORECASE)
    rows = [row for row in read(name).data["steps"] if asking.search(row["words"]) and not row.get("agency")]
    assert rows
    assert [row["code"] for row in rows if not row.get("asks")] == []


def test_every_class_needs_a_target():
    assert any("Without a target: security." in words for words in without("targets", "security"))


def test_every_class_can_end_for_adults_here_too():
    staff = [row["code"] for row in ENGLAND.data["outcomes"] if row.get("staff")]
    found = without("outcomes", *staff)
    assert len([words for words in found if "about an adult here (staff = true) has no outcome" in words]) == 5


def test_what_wakes_people_needs_somebody_to_be_told_next():
    assert any("write [[ladder]] rows first" in words for words in sentences({"ladder": None}))


def test_a_matter_about_an_adult_here_needs_the_lado():
    found = without("agencies", "lado")
    assert any("Write an agency with the code “lado”" in words for words in found)


@pytest.mark.parametrize(
    "section", ["categories", "questions", "word_checks", "steps", "targets", "outcomes", "reasons"]
)
@pytest.mark.parametrize("nonsense", ["text", 7, ["text"], [{}], [{"code": 7, "classes": 7, "words": {}}], {"a": 1}])
def test_nonsense_is_a_problem_and_never_an_error(section, nonsense):
    assert sentences({section: nonsense})
