"""What a record was opened with stays with it: the profile may call things otherwise later."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from audit import guards
from audit.ledger import ledger
from audit.verify import verify
from incidents import actions
from incidents.models import Filed, Step, StepTemplate
from tests.database import unguarded
from tests.dealing import address, do, open_steps, step_of
from tests.make import category, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
OLD, NEW = "Online bullying of a pupil or an adult", "Unkindness on a screen"


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


def change(row, **values):
    """As an administrator would, or the next profile file."""
    vars(row).update(values)
    with ledger("made for a test", by=None, kind="profile", ref="") as book:
        return book.save(row)


def test_a_category_called_otherwise_rewrites_no_record(record, cast, sign_in):
    change(category("bullying"), title=NEW, clause="9.9")
    desk, reporter = sign_in(cast.coordinator), sign_in(cast.teacher)
    for page in (desk.get("/records/"), desk.get(address(record)), reporter.get(f"/reports/mine/{record.ref}/")):
        assert OLD in words_of(page)
        assert NEW not in words_of(page)
    assert record.filed.get().clause != "9.9"


def test_what_is_filed_under_it_later_says_it_the_new_way(record, cast, sign_in):
    change(category("scam"), title=NEW, clause="9.9")
    do(sign_in(cast.coordinator), record, "category", categories=["bullying", "scam"])
    assert set(record.filed.values_list("title", flat=True)) == {OLD, NEW}
    assert record.filed.get(category__code="scam").clause == "9.9"


def test_filed_again_under_what_it_was_once_it_says_what_it_said(record, cast):
    actions.file_under(record, [category("scam")], by=cast.coordinator)
    change(category("bullying"), title=NEW)
    actions.file_under(record, [category("bullying")], by=cast.coordinator)
    assert Filed.objects.filter(incident=record, title=OLD).count() == 1


SAYS = {"how": "reference", "hours": 24, "after_advice": True, "document": "behaviour", "required": True}


def test_a_line_is_as_it_was_when_the_record_was_opened(record, cast):
    line = StepTemplate.objects.get(code=open_steps(record)[0].template.code)
    change(line, excusable=False, **SAYS)
    later = make_report(cast.teacher, "bullying")
    assert {key: getattr(step_of(later, line.code), key) for key in SAYS} == SAYS
    assert not step_of(later, line.code).excusable
    assert (step_of(record, line.code).how, step_of(record, line.code).hours) == ("tick", None)


def test_its_document_stays_too(record, cast, sign_in):
    step = record.steps.exclude(document="").first()
    title = words_of(sign_in(cast.coordinator).get(address(record)))
    change(step.template, document="")
    assert words_of(sign_in(cast.coordinator).get(address(record))) == title
    assert step.document


def test_the_task_of_a_decision_waits_for_a_yes(cast):
    change(StepTemplate.objects.get(code="isolate"), how="decision")
    record = make_report(cast.teacher, "images-on-device", device="OAK-L-0117")
    assert step_of(record, "isolate").task is None


# --- What ends a line -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", StepTemplate.How)
def test_each_has_its_own_button(how, record, cast, sign_in):
    step = change(open_steps(record)[0], how=how)
    what, words = step.page
    page = sign_in(cast.coordinator).get(address(record))
    assert address(record, what, step.ref) in page.content.decode()
    assert f"{words} : {step.words}" in words_of(page).replace(f"{words}:", f"{words} :")


def test_a_line_that_cannot_be_left_out_is_not_offered_to_be(record, cast, sign_in):
    step, other = open_steps(record)[:2]
    change(step, excusable=False)
    page = sign_in(cast.coordinator).get(address(record)).content.decode()
    assert address(record, "not-needed", step.ref) not in page
    assert address(record, "not-needed", other.ref) in page


def test_a_step_made_by_hand_is_an_ordinary_one(record, cast):
    step = actions.add(record, "Ring the bus company", by=cast.coordinator)
    assert (step.how, step.excusable, step.page) == (Step.how.field.default, True, ("done", "Done"))


@pytest.mark.sqlite
def test_records_from_before_go_on_saying_what_they_said(record):
    """Migration 0007 fills what it added, in the history too: the log would find the two at odds."""
    keep = import_module("incidents.migrations.0007_what_was_done").keep_what_they_say
    filed, step = record.filed.get(), record.steps.exclude(document="").first()
    with unguarded("incidents_historicalfiled", "incidents_historicalstep"):
        for model in (Filed, Filed.history.model):
            model._base_manager.update(title="", clause="")
        for model in (Step, Step.history.model):
            model._base_manager.update(document="")
        editor = connection.schema_editor()
        keep(apps, editor)
        for model in (Filed.history.model, Step.history.model):
            guards.install(editor, model)  # as the migration itself does last
    assert [(row.title, row.clause) for row in (reread(filed), filed.history.get())] == [(OLD, filed.clause)] * 2
    assert [row.document for row in (reread(step), step.history.get())] == [step.document] * 2
    assert verify().finding is None
