"""The Milestone School: what its profile becomes, held against a table made by hand.

The table is the taxonomy of both policies, column M; L is the line of its policy, which has no clause numbers.
"""

import pytest

from incidents import sanctions
from incidents.forms.record.ending import outcomes_for
from incidents.models import Category, Incident, SanctionKind, StepTemplate
from school.models import School
from tests.profiles.policy import (
    CLOCKS,
    NO_FAULT,
    allowed,
    by_when,
    counted,
    expected,
    found,
    in_database,
    in_file,
    procedures,
    rows_of,
    told,
)
from tests.profiles.procedures import (
    asked,
    asks,
    asks_the_network_manager,
    became,
    becomes,
    blamed,
    documents,
    forced,
    missing_lines,
    must_become,
    procedure_of,
    readers,
    report,
)

TABLE = """
X-01 | child-abuse-images        | ILL       | L221 L249
X-02 | adult-images-of-child     | ILL staff | L184
X-03 | obscene-material          | ILL       | L223 L250
X-04 | racist-crime              | ILL       | L224 L251
X-05 | promoting-crime           | ILL       | L222
X-06 | other-crime               | ILL       | L252
X-07 | grooming                  | CPC       | L25 L120
X-08 | stranger-contact          | CPC       | L27 L119
X-09 | meeting-up                | CPC       | L163
X-10 | intimate-images           | CPC       | L26 L117
X-11 | extremism                 | CPC       | -
X-12 | child-worry               | CPC       | L113–L121
X-13 | too-much-screen           | CPC       | L32
X-14 | staff-grooming            | CPC staff | L102 L310
X-15 | staff-contact             | SER staff | L102
X-16 | staff-friends             | INA staff | L310
X-17 | staff-pornography         | SER staff | L225
X-18 | staff-allegation          | SER staff | L310
X-19 | staff-own-camera          | SER staff | L183
X-20 | staff-own-email           | SER staff | L102
X-21 | unsuitable-on-purpose     | SER       | L23 L118
X-22 | pornography               | SER       | L225
X-23 | offensive-material        | SER       | L226–L231
X-24 | discrimination            | SER       | L226
X-25 | hatred                    | SER       | L227
X-26 | threats                   | SER       | L228
X-27 | bullying                  | SER       | L27 L36 L121
X-28 | after-warning             | SER       | -
X-29 | abusive-text              | SER       | L282
X-30 | camera-phone              | SER       | L282
X-31 | secret-recording          | INA       | L185
X-32 | bypass                    | SER       | L233 L280
X-33 | harassing-post            | INA       | L231
X-34 | bad-name                  | INA       | L231
X-35 | offensive-message         | INA       | L231
X-36 | accident-hidden           | INA       | L28
X-37 | accident-told             | INA       | L163 L270
X-38 | offensive-received        | INA       | L163
X-39 | web-mail                  | INA       | L163
X-40 | email-misuse              | INA       | -
X-41 | chain-messages            | INA       | -
X-42 | private-business          | INA       | L232
X-43 | unlicensed                | INA       | L30 L153 L234
X-44 | plagiarism                | INA       | L30
X-45 | file-sharing              | INA       | L31 L240
X-46 | gambling                  | INA       | L238
X-47 | shopping                  | INA       | L239
X-48 | games-in-lesson           | INA       | -
X-49 | social-media              | INA       | L241 L266
X-50 | phone                     | PER INA   | L282
X-51 | device-in-lesson          | PER INA   | L282
X-52 | staff-own-phone           | INA staff | L286
X-53 | personal-details          | INA       | L163
X-54 | images-without-asking     | INA       | L185
X-55 | unsuitable-picture        | INA       | L184
X-56 | published-without-consent | INA       | L187–L189
X-57 | parent-published          | INA       | -
X-58 | heavy-traffic             | INA       | L237
X-59 | video-call                | PER INA   | L274
X-60 | console                   | PER INA   | L286
X-61 | pupil-contacted-staff     | INA       | L310
X-62 | staff-online-conduct      | INA staff | L231
X-63 | other                     | set       | L231 L252
X-64 | malware                   | SEC       | L236
X-65 | network-attack            | SEC       | L90 L94
X-66 | secrets-revealed          | SEC       | L235
X-67 | password-shared           | SEC       | L235
X-68 | account-used              | SEC       | L24 L222
X-69 | files-opened              | SEC       | L24
X-70 | account-breach            | SEC       | L24
X-71 | data-loss                 | SEC       | L24 L117 L206
X-72 | insecure-transfer         | SEC       | L208
X-73 | insecure-stick            | SEC       | L212–L215
X-74 | lost-device               | SEC       | L206
X-75 | software-installed        | SEC       | L234
"""
ROWS = rows_of(TABLE)
TOLD = {
    "illegal": {frozenset({"dsl", "headteacher"})},
    "child_protection": {frozenset({"dsl", "headteacher"})},
    "serious": {frozenset({"coordinator", "headteacher"})},
    "inappropriate": {frozenset({"coordinator"})},
    "security": {frozenset({"coordinator", "network_manager", "headteacher"})},
    "staff": {frozenset({"dsl", "headteacher"})},
}
ALLOWED = {
    "phone": {"staff-direction"},
    "device-in-lesson": {"staff-direction"},
    "video-call": {"staff-direction", "supervised"},
    "console": {"supervised"},
    "social-media": {"approved-use"},
}
LABELS = {
    "coordinator": "E-Safety Co-ordinator",
    "network_manager": "Network Manager",
    "dsl": "Designated person for child protection",
    "governor": "E-Safety Governor",
    "senior_leader": "Senior Leader",
}

TOLD_AT_ONCE = {
    "illegal": "dsl deputy head",
    "child_protection": "dsl deputy head",
    "serious": "coordinator head",
    "security": "coordinator network_manager head",
    "inappropriate": "coordinator",
    "staff": "dsl deputy head",
}
MORE = {
    "bypass": "filter-gap",
    "heavy_traffic": "traffic",
    "extremism": "prevent",
    "secret_recording": "take-down",
}

WITH_A_TARIFF = {"serious", "security", "inappropriate"}


def test_the_table_is_the_whole_taxonomy_in_its_default_classes():
    assert [row[0] for row in ROWS] == [f"X-{number:02}" for number in range(1, 76)]
    assert counted(ROWS) == {"ILL": 6, "CPC": 8, "SER": 16, "INA": 28, "SEC": 12, "PER": 4, "set": 1}


@pytest.mark.proves("M-151", "M-153")
@pytest.mark.django_db
def test_each_category_has_its_class_its_clause_and_who_is_told(school_of):
    school_of("milestone")
    assert found() == expected(ROWS)
    assert told() == TOLD
    assert allowed() == ALLOWED
    assert set(ALLOWED) == {code for _, code, said, _ in ROWS if "PER" in said} | {"social-media"}  # an approved use
    assert set(Category.objects.filter(no_fault=True).values_list("code", flat=True)) == NO_FAULT
    assert [row.code for row in Category.objects.filter(place_first=True)] == ["other"]
    assert procedures() == {code: [code] for code in procedures()}


@pytest.mark.django_db
def test_the_rest_of_the_file_is_there_too_and_a_second_load_changes_nothing(school_of):
    school_of("milestone")
    assert in_database() == in_file("milestone")
    assert by_when() == CLOCKS
    assert School.current().labels.items() >= LABELS.items()
    heaviest = SanctionKind.objects.filter(retired=False, staff=False).order_by("tier").last()
    assert Category.objects.get(code="camera-phone").usual_sanction == heaviest  # L282: heavy sanctions
    assert not StepTemplate.objects.filter(retired=False, excusable=False, how="reference").exists()  # none is named
    again = school_of("milestone")
    assert not [section for section, report in again.items() if report.wrote or report.kept]


@pytest.mark.proves(
    "M-10 M-11 M-16 M-18 M-19 M-61 M-73 M-74 M-92 M-95 M-111 M-115 M-130 M-135 M-136 M-137 M-138 M-140 M-143",
    "M-144 M-145 M-146 M-147 M-149 M-150 M-152 M-157 M-158 M-159 M-169 M-183 M-204",
)
@pytest.mark.django_db
def test_what_a_report_of_each_category_becomes(cast, school_of):
    school_of("milestone")
    records = {code: report(cast, code) for _, code, *_ in ROWS}
    assert {code: became(cast, record) for code, record in records.items()} == becomes(ROWS, TOLD_AT_ONCE)
    assert missing_lines(ROWS, records, **MORE) == {}
    assert blamed(records) == []
    isolated_or_contained = {code for code, record in records.items() if record.cls in ("illegal", "security")}
    assert asks_the_network_manager(records) == isolated_or_contained | {"bypass", "heavy-traffic"}
    assert asked() == asks(ROWS)
    assert documents() == procedure_of(ROWS)


@pytest.mark.django_db
def test_an_earlier_warning_counts_wherever_the_procedure_asks_what_is_proportionate(school_of):
    """Not in crime and child protection, about an adult here, or where nobody is to blame (L94, L258)."""
    school_of("milestone")
    weighed = {row.code for row in Category.objects.filter(retired=False) if sanctions.weighs_warnings(row)}
    wanted = {code for code, (cls, staff, _) in expected(ROWS).items() if cls in WITH_A_TARIFF and not staff}
    assert weighed == wanted - NO_FAULT


@pytest.mark.proves("M-09 M-12 M-13 M-17 M-94 M-112 M-139 M-141 M-142 M-148")
@pytest.mark.django_db
def test_a_yes_to_a_question_of_the_category_forces_its_way(cast, school_of):
    school_of("milestone")
    assert forced(cast) == must_become(ROWS)


@pytest.mark.proves("M-202")
@pytest.mark.django_db
def test_a_matter_about_an_adult_is_private_and_ends_in_one_of_four_ways(cast, school_of):
    school_of("milestone")
    for record in [report(cast, row.code) for row in Category.objects.filter(staff=True)]:
        assert readers(cast, record) == {"dsl", "deputy", "head"}
        assert not Incident.objects.visible_to(cast.colleague).filter(pk=record.pk).exists()  # whom it is about
        ways = {row.code for row in outcomes_for(record) if not row.ground}
        assert ways == {"substantiated", "unsubstantiated", "false", "malicious"}
