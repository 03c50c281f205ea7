"""Checkpoints: signed, chained, once an hour, with a key nobody else reads."""

import stat
from datetime import UTC, datetime, timedelta

import pytest

from audit import checkpoints
from audit.models import Checkpoint, Head
from esafety.lib import clock
from tests.audit.conftest import written

pytestmark = pytest.mark.django_db
NOON = datetime(2090, 6, 1, 12, tzinfo=UTC)


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_key_is_for_the_sealer_and_its_public_half_for_all(signing_key):
    assert (mode(signing_key), mode(checkpoints.public_file())) == (0o600, 0o644)


def test_a_key_is_made_once(signing_key):
    before = signing_key.read_bytes(), checkpoints.public_file().read_bytes()
    checkpoints.make_key_if_absent()
    assert (signing_key.read_bytes(), checkpoints.public_file().read_bytes()) == before


def test_a_new_key_leaves_the_old_signatures_good(signing_key):
    old = checkpoints.seal()
    signing_key.unlink()
    checkpoints.make_key_if_absent()
    new = checkpoints.seal()
    keys = checkpoints.public_keys()
    assert old.key != new.key
    assert set(keys) == {old.key, new.key}
    assert checkpoints.is_signed(old, keys)
    assert checkpoints.is_signed(new, keys)


def test_a_checkpoint_says_where_the_chain_ends(signing_key):
    with written() as book:
        book.note("look")
    first, second = checkpoints.seal(), checkpoints.seal()
    head = Head.objects.get()
    assert (first.size, first.head) == (head.seq, head.hash)
    assert second.prev_sig == first.signature


def test_sealed_once_an_hour(signing_key):
    clock.set_to(NOON)
    assert checkpoints.seal_if_due()
    clock.set_to(NOON + timedelta(minutes=59))
    assert checkpoints.seal_if_due() is None
    clock.set_to(NOON + timedelta(minutes=60))
    assert checkpoints.seal_if_due()
    clock.set_to(None)
    assert Checkpoint.objects.count() == 2


def test_without_the_key_nothing_is_sealed(settings, tmp_path):
    settings.SIGNING_KEY_FILE = tmp_path / "elsewhere.key"
    with pytest.raises(FileNotFoundError):
        checkpoints.seal()
