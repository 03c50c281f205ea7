"""The page of a file: what it says in each state, to whom, and what a download leaves behind."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from esafety.lib import clock
from runs import actions, leases, makers, making, store, worker
from runs.models import Run
from school.roles import Perm
from tests.runs.demo import reread

pytestmark = pytest.mark.django_db


def later(**much):
    clock.set_to(clock.now() + timedelta(**much))


@pytest.fixture
def visitor(sign_in, cast):
    return sign_in(cast.dsl)


@pytest.fixture
def ready(run, renderer):
    making.make(run.pk)
    return reread(run)


def page(visitor, run, name="detail"):
    return visitor.get(reverse(f"runs:{name}", args=[run.code]))


def text(answer):
    return answer.content.decode()


def alike(answer, code):
    """The page without what differs from one request to the next: the token of its forms, its name in the log."""
    return re.sub(r'value="\w{64}"', "", text(answer)).replace(code, "").replace(answer.get("X-Request-ID", "?"), "")


def test_waiting(visitor, run):
    assert "waiting to be made" in text(page(visitor, run))
    assert "Look again" in text(page(visitor, run))


def test_being_made(visitor, run):
    leases.claim(run.pk)
    assert "is being made" in text(page(visitor, run))


def test_ready(visitor, ready):
    assert "Download the file" in text(page(visitor, ready))
    assert ready.file.sha256 in text(page(visitor, ready))


def test_not_made_says_why_and_offers_another_try(visitor, run):
    leases.end(Run.objects.filter(pk=run.pk), "There was no room left on the server to keep the file.")
    answer = text(page(visitor, run))
    assert "no room left on the server" in answer
    assert reverse("runs:try_again", args=[run.code]) in answer


def test_that_no_worker_runs_is_said_after_two_minutes(visitor, run):
    assert "No worker is running" not in text(page(visitor, run))
    later(minutes=3)
    assert "No worker is running" in text(page(visitor, run))
    worker.sign()
    assert "busy with other files" in text(page(visitor, run))


def test_the_changing_part_comes_alone(visitor, run):
    answer = text(page(visitor, run, "now"))
    assert "waiting to be made" in answer
    assert "<html" not in answer


@pytest.mark.parametrize("name", ["detail", "now", "file", "try_again"])
def test_an_outsider_gets_the_same_404_as_for_nothing(name, sign_in, cast, demo, ready):
    demo.readers = {cast.dsl}
    visitor = sign_in(cast.head)
    ask = visitor.post if name == "try_again" else visitor.get
    hidden = ask(reverse(f"runs:{name}", args=[ready.code]))
    absent = ask(reverse(f"runs:{name}", args=["0000-0000"]))
    assert hidden.status_code == absent.status_code == 404
    assert alike(hidden, ready.code) == alike(absent, "0000-0000")


def test_a_download_is_saved_never_shown_never_kept(visitor, ready):
    answer = page(visitor, ready, "file")
    assert answer.content == store.read(ready.file.sha256)
    assert answer["Content-Disposition"] == 'attachment; filename="demonstration-K7QF-2MXD.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_a_download_is_on_record_by_person(visitor, cast, ready):
    page(visitor, ready, "file")
    entry = Entry.objects.get(verb="fetch a file")
    assert (entry.actor, entry.kind, entry.ref) == (cast.dsl.ref, "demo", "K7QF-2MXD")


def test_there_is_no_file_before_it_is_ready(visitor, run):
    assert page(visitor, run, "file").status_code == 404


def test_a_changed_file_is_not_handed_out(visitor, ready):
    store.path_of(ready.file.sha256).write_bytes(b"%PDF-1.7 another")
    answer = page(visitor, ready, "file")
    assert answer.status_code == 409
    assert "no longer what was made" in text(answer)
    assert reread(ready).damaged
    assert Entry.objects.filter(verb="find a file damaged").exists()
    assert not Entry.objects.filter(verb="fetch a file").exists()


def test_put_back_from_a_backup_it_is_handed_out_again(visitor, ready):
    path = store.path_of(ready.file.sha256)
    content = path.read_bytes()
    path.unlink()
    page(visitor, ready, "file")
    path.write_bytes(content)
    assert page(visitor, ready, "file").status_code == 200
    assert reread(ready).damaged is None


def test_try_again_starts_afresh(visitor, cast, run):
    leases.end(Run.objects.filter(pk=run.pk), "No luck.")
    answer = visitor.post(reverse("runs:try_again", args=[run.code]))
    assert answer.status_code == 302
    assert (reread(run).state, reread(run).attempts) == (Run.State.WAITING, 0)


def test_try_again_leaves_a_ready_file_alone(visitor, ready):
    visitor.post(reverse("runs:try_again", args=[ready.code]))
    assert reread(ready).state == Run.State.READY


@pytest.mark.parametrize("name", ["detail", "now", "file"])
def test_looking_is_by_get_alone(name, visitor, ready):
    assert visitor.post(reverse(f"runs:{name}", args=[ready.code])).status_code == 405


def test_a_stranger_is_asked_to_sign_in(client, ready):
    assert client.get(reverse("runs:file", args=[ready.code])).status_code == 302


@pytest.fixture
def private(cast, demo):
    """A kind for those alone who may read the audit log, ready to fetch."""
    demo.register(kind="private", perm=Perm.READ_AUDIT)
    made = actions.ask("private", "K7QF-2MXD", "private", by=None)
    yield made
    makers.unregister("private")


def test_a_kind_may_need_an_office(sign_in, cast, private):
    assert page(sign_in(cast.dpo), private).status_code == 200
    assert page(sign_in(cast.dsl), private).status_code == 404


def test_and_with_it_the_second_factor(cast, private, monkeypatch):
    monkeypatch.setattr("school.second_factor.is_missing", lambda request: True)
    visitor = Client()
    visitor.force_login(cast.dpo)
    assert page(visitor, private).url.startswith(reverse("school:second_factor"))
