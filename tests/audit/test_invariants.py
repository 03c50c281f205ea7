"""`manage.py invariants` prints each one, and fails when one is broken."""

import pytest
from django.core.management import call_command

from audit import invariants
from school.models import Term
from tests.audit.conftest import make_term

pytestmark = pytest.mark.django_db


def asked(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("invariants")
    return ended.value.code, capsys.readouterr().out


@pytest.fixture(autouse=True)
def only_ours(monkeypatch):
    ours = {name: one for name, one in invariants._registered.items() if name in ("INV-5", "INV-12")}
    monkeypatch.setattr(invariants, "_registered", ours)


def test_ours_hold(capsys):
    code, words = asked(capsys)
    assert code == 0
    assert [line.split()[:2] for line in words.splitlines()] == [["INV-5", "holds"], ["INV-12", "holds"]]


def test_a_breach_fails(capsys):
    Term.objects.bulk_create([make_term(2099)])
    code, words = asked(capsys)
    assert code == 1
    assert "INV-5   BROKEN" in words
    assert "has no history" in words


def test_another_room_registers_its_own(capsys):
    def unanswerable():
        raise RuntimeError

    invariants.register("INV-7", "moves only as the table says", lambda: ["one did not"])
    invariants.register("INV-8", "bytes never change", unanswerable)
    code, words = asked(capsys)
    assert code == 1
    assert "one did not" in words
    assert "could not be asked: RuntimeError" in words
