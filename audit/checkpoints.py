"""Signed checkpoints: the size and head of the chain, with a key only the sealer (`alertd`) may read.

Somebody who can rewrite the whole database can rewrite the whole chain, but cannot sign it, and cannot take back
the checkpoints that were printed on papers and mailed away.
"""

import os
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.db import transaction

from audit import chain
from audit.ledger import locked_head
from audit.models import Checkpoint
from esafety.lib import clock

EVERY = timedelta(hours=1)
END = b"-----END PUBLIC KEY-----\n"


def seal_if_due() -> Checkpoint | None:
    """Seal when the last checkpoint is an hour old. `alertd` calls this each time round."""
    last = Checkpoint.objects.last()
    if last and clock.now() - last.at < EVERY:
        return None
    make_key_if_absent()
    return seal()


def seal(now=None) -> Checkpoint:
    """Sign where the chain ends now. Raises FileNotFoundError or PermissionError without the key."""
    key = load_pem_private_key(settings.SIGNING_KEY_FILE.read_bytes(), password=None)
    with transaction.atomic():
        head, last = locked_head(), Checkpoint.objects.last()
        point = Checkpoint(size=head.seq, head=head.hash, at=now or clock.now())
        point.prev_sig = last.signature if last else ""
        point.signature, point.key = key.sign(message(point)).hex(), fingerprint(key.public_key())
        point.save(force_insert=True)
    return point


def message(point) -> bytes:
    """The bytes that are signed."""
    names = ("size", "head", "at", "prev_sig")
    return chain.CHECKPOINT + chain.canonical({name: getattr(point, name) for name in names})


def is_signed(point, keys: dict[str, Ed25519PublicKey]) -> bool:
    """Does the signature fit, by one of these keys?"""
    try:
        keys[point.key].verify(bytes.fromhex(point.signature), message(point))
    except (KeyError, ValueError, InvalidSignature):
        return False
    return True


def as_dict(point: Checkpoint) -> dict:
    """A checkpoint as it is exported, mailed and kept elsewhere."""
    names = ("size", "head", "prev_sig", "signature", "key")
    return {"at": chain.instant(point.at)} | {name: getattr(point, name) for name in names}


# --- Keys ---------------------------------------------------------------------------------------------------


def make_key_if_absent() -> None:
    """Make the signing key, readable by this process's user alone, and write its public half beside it."""
    path = settings.SIGNING_KEY_FILE
    made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with suppress(FileExistsError):
        _write(path, made, os.O_EXCL, 0o600)
    key = load_pem_private_key(path.read_bytes(), password=None).public_key()
    if fingerprint(key) not in (public_keys() if public_file().exists() else {}):
        # Added to, not replaced: checkpoints signed with an earlier key can still be checked.
        _write(public_file(), key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), os.O_APPEND, 0o644)


def public_file() -> Path:
    """Where the public keys lie: one after the other, the newest last."""
    return settings.SIGNING_KEY_FILE.with_name(settings.SIGNING_KEY_FILE.name + ".pub")


def public_keys(path: Path | None = None) -> dict[str, Ed25519PublicKey]:
    """Fingerprint to key. Raises FileNotFoundError where no key was ever made."""
    blocks = (path or public_file()).read_bytes().split(END)[:-1]
    keys = [load_pem_public_key(block + END) for block in blocks]
    return {fingerprint(key): key for key in keys}


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the 32 bytes of the public key, in hex: what the set-up sheet shows."""
    return sha256(raw(key)).hexdigest()


def raw(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of the public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _write(path: Path, content: bytes, flag: int, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | flag, mode)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, mode)  # the umask lets nobody else read, and the public half is for everybody
        file.write(content)
