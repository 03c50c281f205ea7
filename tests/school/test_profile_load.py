"""Loading a profile: all or nothing, repeatable, and never at the cost of what a person changed."""

from datetime import date, time
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from audit import shapes
from audit.ledger import ledger
from audit.models import Entry
from school.models import Agency, Closure, Document, ProfileRow, School, Term
from school.profile import ProfileError, load, source
from school.profile.rows import fingerprint

pytestmark = pytest.mark.django_db

ELM = """
[school]
name = "Elm School"
opens = 08:30:00
telephone = "01632 960001"

[school.labels]
dsl = "Designated person"

[[terms]]
name = "Autumn"
starts = 2026-09-01
ends = 2026-12-18

[[agencies]]
code = "police"
name = "Police"
night_number = "999"

[[agencies]]
code = "lado"
name = "Designated Officer"

[[documents]]
code = "behaviour"
title = "Behaviour policy"
"""


@pytest.fixture(autouse=True)
def _nothing_loaded(db):
    """The cast's school is loaded before every test; these begin without one."""
    for model in apps.get_models():
        if issubclass(model, (ProfileRow, School, Term, Closure)):
            model._base_manager.all()._raw_delete("default")


def loaded_entries():
    return Entry.objects.filter(verb="load profile", ref="elm").count()


def edit(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    with ledger("change", by=None, kind="test", ref="") as book:
        book.save(row)


def test_a_file_becomes_rows():
    reports = load("elm", text=ELM)
    school = School.current()
    assert (school.name, school.opens, school.profile) == ("Elm School", time(8, 30), "elm")
    assert school.labels == {"dsl": "Designated person"}
    assert list(Agency.objects.values_list("code", "position")) == [("police", 0), ("lado", 1)]
    assert Term.objects.get().ends == date(2026, 12, 18)
    assert Document.objects.get().title == "Behaviour policy"
    assert reports["agencies"].added == ["police", "lado"]


def test_a_second_run_changes_nothing_and_leaves_no_trace():
    load("elm", text=ELM)
    before = loaded_entries()
    reports = load("elm", text=ELM)
    assert not any(report.wrote or report.kept for report in reports.values())
    assert loaded_entries() == before


def test_every_row_written_leaves_history_and_an_entry():
    load("elm", text=ELM)
    assert Agency.objects.get(code="lado").history.get().history_user_id == "system"
    assert loaded_entries() == 5


def test_what_the_file_changed_is_changed_and_what_it_dropped_is_retired():
    load("elm", text=ELM)
    shorter = ELM.replace("Designated Officer", "LADO").replace('code = "police"', 'code = "police-101"')
    reports = load("elm", text=shorter)
    assert Agency.objects.get(code="lado").name == "LADO"
    assert Agency.objects.get(code="police").retired
    assert reports["agencies"].retired == ["police"]
    assert load("elm", text=ELM)["agencies"].changed == ["police", "lado"]
    assert not Agency.objects.get(code="police").retired


def test_a_section_that_is_gone_takes_its_rows_with_it():
    load("elm", text=ELM)
    reports = load("elm", text=ELM[: ELM.index("[[documents]]")])
    assert reports["documents"].retired == ["behaviour"]


def test_a_row_edited_by_hand_is_kept_and_listed():
    load("elm", text=ELM)
    edit(Agency.objects.get(code="police"), night_number="01632 960999")
    reports = load("elm", text=ELM.replace('"Police"', '"The police"'))
    assert reports["agencies"].kept == ["police"]
    assert Agency.objects.get(code="police").night_number == "01632 960999"


def test_a_row_from_before_a_column_was_added_is_not_taken_for_edited(monkeypatch):
    load("elm", text=ELM)
    monkeypatch.setattr(shapes, "earlier", lambda model: [frozenset({"address"})] if model is Agency else [])
    for agency in Agency.objects.all():
        edit(agency, loaded=fingerprint(agency, frozenset({"address"})))
    edit(Agency.objects.get(code="lado"), address="https://lado.example")
    reports = load("elm", text=ELM.replace('"Police"', '"The police"').replace('"Designated Officer"', '"LADO"'))
    assert (reports["agencies"].changed, reports["agencies"].kept) == (["police"], ["lado"])


def test_a_row_retired_by_hand_stays_retired():
    load("elm", text=ELM)
    edit(Agency.objects.get(code="police"), retired=True)
    assert load("elm", text=ELM)["agencies"].kept == ["police"]
    assert Agency.objects.get(code="police").retired


def test_replace_takes_the_files_words():
    load("elm", text=ELM)
    edit(Agency.objects.get(code="police"), night_number="01632 960999")
    reports = load("elm", text=ELM, replace=True)
    assert reports["agencies"].changed == ["police"]
    assert Agency.objects.get(code="police").night_number == "999"


def test_a_row_an_administrator_added_is_theirs():
    load("elm", text=ELM)
    edit(Agency(code="clinic", name="Clinic"))
    load("elm", text=ELM, replace=True)
    assert not Agency.objects.get(code="clinic").retired


def test_the_school_is_kept_field_by_field():
    load("elm", text=ELM)
    edit(School.current(), telephone="01632 960777", extension="204")
    reports = load("elm", text=ELM.replace("08:30:00", "08:45:00").replace("960001", "960002"))
    school = School.current()
    assert (school.telephone, school.opens, school.extension) == ("01632 960777", time(8, 45), "204")
    assert sorted(reports["school"].kept) == ["extension", "telephone"]
    assert reports["school"].changed == ["opens"]


def test_a_term_changed_by_hand_is_kept():
    load("elm", text=ELM)
    edit(Term.objects.get(), ends=date(2026, 12, 17))
    assert load("elm", text=ELM)["terms"].kept == ["2026-09-01"]
    assert load("elm", text=ELM, replace=True)["terms"].changed == ["2026-09-01"]


def test_a_dry_run_says_and_writes_nothing():
    reports = load("elm", text=ELM, dry_run=True)
    assert reports["agencies"].added == ["police", "lado"]
    assert not School.objects.exists() and not loaded_entries()


@pytest.mark.parametrize(
    ("from_", "to", "line", "words"),
    [
        (
            'night_number = "999"',
            "night_number = 999",
            18,
            "agencies 1 (police): night_number: write a text in quotes",
        ),
        ('name = "Police"', 'nmae = "Police"', 17, "“nmae” is not a key here. Did you mean “name”?"),
        ('name = "Police"', "", 15, "name is missing: write a text in quotes of at most 120 letters."),
        ('code = "lado"', 'code = "police"', 16, "“police” is the code of two rows."),
        ('code = "lado"', 'code = "the LADO"', 21, "code: write a short code in quotes without spaces"),
        ("[[documents]]", "[[document]]", 24, "“document” is not a section. Did you mean “documents”?"),
        ("opens = 08:30:00", 'opens = "half eight"', 4, 'opens: write a time in quotes, for example "08:00".'),
        ("opens = 08:30:00", "opens = 17:00:00\ncloses = 16:00:00", 5, "closes: write a time later than “opens”."),
        ("dsl =", "dls =", 8, "“dls” has no label. Did you mean “dsl”?"),
        ("ends = 2026-12-18", "ends = 2026-08-18", 13, "ends: write a day that is not before “starts”."),
        ("ends = 2026-12-18", 'ends = "18 December"', 13, "ends: write a date, for example 2026-09-01."),
        ("[[terms]]", "[terms]", 10, "Write this as a list: one heading in double brackets"),
    ],
)
def test_a_mistake_names_file_line_and_what_to_write(from_, to, line, words):
    with pytest.raises(ProfileError) as error:
        load("elm", text=ELM.replace(from_, to, 1))
    assert any(said.startswith(f"profiles/elm.toml, line {line}: ") and words in said for said in error.value.lines)
    assert not School.objects.exists()


def test_a_file_that_is_no_toml_names_the_line():
    with pytest.raises(ProfileError, match="at line 3"):
        load("elm", text='[school]\nname = "Elm"\nopens = half eight')


def test_without_a_school_there_is_no_profile():
    with pytest.raises(ProfileError, match=r"\[school\] is missing"):
        load("elm", text="")


def test_one_wrong_row_keeps_every_right_one_out():
    two_heads = ELM + '\n[[closures]]\nname = "Half term"\nstarts = 2026-10-26\nends = 2026-10-25\n'
    with pytest.raises(ProfileError):
        load("elm", text=two_heads)
    assert not Agency.objects.exists()


def test_the_command_says_what_it_did(tmp_path, monkeypatch):
    (tmp_path / "elm.toml").write_text(ELM)
    monkeypatch.setattr(source, "FOLDER", tmp_path)
    said = StringIO()
    call_command("load_profile", "elm", stdout=said)
    assert "agencies: 2 added" in said.getvalue() and "Loaded elm." in said.getvalue()
    call_command("load_profile", "elm", stdout=said)
    assert "Nothing to change" in said.getvalue()


def test_the_command_knows_what_there_is(tmp_path, monkeypatch):
    (tmp_path / "elm.toml").write_text(ELM)
    monkeypatch.setattr(source, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match=r"There is no profiles/oak.toml. There are: elm."):
        call_command("load_profile", "oak")


def test_check_looks_at_every_file_and_writes_nothing(tmp_path, monkeypatch):
    (tmp_path / "elm.toml").write_text(ELM)
    (tmp_path / "oak.toml").write_text("[scool]")
    monkeypatch.setattr(source, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match=r"profiles/oak.toml, line 1: “scool” is not a section"):
        call_command("load_profile", "--check")
    assert not School.objects.exists()
