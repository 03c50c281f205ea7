"""What the database itself refuses."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from esafety.lib import clock
from runs import making
from runs.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(run, renderer):
    making.make(run.pk)
    return run


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE runs_file SET sha256 = '{other}'",
        "UPDATE runs_file SET pages = pages + 1",
        "DELETE FROM runs_file",
    ],
)
def test_the_facts_of_a_file_cannot_change(ready, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(other="0" * 64))


@pytest.mark.parametrize(
    "change",
    [
        {"state": "unheard"},
        {"state": "making"},
        {"state": "failed", "finished": clock.now()},
        {"state": "ready"},
        {"snapshot": {"words": "kept too long"}, "state": "ready", "finished": clock.now()},
        {"lease_owner": "somebody"},
    ],
)
def test_a_row_that_contradicts_itself_is_refused(run, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(**change)


def test_a_run_has_one_file(ready):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO runs_file (run_id, sha256, size, pages, made) "
            "SELECT run_id, sha256, size, pages, made FROM runs_file"
        )
