"""Imports point down. The picture in docs and CONTRIBUTING is this table."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each room, and the rooms it may import besides itself and esafety.lib.
MAY_IMPORT = {
    "esafety.lib": set(),
    "audit": set(),
    "school": {"audit"},
    "notices": {"school", "audit"},
    "runs": {"school", "audit"},
    "incidents": {"notices", "runs", "school", "audit"},
    "aup": {"notices", "runs", "school", "audit"},
    "filtering": {"incidents", "notices", "runs", "school", "audit"},
    "reports": {"filtering", "incidents", "aup", "notices", "runs", "school", "audit"},
    "esafety": {"reports", "filtering", "incidents", "aup", "notices", "runs", "school", "audit"},
}
ROOMS = set(MAY_IMPORT) - {"esafety.lib"}
# The largest one's own, each above those it may import.
INCIDENTS = ("mentions", "reporting", "reading", "triage", "actions", "forms", "panels", "views")


def room_of(module: str) -> str | None:
    """The room a dotted name lives in, or None when it is somebody else's library."""
    if module == "esafety.lib" or module.startswith("esafety.lib."):
        return "esafety.lib"
    first = module.split(".")[0]
    return first if first in ROOMS else None


def imported(path: Path):
    """(line, dotted name) of every import in a file; what is relative is made whole."""
    package = list(path.relative_to(ROOT).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) - node.level]) if node.level else ""
            module = ".".join(part for part in (start, node.module) if part)
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def files(room: str):
    folder = ROOT / room.replace(".", "/")
    return [path for path in folder.rglob("*.py") if room != "esafety" or "lib" not in path.relative_to(folder).parts]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_point_down(room):
    allowed = MAY_IMPORT[room] | {room, "esafety.lib"}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in files(room)
        for line, name in imported(path)
        if (to := room_of(name)) and to not in allowed
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("place", "room"), list(enumerate(INCIDENTS)))
def test_inside_incidents_they_point_down_too(place, room):
    above = tuple(f"incidents.{one}." for one in INCIDENTS[place + 1 :])
    names = [(path, line, name) for path in files(f"incidents.{room}") for line, name in imported(path)]
    wrong = [f"{path.relative_to(ROOT)}:{line}: {name}" for path, line, name in names if f"{name}.".startswith(above)]
    assert names and not wrong, "\n".join(wrong)


def test_the_wiring_room_holds_nothing():
    assert not (ROOT / "esafety/__init__.py").read_text().strip()


def test_lib_knows_no_model_and_no_settings():
    names = [(p, n) for p in files("esafety.lib") for _, n in imported(p)]
    wrong = [f"{p}: {n}" for p, n in names if n.startswith(("django.db.models", "django.conf", "django.apps"))]
    assert not wrong
