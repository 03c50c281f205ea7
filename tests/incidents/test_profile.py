"""What is wrong with this app's part of a profile file is said in a sentence that says what to write."""

import re

import pytest

from audit import shapes
from incidents.models import StepTemplate
from school.profile.load import problems_of
from school.profile.rows import edited_by_hand, fingerprint
from school.profile.source import names, read

ENGLAND = read("england")
SECTIONS = ["groups", "categories", "questions", "word_checks", "steps", "targets"]
HOW_IT_ENDS = ["outcomes", "grounds", "sanctions", "reasons"]
# What a school may have besides: `england` has none of these.
SANCTION = {"code": "stay-behind", "words": "Stay behind after school", "tier": 1}
PRIVILEGE = {"task_role": "network_manager", "take_words": "Take it away.", "give_back_words": "Give it back."}
GROUND = {"code": "sums", "words": "Part of a lesson", "categories": ["gambling"]}
ALLOWED = {"code": "allowed-for-a-ground", "words": "Allowed, with a reason", "breach": False, "ground": True}


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


def besides(section, **row):
    """The problems of `england` with one row more, and with an outcome for what is allowed."""
    more = {"outcomes": [ALLOWED], section: [row]}
    return sentences({name: [*ENGLAND.data.get(name, []), *rows] for name, rows in more.items()})


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
        ("categories", "gambling", {"group": "comerce"}, "Did you mean “commerce”?"),
        ("categories", "gambling", {"also": [7]}, "also: write a list of texts"),
        ("categories", "gambling", {"part": "culprit"}, "part: write one of"),
        ("categories", "gambling", {"document": "behavior-policy"}, "Did you mean “behaviour-policy”?"),
        ("categories", "gambling", {"document": "behaviour-policy"}, "document is missing: other categories name"),
        ("categories", "gambling", {"if_deliberate": "grave"}, "if_deliberate: write one of"),
        ("categories", "gambling", {"if_deliberate": "inappropriate"}, "more serious than inappropriate"),
        ("categories", "gambling", {"after_warning": "bulying"}, "Did you mean “bullying”?"),
        ("categories", "gambling", {"after_warning": "bullying"}, "write it for “bullying” itself too"),
        ("categories", "gambling", {"usual_sanction": "fine"}, "is no code in [[sanctions]]"),
        ("questions", "first-images", {"wakes": False}, "wakes: write true"),
        ("questions", "first-images", {"stop_notice": False}, "shows what not to do"),
        ("questions", "first-none", {"raises_to": "serious"}, "must raise nothing"),
        ("questions", "first-unsure", {"raises_to": ""}, "“Not sure” counts as yes"),
        ("questions", "first-none", {"means": "yes"}, "one question with means = “none”"),
        ("questions", "scam-given", {"categories": []}, "write the codes of the categories"),
        ("questions", "scam-given", {"categories": ["spam"]}, "Did you mean “scam”?"),
        ("word_checks", "pictures", {"question": "may-be-indecant"}, "Did you mean “may-be-indecent”?"),
        ("word_checks", "pictures", {"words": [1]}, "write a list of texts"),
        ("word_checks", "pictures", {"same_as": ["shared-indecant"]}, "Did you mean “shared-indecent”?"),
        ("word_checks", "pictures", {"same_as": ["criminal"]}, "“criminal” does not come with a category"),
        ("word_checks", "pictures", {"same_as": ["bullying-harm"]}, "does less than “yes” to “may-be-indecent”"),
        ("word_checks", "harm", {"same_as": ["scam-given"]}, "does less than “yes” to “child-protection”"),
        ("steps", "police", {"agency": "polise"}, "Did you mean “police”?"),
        ("steps", "police", {"categories": ["groming"]}, "Did you mean “grooming”?"),
        ("steps", "police", {"classes": ["criminal"]}, "“criminal” is not known"),
        ("steps", "police", {"classes": [], "categories": []}, "This line is on no list"),
        ("steps", "lado", {"not_staff": True}, "both for and not for"),
        ("steps", "police", {"asks": "What they said"}, "leave out asks or agency"),
        ("steps", "decide", {"asks": "x" * 121}, "at most 120"),
        ("steps", "decide", {"how": "decision"}, "leave out asks or how"),
        ("steps", "police", {"how": "decision"}, "leave out how or agency"),
        ("steps", "behaviour", {"how": "words"}, "how: write one of"),
        ("steps", "behaviour", {"how": "sanction", "hours": 24}, "hours: only with how = tick, decision, take_down"),
        ("steps", "behaviour", {"hours": 0}, "hours: write 1 or more"),
        ("steps", "behaviour", {"excusable": False, "required": False}, "What may stay open needs no excuse"),
        ("steps", "behaviour", {"questions": ["scam-gave"]}, "Did you mean “scam-given”?"),
        ("steps", "behaviour", {"classes": [], "categories": [], "off_site": True}, "This line is on no list"),
        ("steps", "isolate", {"task_role": "network"}, "“network” is not known"),
        ("steps", "isolate", {"task_role": ""}, "write both or none"),
        ("steps", "isolate", {"task_words": "Disconnect {pupil}."}, "only {device}, {place}, {reference}"),
        (
            "steps",
            "isolate",
            {"task_words": "Disconnect {device.__class__}."},
            "only {device}, {place}, {reference}",
        ),
        ("steps", "isolate", {"task_words": "Disconnect {."}, "only {device}, {place}, {reference}"),
        ("steps", "isolate", {"task_words": "Disconnect " * 20}, "at most 140 letters"),
        ("steps", "behaviour", {"document": "behavior-policy"}, "Did you mean “behaviour-policy”?"),
        ("targets", "scam", {"cls": "security"}, "write cls or category, not both"),
        ("targets", "scam", {"category": "malware"}, "There is a target for this already"),
        ("targets", "scam", {"acknowledge": 0}, "0 is a time for days alone"),
        ("targets", "illegal", {"acknowledge": 5, "acknowledge_unit": "days"}, "does not wait for school"),
        ("targets", "child-protection", {"acknowledge": 1441}, "write 1440 or fewer"),
        ("targets", "adult-wants-images", {"acknowledge_unit": "hours"}, "does not wait for school"),
        ("targets", "scam", {"finish": 0, "finish_unit": "minutes"}, "0 is a time for days alone"),
        (
            "targets",
            "scam",
            {"acknowledge": 3, "acknowledge_unit": "hours", "finish": 2, "finish_unit": "hours"},
            "no less",
        ),
        (
            "questions",
            "first-images",
            {"raises_to": "", **dict.fromkeys(["wakes", "no_story", "stop_notice"], False)},
            "changes nothing",
        ),
        ("targets", "scam", {"acknowledge_unit": "weeks"}, 'write one of "minutes"'),
    ],
)
def test_a_row_that_cannot_be_says_what_to_write(section, code, change, said):
    found = wrong(section, code, **change)
    assert any(said in words for words in found), found


@pytest.mark.parametrize("name", names())
def test_a_step_whose_words_ask_for_words_has_a_box_for_them(name):
    asking = re.compile(r"\b(note|write|decide|name)\b", re.IGNORECASE)
    pressed = [row for row in read(name).data["steps"] if not row.get("agency") and row.get("how", "tick") == "tick"]
    rows = [row for row in pressed if asking.search(row["words"])]
    assert rows
    assert [row["code"] for row in rows if not row.get("asks")] == []


@pytest.mark.parametrize(
    ("section", "row", "said"),
    [
        ("sanctions", SANCTION | {"tier": 0}, "tier: write 1 or more"),
        ("sanctions", SANCTION | {"task_role": "network_manager"}, "write all three or none"),
        ("sanctions", SANCTION | PRIVILEGE | {"give_back_words": ""}, "write all three or none"),
        ("sanctions", SANCTION | PRIVILEGE | {"task_role": "network"}, "Did you mean “network_manager”?"),
        ("sanctions", SANCTION | PRIVILEGE | {"take_words": "Disconnect {device}."}, "nothing is filled in here"),
        ("grounds", GROUND | {"categories": []}, "categories is missing"),
        ("grounds", GROUND | {"categories": ["gamblin"]}, "Did you mean “gambling”?"),
        ("grounds", GROUND | {"categories": ["low-level-concern"]}, "for inappropriate, about an adult here"),
        ("outcomes", ALLOWED | {"breach": True}, "broke no rule"),
        ("outcomes", ALLOWED | {"classes": ["illegal"]}, "are never allowed"),
        ("outcomes", ALLOWED | {"ground": "yes"}, "ground: write true or false"),
        ("reasons", {"code": "a-reason", "used_for": "tiers", "words": "Their age"}, "used_for: write one of"),
        ("groups", {"code": "phones"}, "words is missing"),
    ],
)
def test_a_row_of_what_england_has_none_of_is_told_what_to_write(section, row, said):
    found = besides(section, **row)
    assert any(said in words for words in found), found


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("sanctions", SANCTION),
        ("sanctions", SANCTION | PRIVILEGE),
        ("grounds", GROUND),
        ("reasons", {"code": "a-reason", "used_for": "tier", "words": "Their age"}),
    ],
)
def test_a_row_that_is_right_is_no_problem(section, row):
    assert besides(section, **row) == []


def test_what_a_ground_allows_needs_an_outcome_to_end_with():
    plain = [row for row in ENGLAND.data["outcomes"] if not row.get("ground")]
    found = sentences({"grounds": [GROUND], "outcomes": plain})
    assert any("“gambling” cannot end as allowed: write an outcome with ground = true" in words for words in found)


def test_an_outcome_that_needs_a_ground_ends_nothing_by_itself():
    rows = [row | {"ground": not row.get("staff", False)} for row in ENGLAND.data["outcomes"]]
    assert len([words for words in sentences({"outcomes": rows}) if "has no outcome" in words]) == 5


@pytest.mark.parametrize(
    ("change", "sanction", "said"),
    [
        ({"no_fault": True}, {}, "Nobody is at fault here"),
        ({}, {"staff": True}, "“stay-behind” is for adults here"),
    ],
)
def test_nobody_is_usually_given_what_does_not_fit(change, sanction, said):
    rows = [dict(row) for row in ENGLAND.data["categories"]]
    next(row for row in rows if row["code"] == "gambling").update(usual_sanction="stay-behind", **change)
    found = sentences({"categories": rows, "sanctions": [SANCTION | sanction]})
    assert [words for words in found if said in words] == found != []


def test_by_the_end_of_the_day_is_a_time():
    assert wrong("targets", "scam", acknowledge=0, acknowledge_unit="days") == []


def test_a_line_from_before_it_could_say_how_it_ends_was_not_edited_by_hand():
    line = StepTemplate(code="talk", words="Talk about it")
    new = next(names for names in shapes.earlier(StepTemplate) if {"how", "excusable", "hours"} <= names)
    line.loaded = fingerprint(line, new)
    assert not edited_by_hand(line)
    line.excusable = False
    assert edited_by_hand(line)


def test_every_class_needs_a_target():
    assert any("Without a target: security." in words for words in without("targets", "security"))


def test_every_class_can_end_for_adults_here_too():
    staff = [row["code"] for row in ENGLAND.data["outcomes"] if row.get("staff")]
    found = without("outcomes", *staff)
    assert len([words for words in found if "about an adult here (staff = true) has no outcome" in words]) == 5


def test_whoever_finds_nothing_that_fits_has_a_category():
    assert any("Write a category with the code “other”" in words for words in without("categories", "other"))


def test_what_wakes_people_needs_somebody_to_be_told_next():
    assert any("write [[ladder]] rows first" in words for words in sentences({"ladder": None}))


def test_a_matter_about_an_adult_here_needs_the_lado():
    found = without("agencies", "lado")
    assert any("Write an agency with the code “lado”" in words for words in found)


@pytest.mark.parametrize("section", [*SECTIONS, *HOW_IT_ENDS])
@pytest.mark.parametrize("nonsense", ["text", 7, ["text"], [{}], [{"code": 7, "classes": 7, "words": {}}], {"a": 1}])
def test_nonsense_is_a_problem_and_never_an_error(section, nonsense):
    assert sentences({section: nonsense})
