"""Giving a sanction: what it does to the record, whom it asks to take something away, and when that is given back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from audit.models import Entry
from esafety.lib import clock
from incidents import actions
from incidents.actions import privileges
from incidents.models import Involved, Outcome, Sanction, Step
from notices import sending
from notices.actions import finish
from notices.models import Task
from tests.make import category, make_person, make_pupil, make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _monday():
    clock.set_to(MONDAY)


@pytest.fixture
def record(kinds, cast, pupil):
    record = make_report(cast.teacher, "bullying", people=[pupil])
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


def give(record, kind, by, **more) -> Sanction:
    return actions.sanction(reread(record), record.involved.get(), kind, by=by, **more)


def refusal(record, kind, by, **more) -> str:
    before = reread(record).version
    with pytest.raises(actions.Refused) as refused:
        give(record, kind, by, **more)
    assert (reread(record).version, Sanction.objects.count()) == (before, 0)
    return refused.value.words


def test_works(record, kinds, cast):
    given = give(record, kinds["detention"], cast.coordinator)
    assert (given.words, given.tier, given.usual_tier, given.warning) == ("Detention", 2, 2, True)
    assert (given.starts, given.ends, given.given_by) == (MONDAY.date(), None, cast.coordinator)
    assert record.involved.get().part == "subject", "their conduct is in question from now on"
    event = record.events.get(verb="sanction")
    assert (event.words, event.detail, event.by) == ("Sanction: Detention", "Mia Quenby, 9B.", cast.coordinator)
    assert Entry.objects.filter(ref=record.ref, verb="sanction", actor=cast.coordinator.ref).exists()


def test_the_line_that_waits_for_one_is_done(record, kinds, cast):
    step = actions.add(record, "Give a sanction", by=cast.coordinator)
    other = actions.add(record, "Talk it over", by=cast.coordinator)
    write(reread(step), how="sanction")
    give(record, kinds["detention"], cast.coordinator)
    step = reread(step)
    assert (step.state, step.reason, step.done_by) == ("done", "Detention", cast.coordinator)
    assert reread(other).state == Step.State.OPEN


def test_another_than_usual_needs_a_reason(record, kinds, cast):
    assert "Usual here is “Detention”" in refusal(record, kinds["warning"], cast.coordinator)
    given = give(record, kinds["warning"], cast.coordinator, reason="They owned up")
    assert (given.tier, given.usual_tier, given.reason) == (1, 2, "They owned up")


@pytest.mark.proves("T-196")
def test_a_matter_of_security_can_bring_one_too(kinds, cast, pupil):
    record = make_report(cast.teacher, "passwords", people=[pupil])
    given = give(record, kinds["detention"], cast.coordinator)
    assert (record.cls, given.usual_tier) == ("security", None)


@pytest.mark.parametrize("part", ["victim", "witness", "discoverer"])
def test_whoever_did_nothing_is_given_none(record, kinds, cast, part):
    actions.take_part(record.involved.get(), part, by=cast.coordinator)
    assert "given no sanction" in refusal(record, kinds["detention"], cast.coordinator)


def test_where_nobody_is_at_fault_nobody_is_given_one(record, kinds, cast):
    write(category("bullying"), no_fault=True, usual_sanction=None)
    assert "Nobody is at fault" in refusal(record, kinds["detention"], cast.coordinator)


def test_adults_here_have_their_own_and_only_once_it_is_about_them(record, kinds, cast):
    assert "pupils" in refusal(record, kinds["adult"], cast.coordinator)
    actions.involve(record, person=make_person("Ada"), part="unsure", by=cast.coordinator)
    adult = record.involved.get(person__given_name="Ada")
    with pytest.raises(actions.Refused, match="They work here"):
        actions.sanction(reread(record), adult, kinds["adult"], by=cast.coordinator)


def test_who_does_not_deal_with_it_gives_none(record, kinds, cast):
    for user, refused in ((cast.head, actions.Refused), (cast.colleague, record.DoesNotExist)):
        with pytest.raises(refused):
            give(record, kinds["detention"], user)


def test_a_person_of_another_record_is_not_there(record, kinds, cast):
    other = make_report(cast.teacher, "bullying", people=[make_pupil("Tom")])
    with pytest.raises(Involved.DoesNotExist):
        actions.sanction(record, other.involved.get(), kinds["detention"], by=cast.coordinator)


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (None, None, "Enter the last day"),
        (FRIDAY, MONDAY.date(), "not before the first"),
        (date(2026, 11, 1), date(2026, 11, 6), "still to come"),
    ],
)
def test_what_is_taken_away_has_a_last_day(record, kinds, cast, starts, ends, words):
    assert words in refusal(record, kinds["loss"], cast.coordinator, starts=starts, ends=ends)


@pytest.fixture
def lost(record, kinds, cast):
    return give(record, kinds["loss"], cast.coordinator, ends=FRIDAY)


def tasks(role="network_manager") -> list[str]:
    return [task.words for task in Task.objects.open().filter(for_role=role, kind="privilege")]


@pytest.mark.proves("T-138")
def test_its_role_is_asked_to_take_it_away_and_reads_whose_after_signing_in(lost, cast, sign_in, mailoutbox):
    assert tasks() == ["Take away e-mail. Whose stands on this page."]
    desk = sign_in(cast.network_manager)
    for page in ("/tasks/", "/"):
        words = words_of(desk.get(page))
        assert "Mia Quenby, 9B" in words
        assert "From 9 November until 20 November" in words
        assert 'class="app-name">Mia Quenby, 9B<' in desk.get(page).content.decode()
    sending.send_due()
    told = [mail for mail in mailoutbox if mail.to == [cast.network_manager.email]]
    assert told
    assert not any("Quenby" in mail.body + mail.subject or "e-mail" in mail.body for mail in told)


def test_others_read_nothing_of_it(lost, cast, sign_in):
    for user in (cast.colleague, cast.office, cast.senior_leader):
        assert "Quenby" not in sign_in(user).get("/tasks/").content.decode()


def test_it_is_kept_from_whoever_is_barred_from_the_record(lost, record, cast, sign_in):
    actions.conflicted(reread(record), cast.network_manager.person, by=cast.coordinator, reason="Her uncle")
    assert "e-mail" not in words_of(sign_in(cast.network_manager).get("/tasks/"))


def test_done_the_record_says_so(lost, record, cast):
    finish(Task.objects.open().get(kind="privilege"), by=cast.network_manager)
    assert record.events.filter(verb="task done", words="Done by the network manager").exists()


@pytest.mark.proves("T-138")
def test_on_its_last_day_it_is_asked_back_and_once(lost, record, cast):
    finish(Task.objects.open().get(kind="privilege"), by=cast.network_manager)
    clock.set_to(datetime(2026, 11, 19, 23, 59, tzinfo=UTC))
    actions.ask_back()
    assert tasks() == []
    clock.set_to(datetime(2026, 11, 20, 0, 1, tzinfo=UTC))
    actions.ask_back()
    actions.ask_back()
    assert tasks() == ["Give back e-mail. Whose stands on this page."]
    task = Task.objects.open().get(kind="privilege")
    assert clock.local(task.due).date() == FRIDAY
    assert reread(lost).give_back_asked


def test_two_who_ask_at_once_ask_once(lost, monkeypatch):
    opened = privileges.ledger

    def somebody_is_quicker(*about, **more):
        monkeypatch.setattr(privileges, "ledger", opened)
        actions.ask_back()
        return opened(*about, **more)

    monkeypatch.setattr(privileges, "ledger", somebody_is_quicker)
    clock.set_to(MONDAY + timedelta(days=30))
    actions.ask_back()
    assert len(tasks()) == 1
    assert Task.objects.filter(kind="privilege").count() == 2


def test_what_was_never_taken_away_is_not_asked_for_any_more(lost):
    clock.set_to(MONDAY + timedelta(days=30))
    actions.ask_back()
    assert tasks() == ["Give back e-mail. Whose stands on this page."]


def test_it_is_given_back_though_the_profile_says_nothing_of_it_now(lost, kinds):
    write(reread(kinds["loss"]), task_role="", take_words="", give_back_words="", retired=True)
    clock.set_to(MONDAY + timedelta(days=30))
    actions.ask_back()
    assert tasks() == ["Give back what was taken away. What and whose stands on this page."]


def test_one_that_takes_nothing_away_is_asked_back_of_nobody(record, kinds, cast):
    give(record, kinds["detention"], cast.coordinator, ends=FRIDAY)
    clock.set_to(MONDAY + timedelta(days=30))
    actions.ask_back()
    assert Task.objects.filter(kind="privilege").count() == 0


# --- Changed afterwards --------------------------------------------------------------------------------------
def test_another_last_day_is_the_day_it_is_given_back(lost, record, cast):
    actions.end_on(lost, date(2026, 11, 12), by=cast.coordinator, reason="He said sorry")
    event = record.events.get(verb="sanction changed")
    assert (event.words, event.detail) == (
        "Another last day: Loss",
        "Mia Quenby, 9B. Until 12 November. He said sorry",
    )
    clock.set_to(datetime(2026, 11, 12, 8, tzinfo=UTC))
    actions.ask_back()
    assert tasks() == ["Give back e-mail. Whose stands on this page."]
    with pytest.raises(actions.Refused, match="given back already"):
        actions.end_on(reread(lost), FRIDAY, by=cast.coordinator)


@pytest.mark.parametrize("day", [date(2026, 11, 8), date(2026, 10, 1)])
def test_a_last_day_is_still_to_come(lost, cast, day):
    with pytest.raises(actions.Refused, match="still to come"):
        actions.end_on(lost, day, by=cast.coordinator)
    assert reread(lost).ends == FRIDAY


def test_taken_back_it_counts_as_no_warning_and_what_was_taken_is_given_back_at_once(record, kinds, cast):
    write(kinds["loss"], warning=True)
    given = give(record, kinds["loss"], cast.coordinator, ends=FRIDAY)
    with pytest.raises(actions.Refused, match="Say why"):
        actions.take_back(given, by=cast.coordinator, reason=" ")
    actions.take_back(given, by=cast.coordinator, reason="It was her sister")
    given = reread(given)
    assert (given.taken_back, given.warning) == ("It was her sister", False)
    assert tasks() == ["Give back e-mail. Whose stands on this page."]
    assert record.events.get(verb="sanction taken back").words == "Taken back: Loss"
    for again in (lambda: actions.take_back(given, by=cast.coordinator, reason="Twice"), lambda: end(given, cast)):
        with pytest.raises(actions.Refused, match="taken back already"):
            again()
    clock.set_to(MONDAY + timedelta(days=30))
    actions.ask_back()
    assert len(tasks()) == 1


def test_whoever_gives_back_what_was_taken_by_mistake_reads_at_once_and_no_day(lost, cast, sign_in):
    actions.take_back(lost, by=cast.coordinator, reason="It was her sister")
    words = words_of(sign_in(cast.network_manager).get("/tasks/"))
    assert "Give back e-mail." in words and "It was taken back: give it back at once" in words
    assert "November until" not in words and "sister" not in words


def test_until_another_day_it_is_taken_away_until_that_day(lost, cast, sign_in):
    actions.end_on(lost, date(2026, 11, 12), by=cast.coordinator)
    words = words_of(sign_in(cast.network_manager).get("/tasks/"))
    assert "From 9 November until 12 November" in words


def end(given, cast):
    actions.end_on(given, FRIDAY, by=cast.coordinator)


def test_who_does_not_deal_with_it_changes_none(lost, cast):
    with pytest.raises(actions.Refused):
        actions.take_back(lost, by=cast.head, reason="I think so")
    with pytest.raises(lost.incident.DoesNotExist):
        actions.end_on(lost, FRIDAY, by=cast.colleague)


def test_where_somebody_was_given_one_a_rule_was_broken(record, kinds, cast):
    give(record, kinds["detention"], cast.coordinator)
    with pytest.raises(actions.Refused, match="so a rule was broken"):
        actions.resolve(reread(record), by=cast.coordinator, outcome=Outcome.objects.get(code="no-breach"))
    assert reread(record).outcome is None
