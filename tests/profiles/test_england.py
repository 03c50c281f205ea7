"""The `england` profile, row by row: what a report of each category becomes, held against a table made by hand.

The table is domain.md 6.2 as product.md's *Settled* maps it. The code in the first column is 6.2's own.
"""

import re

import pytest
from django.core.management import call_command

from esafety.lib import clock
from incidents.classes import Class
from incidents.models import Category, Question, StepTemplate, Target
from notices.models import Notice, Task
from school.glossary import SAY_INSTEAD
from school.profile.source import read
from tests.dealing import do
from tests.make import category, make_report

OF_CLASS = {
    "illegal": "stop secure isolate lado-if-adult police social-care decide discoverer parents-when-advised "
    "police-say file-reference learn",
    "child_protection": "danger social-care decide support-plan parents-decided file-reference learn",
    "serious": "keep-evidence hear-everybody behaviour ring-home follow-up learn",
    "security": "contain data-decision prevent-again security-behaviour",
    "inappropriate": "talk behaviour ring-home",
}
STAFF = "say-nothing threshold lado staff-support staff-file"
NOT_ABOUT_AN_ADULT = (
    "lado-if-adult file-reference keep-evidence hear-everybody talk behaviour security-behaviour ring-home follow-up"
)

# 6.2 | category | class | kind | told at once | time to answer | steps besides its class's; - without
TABLE = """
IL-CSAM       | child-abuse-images    | illegal          | I | dsl deputy head                  | 30 minutes  | iwf
IL-DEV        | images-on-device      | illegal          | I | dsl deputy head                  | 30 minutes  | report-remove support-plan
IL-NUDE       | nudes                 | illegal          | I | dsl deputy head                  | 30 minutes  | danger five-checks report-remove who-has-it support-plan
IL-ADULTSHARE | adult-wants-images    | illegal          | I | dsl deputy head                  | 15 minutes  | -isolate danger keep-messages ceop report-remove support-plan
IL-OPA        | extreme-pornography   | illegal          | I | dsl deputy head                  | 120 minutes |
IL-HATE       | criminal-hate         | illegal          | I | dsl deputy head                  | 120 minutes | -isolate keep-hate check-on-target
IL-TERROR     | extremism             | child_protection | S | dsl deputy                       | 120 minutes | note-context prevent terrorist-content
IL-OTHER      | other-crime           | illegal          | I | dsl deputy head                  | 120 minutes | -isolate keep-hate report-fraud
CP-GROOM      | grooming              | child_protection | S | dsl deputy                       | 30 minutes  | keep-messages police ceop own-words
CP-HARM       | self-harm             | child_protection | S | dsl deputy                       | 30 minutes  | see-now health discoverer
CP-CSE        | exploitation          | child_protection | S | dsl deputy                       | 30 minutes  | police
CP-COC        | child-on-child        | child_protection | S | dsl deputy                       | 120 minutes | own-words both-children risk-plan
CP-DISC       | disclosure            | child_protection | S | dsl deputy                       | 30 minutes  | own-words discoverer
ST-ALLEG      | staff-allegation      | child_protection | A | dsl deputy head                  | 15 minutes  | -parents-decided police-if-crime parents-of-pupil
ST-LOW        | low-level-concern     | inappropriate    | A | head                             | 2 days      | -staff-support pattern talk-with-adult
ST-COMMS      | staff-contact         | serious          | A | dsl deputy head                  | 240 minutes | police-if-crime talk-when-advised parents-of-pupil
IN-BULLY      | bullying              | serious          | N | coordinator dsl deputy           | 1 days      | check-on-target take-down restorative posh harmful-content
IN-CONTENT    | unsuitable-on-purpose | serious          | N | coordinator                      | 2 days      | block-page
IN-ACC        | accident-told         | inappropriate    | N | coordinator                      | 3 days      | -talk -behaviour -ring-home thank block-page
IN-ACCNR      | accident-hidden       | inappropriate    | N | coordinator                      | 2 days      |
IN-BYPASS     | bypass                | serious          | N | coordinator                      | 1 days      | filter-gap
IN-CRED       | passwords             | security         | T | network_manager coordinator      | 4 hours     |
IN-AUP        | acceptable-use        | inappropriate    | N | coordinator                      | 3 days      |
IN-COPY       | copying               | inappropriate    | N | coordinator                      | 5 days      |
IN-DISREP     | disrepute             | serious          | N | coordinator                      | 2 days      | take-down posh harmful-content
IN-DISREP     | images-shared         | serious          | N | coordinator                      | 2 days      | check-on-target take-down posh harmful-content
CM-SCAM       | scam                  | inappropriate    | N | coordinator                      | 4 hours     | -behaviour warn-others report-fraud
CM-SCAM       | gambling              | inappropriate    | N | coordinator                      | 3 days      |
SE-MAL        | malware               | security         | T | network_manager coordinator head | 1 hours     | response-plan insurer malware-fraud dfe-cyber
SE-DATA       | data-breach           | security         | T | network_manager coordinator head | 1 hours     | -contain contain-data data-officer ico tell-data-subjects
SE-DATA       | lost-device           | security         | T | network_manager coordinator head | 1 hours     | -contain contain-lost data-officer ico tell-data-subjects
none          | other                 | inappropriate    | N | coordinator dsl deputy           | 3 days      |
"""  # noqa: E501
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
CODES_OF_6_2 = (
    "IL-CSAM IL-DEV IL-NUDE IL-ADULTSHARE IL-OPA IL-HATE IL-TERROR IL-OTHER CP-GROOM CP-HARM CP-CSE CP-COC CP-DISC "
    "ST-ALLEG ST-LOW ST-COMMS IN-BULLY IN-CONTENT IN-ACC IN-ACCNR IN-BYPASS IN-CRED IN-AUP IN-COPY IN-DISREP CM-SCAM "
    "SE-MAL SE-DATA"  # FI-OVER and FI-UNDER are filtering reports, not incidents
)
NAMES = ("coordinator", "dsl", "deputy", "head", "network_manager", "chair", "governor", "dpo", "administrator")


def england(section):
    return {row["code"]: row for row in read("england").data[section]}


def told(record, cast):
    """Who of the cast has a message waiting about the record."""
    notices = Notice.objects.filter(ref=record.ref)
    users = {pk for notice in notices for pk in notice.deliveries.values_list("user", flat=True)}
    return {name for name in NAMES if getattr(cast, name).pk in users}


def steps(record):
    return set(record.steps.values_list("template__code", flat=True))


def expected_steps(cls, kind, more):
    expected = set(OF_CLASS[cls].split())
    if kind == "A":
        expected = (expected - set(NOT_ABOUT_AN_ADULT.split())) | set(STAFF.split())
    for code in more.split():
        expected = expected - {code[1:]} if code.startswith("-") else expected | {code}
    return expected


def report(cast, code, **said):
    if category(code).staff:
        said.setdefault("people", [cast.colleague.person])
    return make_report(cast.teacher, code, **said)


# --- Row by row, in one test each: the cast is dear to make ----------------------------------------------------
@pytest.mark.django_db
def test_what_a_report_of_each_category_becomes(cast):
    def became(code):
        record = report(cast, code)
        return record.cls, record.kind, told(record, cast), steps(record)

    expected = {
        code: (cls, kind, set(who.split()), expected_steps(cls, kind, more))
        for _, code, cls, kind, who, _, more in ROWS
    }
    assert {code: became(code) for code in expected} == expected


@pytest.mark.django_db
def test_by_when_each_category_asks_to_be_answered():
    own = {row.category.code: row for row in Target.objects.exclude(category=None).select_related("category")}
    of_class = {row.cls: row for row in Target.objects.exclude(cls="")}
    rows = {code: own.get(code) or of_class[cls] for _, code, cls, *_ in ROWS}
    found = {code: f"{row.acknowledge} {row.acknowledge_unit}" for code, row in rows.items()}
    assert found == {code: by_when for _, code, _, _, _, by_when, _ in ROWS}


def test_the_table_has_every_category_and_every_row_of_the_source():
    assert sorted(row[1] for row in ROWS) == sorted(england("categories"))
    assert {row[0] for row in ROWS} - {"none"} == set(CODES_OF_6_2.split())


# --- What must hold whatever a row says ----------------------------------------------------------------------
def test_it_wakes_people_for_crime_child_protection_and_allegations_and_never_for_a_low_level_concern():
    rows = england("categories")
    waking = {code for code, row in rows.items() if row.get("wakes")}
    grave = {code for code, row in rows.items() if row["cls"] in ("illegal", "child_protection")}
    assert waking == grave | {"staff-contact"}
    assert "staff-allegation" in waking
    assert "low-level-concern" not in waking


def test_accidental_and_told_offers_no_breach():
    assert england("categories")["accident-told"]["usual_outcome"] == "no-breach"
    assert england("outcomes")["no-breach"]["breach"] is False


@pytest.mark.django_db
def test_what_a_tick_on_the_first_page_makes_of_something_ordinary(cast):
    expected = {
        "first-images": ("illegal", "I", True, True),
        "first-danger": ("child_protection", "S", True, False),
        "first-adult": ("inappropriate", "AU", False, False),
        "first-told-harm": ("child_protection", "S", True, False),
        "first-crime": ("illegal", "I", True, False),
        "first-none": ("inappropriate", "N", False, False),
        "first-unsure": ("child_protection", "S", True, False),
    }
    found = {ticked: make_report(cast.teacher, "acceptable-use", yes=[ticked]) for ticked in expected}
    assert {ticked: (r.cls, r.kind, r.wakes, r.no_story) for ticked, r in found.items()} == expected


@pytest.mark.django_db
def test_of_every_possible_crime_lead_and_head_are_told_however_it_came_to_it(cast, sign_in):
    ordinary = make_report(cast.teacher, "acceptable-use", yes=["first-crime"])
    by_hand = make_report(cast.teacher, "acceptable-use")
    do(sign_in(cast.dsl), by_hand, "have-this")
    do(sign_in(cast.dsl), by_hand, "more-serious", to="illegal", reason="There was money in it")
    assert told(ordinary, cast) == {"dsl", "deputy", "head"}
    assert told(by_hand, cast) == {"coordinator", "dsl", "deputy", "head"}
    assert told(make_report(cast.teacher, "acceptable-use", yes=["first-danger"]), cast) == {"dsl", "deputy"}


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "others"), [("head", {"dsl", "deputy", "chair"}), ("dsl", {"head"})])
def test_but_never_whoever_it_is_about(cast, who, others):
    said = {"yes": ["first-crime", "first-adult"], "people": [getattr(cast, who).person]}
    assert told(make_report(cast.teacher, "acceptable-use", **said), cast) - {"coordinator"} == others


@pytest.mark.django_db
def test_what_a_yes_to_its_question_makes_of_a_category(cast):
    expected = {
        ("extremism", "extremism-crime"): ("illegal", "I"),
        ("grooming", "contact-images"): ("illegal", "I"),
        ("bullying", "bullying-harm"): ("child_protection", "S"),
        ("images-shared", "shared-indecent"): ("illegal", "I"),
        ("low-level-concern", "concern-threshold"): ("child_protection", "A"),
        ("scam", "scam-given"): ("security", "T"),
    }
    assert all(code in england("questions")[asked]["categories"] for code, asked in expected)
    found = {(code, asked): report(cast, code, yes=[asked]) for code, asked in expected}
    assert {said: (record.cls, record.kind) for said, record in found.items()} == expected


@pytest.mark.django_db
def test_a_scam_that_got_something_reaches_the_network_manager(cast):
    assert "network_manager" in told(report(cast, "scam", yes=["scam-given"]), cast)


@pytest.mark.django_db
def test_two_categories_together_are_the_union_with_the_higher_class_and_the_shorter_time(cast):
    record = make_report(cast.teacher, "bullying", "nudes")
    assert (record.cls, record.kind) == ("illegal", "I")
    assert steps(record) >= {"check-on-target", "five-checks", "police", "isolate"}
    assert (record.due_at - record.reported_at).total_seconds() == 30 * 60


@pytest.mark.django_db
def test_images_that_name_a_colleague_go_to_the_head_and_the_lead_alone(cast):
    record = make_report(cast.teacher, "child-abuse-images", yes=["first-adult"], people=[cast.colleague.person])
    assert (record.cls, record.kind) == ("illegal", "A")
    assert told(record, cast) == {"head", "dsl", "deputy"}
    assert steps(record) >= {"lado", "threshold", "police", "iwf"}
    assert "lado-if-adult" not in steps(record)


@pytest.mark.django_db
def test_a_longer_time_of_the_category_is_not_hurried_by_its_class(cast):
    with clock.standing_at(clock.at_school(clock.today(), 10)):
        record = report(cast, "criminal-hate")
        assert (record.due_at - record.reported_at).total_seconds() == 120 * 60
        raised = report(cast, "accident-told", yes=["first-crime"])
        assert (raised.due_at - raised.reported_at).total_seconds() == 30 * 60


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["child-abuse-images", "nudes"])
def test_the_network_manager_is_asked_to_isolate_and_told_nothing_else(cast, code):
    record = report(cast, code, device="Laptop 14", place="Room 7")
    task = Task.objects.get(ref=record.ref)
    assert task.for_role == "network_manager"
    assert task.words == (
        "Disconnect Laptop 14, Room 7, from the network. Do not switch it off, open it or look through it. "
        "Press Done. You are not told why, to protect you."
    )


@pytest.mark.django_db
def test_the_longest_device_and_place_still_make_a_task(cast):
    record = report(cast, "child-abuse-images", device="D" * 120, place="P" * 120)
    assert len(Task.objects.get(ref=record.ref).words) <= Task._meta.get_field("words").max_length


def test_an_ordinary_matter_is_two_or_three_short_lines():
    ordinary = [row for row in ROWS if row[2] == "inappropriate" and row[3] == "N"]
    lines = england("steps")
    for row in ordinary:
        required = [code for code in expected_steps("inappropriate", "N", row[6]) if lines[code].get("required", True)]
        assert 2 <= len(required) <= 3, row[1]


def test_everything_grave_ends_with_people_outside_being_rung():
    lines = england("steps")
    for row in ROWS:
        agencies = {lines[code].get("agency") for code in expected_steps(row[2], row[3], row[6])}
        assert row[2] != "illegal" or {"police", "social-care", "lado"} <= agencies, row[1]
        assert row[2] != "child_protection" or "social-care" in agencies, row[1]
        assert row[3] != "A" or "lado" in agencies, row[1]


# --- Loading ------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_second_load_changes_nothing(capsys):
    call_command("load_profile", "england")
    assert "Nothing to change" in capsys.readouterr().out


@pytest.mark.django_db
def test_everything_in_the_file_is_in_the_database():
    for model, section in ((Category, "categories"), (Question, "questions"), (StepTemplate, "steps")):
        assert set(model.objects.filter(retired=False).values_list("code", flat=True)) == set(england(section))
    assert {row.cls for row in Target.objects.exclude(cls="")} == set(Class.values)


# --- Words --------------------------------------------------------------------------------------------------
def shown():
    """Everything of the file that a page may show, but for the comments and codes."""
    keys = ("words", "title", "guidance", "hint", "in_hand", "task_words", "have_ready", "name", "day_hours")
    for section in read("england").data.values():
        for row in section if isinstance(section, list) else []:
            yield from (str(row[key]) for key in keys if isinstance(row.get(key), str))


def test_no_word_of_the_trade_is_shown_where_the_glossary_has_a_plain_one():
    pattern = "|".join(re.escape(word) for word in sorted(SAY_INSTEAD, key=len, reverse=True))
    assert not [words for words in shown() if re.search(rf"\b({pattern})\b", words, re.IGNORECASE)]
