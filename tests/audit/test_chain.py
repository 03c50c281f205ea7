"""What is hashed is what the published format says, and a row reads back as it was written."""

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import models

from audit import chain
from audit.offline import verify_audit

FORMAT = Path(__file__).parents[2] / "docs" / "audit-format.md"
VECTORS = [json.loads(block) for block in re.findall(r"```json vector\n(.*?)```", FORMAT.read_text(), re.DOTALL)]
COMMITMENT, ENTRY, CHECKPOINT = VECTORS


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        ("e\u0301", '"\u00e9"'),
        (datetime(2026, 7, 1, 13, 0, 0, 5, timezone(timedelta(hours=1))), '"2026-07-01T12:00:00.000005Z"'),
        (date(2026, 7, 1), '"2026-07-01"'),
        ([True, (Decimal("1.50"), b"\x01")], '[true,["1.50","01"]]'),
        ({"n\u0303": "line\n\u0303"}, '{"\u00f1":"line\\n\u0303"}'),
        (timedelta(seconds=1), "1000000"),
    ],
)
def test_canonical(value, said):
    assert chain.canonical(value).decode() == said


def test_the_published_commitment():
    row = json.dumps(COMMITMENT["row"])
    assert chain.canonical(json.loads(row)).decode() == COMMITMENT["canonical"]
    salt = bytes.fromhex(COMMITMENT["salt"])
    assert chain.commitment(salt, COMMITMENT["canonical"].encode()) == COMMITMENT["commitment"]


def test_the_published_entry():
    entry = ENTRY["entry"]
    head = {name: entry[name] for name in verify_audit.HEADER}
    assert chain.canonical(head).decode() == ENTRY["canonical"]
    assert chain.entry_hash(entry["prev"], entry["seq"], head) == entry["hash"]
    assert verify_audit.entry_hash(entry["prev"], entry) == entry["hash"]


def test_the_published_checkpoint():
    point, seed = CHECKPOINT["checkpoint"], bytes.fromhex(CHECKPOINT["private_key"])
    signed = chain.CHECKPOINT + verify_audit.canonical(verify_audit.SIGNED, point)
    assert signed.hex() == CHECKPOINT["signed"]
    assert Ed25519PrivateKey.from_private_bytes(seed).sign(signed).hex() == point["signature"]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(CHECKPOINT["public_key"])).verify(
        bytes.fromhex(point["signature"]), signed
    )
    assert verify_audit.fingerprint(bytes.fromhex(CHECKPOINT["public_key"])) == point["key"]


@pytest.mark.parametrize(
    ("field", "as_set", "as_read"),
    [
        (models.DateField(), "2026-07-01", date(2026, 7, 1)),
        (models.DecimalField(max_digits=6, decimal_places=2), "1.5", Decimal("1.50")),
        (models.IntegerField(), "7", 7),
        (models.JSONField(), {1: (1, 2.50)}, {"1": [1, 2.5]}),
        (models.FloatField(), "1.50", 1.5),
        (models.BooleanField(), 1, True),
        (models.BinaryField(), b"x", memoryview(b"x")),
        (
            models.DateTimeField(),
            datetime(2026, 7, 1, 13, tzinfo=timezone(timedelta(hours=1))),
            datetime(2026, 7, 1, 12, tzinfo=UTC),
        ),
        (models.CharField(), models.TextChoices("Kind", "A").A, "A"),
        (models.FileField(), models.fields.files.FieldFile(None, models.FileField(), "a/b"), "a/b"),
    ],
)
def test_a_value_as_set_is_the_value_as_read(field, as_set, as_read):
    field.set_attributes_from_name("x")
    read = chain._as_read(field) or (lambda value: value)
    assert chain.canonical(chain._as_set(field)(as_set)) == chain.canonical(read(as_read))
