"""The Toynbee School: what its profile becomes, held against a table made by hand.

The table is the taxonomy of both policies, column T; numbers are clauses of its policy, § those of its appendix 1.
"""

import pytest

from incidents.forms.record.ending import outcomes_for
from incidents.models import Category, Incident, SanctionKind, StepTemplate
from notices.models import Notice
from school.models import Person, School
from school.roles import Role
from tests.make import make_user
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
X-01 | child-abuse-images        | ILL           | 29.1 §25
X-02 | adult-images-of-child     | ILL staff     | §25
X-03 | obscene-material          | SER           | 31.2
X-04 | racist-crime              | SER           | 31.2
X-05 | promoting-crime           | ILL           | 1.1 31.1
X-06 | other-crime               | ILL           | 30.5
X-07 | grooming                  | CPC           | §12 §24
X-08 | stranger-contact          | CPC           | 9.4
X-09 | meeting-up                | CPC           | -
X-10 | intimate-images           | CPC           | 23.3 31.5.8
X-11 | extremism                 | CPC           | 1.1 32.4
X-12 | child-worry               | CPC           | 29.1
X-13 | too-much-screen           | CPC           | -
X-14 | staff-grooming            | CPC staff     | §12
X-15 | staff-contact             | SER staff     | 7.6 31.4 §12
X-16 | staff-friends             | SER staff     | 7.6 31.4
X-17 | staff-pornography         | SER staff     | §25
X-18 | staff-allegation          | SER staff     | 1.1
X-19 | staff-own-camera          | SER staff     | 22.5 §24
X-20 | staff-own-email           | SER staff     | 20.6
X-21 | unsuitable-on-purpose     | SER           | 16.2 31.1
X-22 | pornography               | SER           | 31.2
X-23 | offensive-material        | SER           | 31.2
X-24 | discrimination            | SER           | 31.2
X-25 | hatred                    | SER           | 31.2
X-26 | threats                   | SER           | 31.2 31.5.5
X-27 | bullying                  | SER           | 23.4 28.4 31.5.5
X-28 | after-warning             | SER           | 31.3
X-29 | abusive-text              | SER           | 23.4
X-30 | camera-phone              | SER           | 23.3 31.5.3
X-31 | secret-recording          | SER           | 23.3
X-32 | bypass                    | SER           | 31.5.6
X-33 | harassing-post            | INA           | 21.3.2
X-34 | bad-name                  | INA           | 31.5.1
X-35 | offensive-message         | INA           | 31.5.5
X-36 | accident-hidden           | INA           | 31.5.2
X-37 | accident-told             | INA           | 31.5.2
X-38 | offensive-received        | INA           | 7.9 9.4
X-39 | web-mail                  | PER INA       | 20.7
X-40 | email-misuse              | INA           | 20.1 20.4
X-41 | chain-messages            | INA           | 31.5.7
X-42 | private-business          | INA           | 31.5.7
X-43 | unlicensed                | INA           | 31.5.9
X-44 | plagiarism                | INA           | 31.5.9
X-45 | file-sharing              | INA           | 31.5.4
X-46 | gambling                  | PER INA       | 31.6.2
X-47 | shopping                  | PER INA       | 31.6.2
X-48 | games-in-lesson           | PER INA       | 31.6.2
X-49 | social-media              | PER INA       | 31.6.1
X-50 | phone                     | PER INA       | 23.1 31.5.3 31.6.1
X-51 | device-in-lesson          | PER INA       | 24.1
X-52 | staff-own-phone           | PER SER staff | 23.2
X-53 | personal-details          | INA           | 26.3 31.5.8
X-54 | images-without-asking     | INA           | 22.2 31.5.8
X-55 | unsuitable-picture        | INA           | 22.2
X-56 | published-without-consent | INA           | 21.1.3 22.4
X-57 | parent-published          | INA           | 22.6
X-58 | heavy-traffic             | INA           | -
X-59 | video-call                | PER INA       | -
X-60 | console                   | PER INA       | -
X-61 | pupil-contacted-staff     | INA           | §12
X-62 | staff-online-conduct      | INA staff     | 7.5 §12
X-63 | other                     | set           | 25.3
X-64 | malware                   | SEC           | 8.3
X-65 | network-attack            | SEC           | 8.3 28.5
X-66 | secrets-revealed          | SEC           | 26.5.2 31.5.8
X-67 | password-shared           | PER SEC       | 18.4 31.6.3
X-68 | account-used              | PER SEC       | 31.6.4
X-69 | files-opened              | PER SEC       | 31.6.5
X-70 | account-breach            | SEC           | 18.4
X-71 | data-loss                 | SEC           | 28.5
X-72 | insecure-transfer         | SEC           | 31.5.10
X-73 | insecure-stick            | SEC           | 26.5.4
X-74 | lost-device               | SEC           | 26.5.4
X-75 | software-installed        | SEC           | 15.5
"""
ROWS = rows_of(TABLE)
TOLD = {
    "illegal": {frozenset({"dsl", "headteacher"})},
    "child_protection": {frozenset({"dsl", "headteacher"})},
    "serious": {frozenset({"coordinator", "headteacher"})},
    "inappropriate": {frozenset({"coordinator"})},
    "security": {frozenset({"coordinator", "network_manager"})},
    "staff": {frozenset({"dsl", "headteacher"})},
}
ALLOWED = {
    "phone": {"curriculum", "teacher-permission", "specific-agreement"},
    "device-in-lesson": {"curriculum", "teacher-permission"},
    "video-call": {"curriculum", "teacher-permission"},
    "console": {"curriculum", "teacher-permission"},
    "social-media": {"curriculum", "outside-lessons", "approved-use"},
    "games-in-lesson": {"curriculum", "outside-lessons", "approved-use"},
    "shopping": {"curriculum", "outside-lessons", "approved-use"},
    "web-mail": {"curriculum", "outside-lessons", "approved-use"},
    "gambling": {"outside-lessons"},
    "password-shared": {"system-administrator"},
    "account-used": {"system-administrator"},
    "files-opened": {"system-administrator"},
    "staff-own-phone": {"emergency-withheld"},
}
LABELS = {
    "coordinator": "e-Safety lead",
    "network_manager": "Technical / Network Support",
    "dsl": "Designated safeguarding lead (DSL)",
    "governor": "Governor with e-Safety overview",
    "senior_leader": "Progress Director / SLT",
    "elsewhere": "CPOMS or SIMS",
}

TOLD_AT_ONCE = {
    "illegal": "dsl deputy head",
    "child_protection": "dsl deputy head",
    "serious": "coordinator head",
    "security": "coordinator network_manager",
    "inappropriate": "coordinator",
    "staff": "dsl deputy head",
}
MORE = {
    "bypass": "filter-gap",
    "extremism": "prevent",
    "secret_recording": "take-down",
    "pupil_contacted_staff": "child-told",
}
ASKED_HERE = {
    "obscene-material": {"crime-said"},
    "racist-crime": {"crime-said"},
}  # X-03, X-04: SER, ILL if "criminal: yes"


def test_the_table_is_the_whole_taxonomy_in_its_default_classes():
    assert [row[0] for row in ROWS] == [f"X-{number:02}" for number in range(1, 76)]
    assert counted(ROWS) == {"ILL": 4, "CPC": 8, "SER": 20, "INA": 20, "SEC": 9, "PER": 13, "set": 1}


@pytest.mark.django_db
def test_each_category_has_its_class_its_clause_and_who_is_told(school_of):
    school_of("toynbee")
    assert found() == expected(ROWS)
    assert told() == TOLD
    assert allowed() == ALLOWED
    assert set(ALLOWED) == {code for _, code, said, _ in ROWS if "PER" in said}
    assert set(Category.objects.filter(no_fault=True).values_list("code", flat=True)) == NO_FAULT
    assert [row.code for row in Category.objects.filter(place_first=True)] == ["other"]
    assert procedures() == {code: [code] for code in procedures()}


@pytest.mark.django_db
def test_the_rest_of_the_file_is_there_too_and_a_second_load_changes_nothing(school_of):
    school_of("toynbee")
    assert in_database() == in_file("toynbee")
    assert by_when() == CLOCKS
    assert School.current().labels.items() >= LABELS.items()
    e_mail = Category.objects.get(code="email-misuse").usual_sanction  # 20.4: loss of e-mail, by who can take it
    assert (e_mail.code, e_mail.task_role) == ("loss-of-email", "network_manager")
    kept = StepTemplate.objects.filter(retired=False, excusable=False, how="reference", not_staff=True)
    assert [(row.code, row.classes) for row in kept] == [("file-reference", ["illegal", "child_protection"])]  # 28.1
    assert SanctionKind.objects.filter(retired=False, staff=False).order_by("tier").last().tier == 5
    again = school_of("toynbee")
    assert not [section for section, report in again.items() if report.wrote or report.kept]


@pytest.mark.proves(
    "T-03 T-62 T-110 T-127 T-128 T-134 T-140 T-144 T-163 T-178 T-190 T-194 T-210 T-212 T-213 T-216 T-218 T-219",
    "T-226 T-230 T-232 T-233 T-248 T-249 M-204",
)
@pytest.mark.django_db
def test_what_a_report_of_each_category_becomes(cast, school_of):
    school_of("toynbee")
    records = {code: report(cast, code) for _, code, *_ in ROWS}
    assert {code: became(cast, record) for code, record in records.items()} == becomes(ROWS, TOLD_AT_ONCE)
    assert missing_lines(ROWS, records, **MORE) == {}
    assert blamed(records) == []
    isolated_or_contained = {code for code, record in records.items() if record.cls in ("illegal", "security")}
    assert asks_the_network_manager(records) == isolated_or_contained | {"bypass", "heavy-traffic"}
    assert asked() == asks(ROWS) | ASKED_HERE
    assert documents() == procedure_of(ROWS) | {"extremism": "prevent-policy"}


@pytest.mark.proves("T-205 T-206 T-208 T-214 T-217 T-231")
@pytest.mark.django_db
def test_a_yes_to_a_question_of_the_category_forces_its_way(cast, school_of):
    school_of("toynbee")
    here = {("obscene-material", "crime-said"): "illegal", ("racist-crime", "crime-said"): "illegal"}
    assert forced(cast) == must_become(ROWS) | here


@pytest.mark.proves("T-05")
@pytest.mark.django_db
def test_a_matter_about_an_adult_is_private_and_ends_in_one_of_four_ways(cast, school_of):
    school_of("toynbee")
    for record in [report(cast, row.code) for row in Category.objects.filter(staff=True)]:
        assert readers(cast, record) == {"dsl", "deputy", "head"}
        assert not Incident.objects.visible_to(cast.colleague).filter(pk=record.pk).exists()  # whom it is about
        ways = {row.code for row in outcomes_for(record) if not row.ground}
        assert ways == {"substantiated", "unsubstantiated", "false", "malicious"}


@pytest.mark.proves("T-150")
@pytest.mark.django_db
def test_a_governor_in_it_never_learns_of_it_and_the_headteacher_does(cast, school_of):
    """21.3.2, 31.5.1: material by pupils, governors or staff. Whatever other offices the governor holds."""
    school_of("toynbee")
    governor = make_user(Role.GOVERNOR, Role.COORDINATOR, kind=Person.Kind.GOVERNOR)
    record = report(cast, "harassing-post", people=[governor.person], yes=["first-adult"])
    _, about_an_adult, told = became(cast, record)
    assert about_an_adult
    assert "head" in told
    assert not Incident.objects.visible_to(governor).exists()
    assert not Notice.objects.filter(ref=record.ref, deliveries__user=governor).exists()


@pytest.mark.proves("T-211")
@pytest.mark.django_db
def test_what_was_an_accident_and_told_is_no_breach_and_what_was_hidden_may_be_one(cast, school_of):
    """31.5.2, and its converse."""
    school_of("toynbee")
    told, hidden = (Category.objects.get(code=code) for code in ("accident-told", "accident-hidden"))
    assert told.usual_outcome.breach is False
    assert told.usual_sanction is None
    assert hidden.usual_outcome is None or hidden.usual_outcome.breach
    assert hidden.usual_sanction
