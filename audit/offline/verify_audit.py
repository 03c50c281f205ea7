#!/usr/bin/env python3
"""Verify an exported audit log, anywhere, without the product.

    python verify_audit.py EXPORT.jsonl [--key signing.key.pub] [--fingerprint HEX] [--against CHECKPOINT.json]

Needs Python 3.9 or later and nothing else. With the `cryptography` package it checks the signatures too; without it,
it says that it did not. The format is published in docs/audit-format.md.

Ends with 0 when the log is unaltered, 1 when it was tampered with, 2 when it could not finish.
"""

import argparse
import base64
import hashlib
import json
import sys
import unicodedata

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

UNALTERED, TAMPERED, UNFINISHED = 0, 1, 2
START = "0" * 64
HEADER = ("version", "at", "actor", "verb", "kind", "ref", "table", "row", "commitment")
SIGNED = ("size", "head", "at", "prev_sig")


class Tampered(Exception):
    """`kind` at entry `seq`: gap, hash, signature or rollback."""

    def __init__(self, kind, seq, words):
        super().__init__(f"{kind} at entry {seq}: {words}")


def normal(value):
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def canonical(names, line):
    """Canonical JSON: sorted keys, no spaces, UTF-8 in NFC."""
    picked = {name: normal(line[name]) for name in names}
    return json.dumps(picked, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_hash(prev, entry):
    place = bytes.fromhex(prev) + entry["seq"].to_bytes(8, "big")
    return hashlib.sha256(b"\x00" + place + canonical(HEADER, entry)).hexdigest()


def fingerprint(raw):
    return hashlib.sha256(raw).hexdigest()


class Log:
    """Reads the export once from top to bottom and remembers only where it is."""

    def __init__(self, keys, witnesses, fingerprints):
        self.keys, self.witnesses, self.fingerprints = keys, witnesses, fingerprints
        self.seq, self.prev, self.prev_sig, self.checkpoints = 0, START, "", 0
        self.ended = None

    def read(self, line):
        if self.ended:
            raise Tampered("gap", self.seq + 1, "there is more after the last line")
        getattr(self, "read_" + line.get("type", "nothing").replace("-", "_"))(line)

    def read_audit_log(self, line):
        if self.seq or line["version"] != 1:
            raise ValueError("this verifier knows version 1 of the format only")
        keys = self.keys or [bytes.fromhex(key) for key in line["public_keys"]]
        self.keys = [key for key in keys if not self.fingerprints or fingerprint(key) in self.fingerprints]
        self.check_witnesses()

    def read_entry(self, entry):
        if entry["seq"] != self.seq + 1:
            raise Tampered("gap", self.seq + 1, f"the next entry there is has number {entry['seq']}")
        if entry["prev"] != self.prev:
            raise Tampered("hash", entry["seq"], "it does not follow the entry before it")
        if entry_hash(self.prev, entry) != entry["hash"]:
            raise Tampered("hash", entry["seq"], "it does not say what it said when it was written")
        self.seq, self.prev = entry["seq"], entry["hash"]
        self.check_witnesses()

    def read_checkpoint(self, point):
        if point["size"] > self.seq:
            raise Tampered("rollback", self.seq + 1, f"a checkpoint was signed at {point['size']}")
        if point["prev_sig"] != self.prev_sig or point["size"] < self.seq or not self.is_signed(point):
            words = "a checkpoint was changed, taken out, or signed with another key"
            raise Tampered("signature", point["size"], words)
        if point["head"] != self.prev:
            raise Tampered("signature", point["size"], "the chain up to here is not the one that was signed")
        self.prev_sig, self.checkpoints = point["signature"], self.checkpoints + 1

    def read_end(self, line):
        if (line["entries"], line["checkpoints"], line["head"]) != (self.seq, self.checkpoints, self.prev):
            raise Tampered("gap", self.seq + 1, "the last line counts differently")
        self.ended = True

    def check_witnesses(self):
        """Is this the chain that the checkpoints kept elsewhere were made of?"""
        for point in [point for point in self.witnesses if point["size"] == self.seq]:
            if not self.is_signed(point):
                raise Tampered("signature", self.seq, "the checkpoint kept elsewhere is not signed with this key")
            if point["head"] != self.prev:
                raise Tampered("rollback", self.seq, "the checkpoint kept elsewhere was signed over another chain")
            self.witnesses.remove(point)

    def is_signed(self, point):
        """True as well where signatures cannot be checked: the verdict says so."""
        key = next((key for key in self.keys if fingerprint(key) == point["key"]), None)
        if key is None or Ed25519PublicKey is None:
            return key is not None
        try:
            signed = b"\x03" + canonical(SIGNED, point)
            Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(point["signature"]), signed)
        except (InvalidSignature, ValueError):
            return False
        return True

    def finish(self):
        if not self.ended:
            raise Tampered("gap", self.seq + 1, "the file ends before its last line")
        for point in self.witnesses:
            raise Tampered("rollback", self.seq + 1, f"the checkpoint kept elsewhere was signed at {point['size']}")


def read_keys(path):
    """The public keys in a PEM file, as 32 bytes each."""
    with open(path, encoding="ascii") as file:
        blocks = file.read().split("-----END PUBLIC KEY-----")[:-1]
    return [base64.b64decode("".join(block.split("-----")[-1].split()))[-32:] for block in blocks]


def read_witnesses(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if '"prev_sig"' in line]


def verdict(log):
    shown = ", ".join(fingerprint(key) for key in log.keys) or "none"
    words = f"Unaltered: {log.seq} entries, {log.checkpoints} checkpoints.\nPublic key: {shown}"
    if log.checkpoints and Ed25519PublicKey is None:
        words += "\nSIGNATURES WERE NOT CHECKED: install the Python package `cryptography` to check them."
    if not log.fingerprints:
        words += "\nCompare the public key with the one on your set-up sheet."
    return words


def check(options):
    keys = read_keys(options.key) if options.key else []
    witnesses = read_witnesses(options.against) if options.against else []
    log = Log(keys, witnesses, {text.lower() for text in options.fingerprint})
    with open(options.export, encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            try:
                log.read(json.loads(text))
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
                words = f"line {number} cannot be read ({type(error).__name__})"
                raise Tampered("hash", log.seq + 1, words) from error
    log.finish()
    return verdict(log)


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Verify an exported audit log.")
    parser.add_argument("export", help="the file written by `manage.py audit export`")
    parser.add_argument("--key", help="public key file (signing.key.pub), got some other way than with the export")
    parser.add_argument("--fingerprint", action="append", default=[], help="the fingerprint on your set-up sheet")
    parser.add_argument("--against", help="a checkpoint, or an earlier export, that you kept")
    options = parser.parse_args(arguments)
    try:
        print(check(options))
    except Tampered as found:
        print(f"TAMPERED: {found}")
        return TAMPERED
    except OSError as error:
        print(f"Could not finish: {error}", file=sys.stderr)
        return UNFINISHED
    return UNALTERED


if __name__ == "__main__":
    sys.exit(main())
