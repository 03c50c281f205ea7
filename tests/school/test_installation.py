"""A restored, cloned or moved copy acts on nobody until a person says that it is the school (security.md 4.1 P7)."""

from contextlib import suppress

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction

from audit.ledger import note
from audit.models import Entry, Head
from school import health_checks, installation, notifications, this_machine
from school.actions.installation import begin_if_new, take_over
from school.installation import ANOTHER, ELSEWHERE, MOVED, OLDER, UNREADABLE, why_held
from school.models import Installation
from school.refusals import Refused
from school.this_machine import Memory
from tests.signing_in import is_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
AT_100 = Memory("m", "here", 100, "h")


@pytest.fixture
def at_work(db):
    """A machine and a database that know each other, some entries on."""
    begin_if_new()
    note("something happened", by=None, kind="test")
    installation.keep_up()


@pytest.mark.parametrize(
    ("memory", "mark", "end", "there", "host", "held"),
    [
        (None, None, 0, None, "here", ""),  # a new machine, a new database
        (None, None, 50, None, "here", ""),  # a database from before machines were marked
        (None, "m", 50, None, "here", ELSEWHERE),  # a dump on another machine
        (AT_100, "n", 100, "h", "here", ELSEWHERE),  # a dump on a machine that served another
        (AT_100, None, 0, None, "here", ""),  # an empty database where another was
        (AT_100, None, 50, None, "here", ELSEWHERE),  # a dump from before machines were marked
        (Memory("m", "here"), None, 50, None, "here", ""),  # the first start was cut short
        (AT_100, "m", 100, "h", "here", ""),
        (AT_100, "m", 120, "h", "here", ""),  # more was written since it was last looked at
        (AT_100, "m", 90, None, "here", OLDER.format(10)),  # an older dump on the same machine
        (AT_100, "m", 120, "other", "here", ANOTHER),  # an older dump, and more written to it since
        (AT_100, "m", 100, "h", "there", MOVED),  # the whole folder on another machine
        (AT_100, "m", 100, "h", "", ""),  # a container has no machine of its own
        (Memory("m", "", 100, "h"), "m", 100, "h", "here", ""),
    ],
)
def test_what_is_held(memory, mark, end, there, host, held):
    assert why_held(memory, mark, end, there, host) == held


def test_the_first_start_marks_both_sides_once(at_work):
    memory = this_machine.recall()
    assert memory.mark == Installation.objects.get().mark
    begin_if_new()
    assert this_machine.recall() == memory
    assert not installation.is_held()
    assert Entry.objects.filter(verb="begin", kind="installation").count() == 1


def cut_short(monkeypatch, act) -> None:
    """The process dies after the file was written and before the database took the row."""
    with monkeypatch.context() as broken, suppress(ZeroDivisionError), transaction.atomic():
        broken.setattr(installation, "keep_up", lambda: 1 / 0)
        act()


def test_a_first_start_that_was_cut_short_begins_anew(db, monkeypatch):
    cut_short(monkeypatch, begin_if_new)
    assert this_machine.recall()
    assert not Installation.objects.exists()
    begin_if_new()
    assert not installation.is_held()
    assert this_machine.mark() == installation.marked()


def test_a_copy_whose_taking_over_was_cut_short_stays_held(copy, monkeypatch):
    cut_short(monkeypatch, lambda: take_over("The old machine burnt"))
    assert installation.is_held()
    take_over("The old machine burnt")
    assert not installation.is_held()


def test_a_dump_on_another_machine_is_held(at_work, settings, tmp_path):
    settings.INSTALLATION_FILE = tmp_path / "of another machine"
    begin_if_new()  # it is not new: nothing is marked anew
    assert installation.trouble() == ELSEWHERE
    assert not settings.INSTALLATION_FILE.exists()


def test_an_older_dump_on_the_same_machine_is_held(at_work):
    Head.objects.update(seq=1)
    assert installation.trouble().startswith("This database is older than what this machine last saw.")


def test_another_past_is_held(at_work):
    this_machine.remember(Memory(this_machine.mark(), this_machine.host(), 1, "another past"))
    assert installation.trouble() == ANOTHER


def test_a_held_machine_remembers_no_further(at_work, settings):
    remembered = settings.INSTALLATION_FILE.read_text()
    Installation.objects.all().update(mark="of another machine")
    note("written on the copy", by=None, kind="test")
    installation.keep_up()
    assert settings.INSTALLATION_FILE.read_text() == remembered


def test_a_file_that_cannot_be_read_is_held(at_work, settings):
    for spoilt in ("", "[]", '{"other": 1}', "\0"):
        settings.INSTALLATION_FILE.write_text(spoilt)
        assert installation.trouble() == UNREADABLE
    assert this_machine.mark() == ""


def test_the_file_is_for_every_process_to_read_and_holds_no_name(at_work, settings):
    assert settings.INSTALLATION_FILE.stat().st_mode & 0o777 == 0o644
    assert this_machine.host() not in ("", this_machine.MACHINE_ID.read_text().strip())


# --- What a held machine does not do ------------------------------------------------------------------------
@pytest.fixture
def copy(at_work, settings, tmp_path):
    """A copy of the school, on a machine that never served it."""
    settings.INSTALLATION_FILE = tmp_path / "of the copy"


def test_no_letter_leaves_a_copy(copy, cast):
    with pytest.raises(notifications.NotSent, match="copy of the school"):
        notifications.invitation(cast.teacher, "token")
    notifications.sign_in_changed(cast.teacher, "password changed")
    notifications.wait_until_posted()
    assert not mail.outbox


def test_health_is_red_and_says_what_to_do(copy):
    finding = health_checks.this_machine()
    assert not finding.well
    assert ELSEWHERE in finding.words
    assert "manage.py restored" in finding.words


def test_no_session_of_the_machine_it_came_from_is_honoured(at_work, lead, settings, tmp_path):
    browser = signed_in(lead)
    assert is_in(browser)
    settings.INSTALLATION_FILE = tmp_path / "of the copy"
    assert not is_in(browser)


# --- A person says that it is the school --------------------------------------------------------------------
def test_it_is_on_record_with_its_reason(copy, capsys):
    call_command("restored", reason="The old machine burnt")
    assert "It was held: " + ELSEWHERE in capsys.readouterr().out
    assert not installation.is_held()
    assert Installation.history.first().history_change_reason == "The old machine burnt"
    assert Entry.objects.filter(verb="take over as the school").exists()


def test_everybody_signs_in_again(copy, lead):
    browser = signed_in(lead)
    take_over("The old machine burnt")
    assert not is_in(browser)


def test_it_takes_a_reason(copy):
    with pytest.raises(CommandError, match="Say why"):
        call_command("restored", reason=" ")
    assert installation.is_held()


def test_where_nothing_is_held_nothing_is_changed(at_work):
    with pytest.raises(Refused, match="is the school already"):
        take_over("To be sure")
    assert Installation.history.count() == 1


def test_the_machine_it_was_before_is_held_from_then_on(at_work, settings, tmp_path):
    before, settings.INSTALLATION_FILE = settings.INSTALLATION_FILE, tmp_path / "of the copy"
    take_over("Moved to a new machine, with the same database")
    settings.INSTALLATION_FILE = before
    assert installation.trouble() == ELSEWHERE
