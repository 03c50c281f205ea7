"""Files on disk: whole or not there, found out when they change."""

import hashlib
import os
import stat
import time

import pytest

from runs import store

CONTENT = b"%PDF-1.7 words %%EOF"
NAME = hashlib.sha256(CONTENT).hexdigest()


def two_hours_old(path):
    then = time.time() - 7200
    os.utime(path, (then, then))


def test_a_file_is_kept_under_its_checksum():
    assert store.keep(CONTENT, "K7QF-2MXD") == NAME
    assert store.read(NAME) == CONTENT
    assert [path.name for path in store.everything()] == [f"{NAME}.pdf"]


def test_kept_twice_it_is_one_file():
    store.keep(CONTENT, "K7QF-2MXD")
    store.keep(CONTENT, "K7QF-2MXD")
    assert len(list(store.everything())) == 1


def test_nobody_else_on_the_machine_reads_it():
    store.keep(CONTENT, "K7QF-2MXD")
    assert stat.S_IMODE(store.path_of(NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path_of(NAME).parent.stat().st_mode) == 0o700


def test_a_failed_write_leaves_nothing(monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.keep(CONTENT, "K7QF-2MXD")
    assert list(store.everything()) == []


def test_what_an_earlier_try_left_half_written_goes(tmp_path):
    left = store.folder() / "unfinished" / "K7QF-2MXD.00.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"%PDF-1.7 wo")
    store.keep(CONTENT, "K7QF-2MXD")
    assert not left.exists()


def test_a_changed_or_missing_file_is_found_out():
    store.keep(CONTENT, "K7QF-2MXD")
    store.path_of(NAME).write_bytes(CONTENT + b" ")
    with pytest.raises(store.Damaged):
        store.read(NAME)
    store.path_of(NAME).unlink()
    with pytest.raises(store.Damaged):
        store.read(NAME)


def test_only_old_files_without_a_row_are_collected():
    known, fresh, orphan = (store.keep(CONTENT + bytes([n]), "K7QF-2MXD") for n in range(3))
    two_hours_old(store.path_of(known))
    two_hours_old(store.path_of(orphan))
    assert store.collect_orphans({known}) == 1
    assert {path.stem for path in store.everything()} == {known, fresh}
