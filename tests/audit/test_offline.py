"""The one-file verifier says the same as the product, elsewhere and without it."""

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from audit import checkpoints, export
from audit.models import Checkpoint

SOURCE = Path(export.__file__).parent / "offline" / "verify_audit.py"


@pytest.fixture
def exported(log, tmp_path):
    path = tmp_path / "export.jsonl"
    export.export(path)
    return path


def verdict(path, *arguments, flags=("-I",)):
    """Run it from a folder of its own, in a Python that cannot see the product."""
    alone = path.parent / "elsewhere"
    alone.mkdir(exist_ok=True)
    shutil.copy(SOURCE, alone)
    command = [sys.executable, *flags, "verify_audit.py", str(path), *map(str, arguments)]
    ran = subprocess.run(command, cwd=alone, capture_output=True, text=True, timeout=60)
    return ran.returncode, ran.stdout + ran.stderr


def rewrite(path, change) -> None:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps(line) + "\n" for line in change(lines)))


def entry(lines, seq: int) -> dict:
    return next(line for line in lines if line.get("seq") == seq)


def test_a_good_export(log, exported):
    code, words = verdict(exported)
    assert code == 0
    assert f"{log.last} entries, 2 checkpoints" in words
    assert "NOT CHECKED" not in words
    assert "set-up sheet" in words
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600


def test_without_cryptography_it_says_what_it_did_not_do(exported):
    code, words = verdict(exported, flags=("-I", "-S"))
    assert code == 0
    assert "SIGNATURES WERE NOT CHECKED" in words


@pytest.mark.parametrize("name", ["at", "actor", "verb", "kind", "ref", "table", "row", "commitment", "prev", "hash"])
def test_a_changed_entry(log, exported, name):
    def change(lines):
        entry(lines, log.first + 6)[name] = "0" * 64
        return lines

    rewrite(exported, change)
    code, words = verdict(exported)
    assert code == 1
    assert f"hash at entry {log.first + 6}" in words


def test_an_entry_taken_out(log, exported):
    rewrite(exported, lambda lines: [line for line in lines if line.get("seq") != log.first + 6])
    code, words = verdict(exported)
    assert code == 1
    assert f"gap at entry {log.first + 6}" in words


@pytest.mark.parametrize("lines", [3, -1])
def test_a_truncated_export(exported, lines):
    rewrite(exported, lambda all_lines: all_lines[:lines])
    code, words = verdict(exported)
    assert code == 1
    assert "gap" in words


def test_a_line_that_is_no_json(exported):
    exported.write_text(exported.read_text()[:-20])
    code, words = verdict(exported)
    assert code == 1
    assert "cannot be read" in words


def test_a_changed_checkpoint(log, exported):
    def change(lines):
        next(line for line in lines if line["type"] == "checkpoint")["at"] = "2090-01-01T00:00:00.000000Z"
        return lines

    rewrite(exported, change)
    code, words = verdict(exported)
    assert code == 1
    assert f"signature at entry {log.first + 4}" in words


def test_the_right_key_and_fingerprint(exported):
    last = Checkpoint.objects.last()
    assert verdict(exported, "--key", checkpoints.public_file())[0] == 0
    code, words = verdict(exported, "--fingerprint", last.key.upper())
    assert code == 0
    assert "set-up sheet" not in words


def test_a_wrong_key(exported, tmp_path, settings):
    settings.SIGNING_KEY_FILE = tmp_path / "other.key"
    checkpoints.make_key_if_absent()
    for arguments in (["--key", checkpoints.public_file()], ["--fingerprint", "ab" * 32]):
        code, words = verdict(exported, *arguments)
        assert code == 1
        assert "signature" in words


def test_against_a_checkpoint_kept_elsewhere(log, exported, tmp_path):
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(checkpoints.as_dict(Checkpoint.objects.last())))
    assert verdict(exported, "--against", kept)[0] == 0
    old = [line for line in map(json.loads, exported.read_text().splitlines())][: log.first + 5]
    size = log.first + 4
    counted = {"type": "end", "entries": size, "checkpoints": 1, "head": entry(old, size)["hash"]}
    exported.write_text("".join(json.dumps(line) + "\n" for line in [*old, _first_point(log), counted]))
    code, words = verdict(exported, "--against", kept)
    assert code == 1
    assert "rollback" in words
    assert verdict(exported)[0] == 0


def _first_point(log) -> dict:
    return {"type": "checkpoint", **checkpoints.as_dict(Checkpoint.objects.first())}


def test_no_file_is_not_a_verdict(tmp_path):
    assert verdict(tmp_path / "absent.jsonl")[0] == 2
