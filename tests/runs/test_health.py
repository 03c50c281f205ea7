"""What the health page and `manage.py invariants` say of files."""

import time
from datetime import timedelta

import pytest

from esafety.lib import clock, pdf
from runs import health, invariants, making, store, worker
from school import health as school_health

pytestmark = pytest.mark.django_db


def later(**much):
    clock.set_to(clock.now() + timedelta(**much))


@pytest.fixture
def ready(run, renderer):
    making.make(run.pk)
    return run


def test_missing_pango_is_red_and_says_what_to_install(monkeypatch):
    def missing():
        raise pdf.PdfUnavailable("As root, run: apt-get install libpango-1.0-0")

    monkeypatch.setattr(pdf, "check_available", missing)
    health._look_for_pango.cache_clear()
    assert not health.pdfs_can_be_made().well
    assert "apt-get" in health.pdfs_can_be_made().words


def test_which_way_the_network_is_kept_out_is_said(monkeypatch):
    monkeypatch.setattr(pdf, "network_is_cut_off", lambda: True)
    assert "no network at all" in health.network().words
    monkeypatch.setattr(pdf, "network_is_cut_off", lambda: False)
    assert "refused one by one" in health.network().words


def test_a_worker_that_may_still_be_starting_is_not_red(monkeypatch):
    monkeypatch.setattr(school_health, "_began", time.monotonic())
    assert health.worker_lives().state == "Starting"


def test_a_silent_worker_is_red():
    assert not health.worker_lives().well
    worker.sign()
    assert health.worker_lives().well
    later(minutes=3)
    assert not health.worker_lives().well


def test_a_file_that_waits_is_red(run):
    assert health.nothing_waits().well
    later(minutes=7)
    assert "7 minutes" in health.nothing_waits().words


def test_a_damaged_file_is_red_after_somebody_met_it(cast, ready, sign_in):
    assert health.files_are_whole().well
    store.path_of(ready.file.sha256).unlink()
    sign_in(cast.dsl).get(f"{ready.get_absolute_url()}file/")
    assert not health.files_are_whole().well


def test_the_invariants_hold_of_a_file_just_made(ready):
    assert [*invariants.files_that_are_ready(), *invariants.orphans()] == []


def test_a_changed_or_missing_file_breaks_them(ready):
    store.path_of(ready.file.sha256).write_bytes(b"%PDF- changed")
    assert "missing or was changed" in next(invariants.files_that_are_ready())
    store.path_of(ready.file.sha256).unlink()
    assert "not on disk" in next(invariants.orphans())


def test_a_file_no_row_knows_breaks_them_after_an_hour(ready):
    store.keep(b"%PDF- orphan", "K7QF-2MXD")
    assert list(invariants.orphans()) == []
    later(hours=2)
    assert "belongs to no row" in next(invariants.orphans())
