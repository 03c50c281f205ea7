"""The ladder as a school writes it."""

import pytest

from notices.models import Rung
from school import profile

START = '[school]\nname = "Oakfield"\n'


def rungs(*lines):
    return START + "".join(f'[[ladder]]\ncode = "r{n}"\n{line}\n' for n, line in enumerate(lines))


def problems(*lines):
    with pytest.raises(profile.ProfileError) as wrong:
        profile.load("england", text=rungs(*lines), dry_run=True)
    return " ".join(wrong.value.lines)


@pytest.mark.django_db
def test_england_has_the_ladder_of_the_dossier():
    steps = Rung.objects.ladder().steps
    assert [step.after.total_seconds() / 60 for step in steps] == [0, 15, 30, 60]
    assert [step.outside for step in steps] == [False, False, False, True]


@pytest.mark.django_db
def test_without_any_rung_an_alarm_climbs_all_the_same():
    assert len(Rung.objects.none().ladder().steps) == 4


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (['after = 5\nroles = ["dsl"]'], "write 0"),
        (['after = 0\nroles = ["dsl"]', 'after = 0\nroles = ["dsl"]'], "more than the 0 minutes"),
        (['after = 0\nroles = ["dsl"]', 'after = 999\nroles = ["dsl"]'], "at most 240"),
        (["after = 0"], "name somebody"),
        (['after = 0\nroles = ["caretaker"]'], "caretaker"),
    ],
)
@pytest.mark.django_db
def test_a_ladder_that_would_fail_is_refused(lines, words):
    assert words in problems(*lines)
