"""Which row of the two policies is proven by which test, read from the marks in the tests' own text.

`@pytest.mark.proves("M-43", "T-11")`, `proves("M-43 T-11")` where there are many: on a test, in a `pytest.param`, in a
file's `pytestmark`. Nothing is collected or run for it: a mark counts where it is written.
"""

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ROWS, PAGE = ROOT / "tests" / "policy_rows.tsv", ROOT / "docs" / "policy-coverage.md"
DUE = ("core", "expected")  # weights of what must be proven; what is "beyond" may be
HEAD = """# Which test proves what the policies ask for

Written by `bin/policy-coverage` from the marks `proves` in `tests/`; a test holds it to that. A row is one demand of
one of the two policies on the record of incidents, in `tests/policy_rows.tsv`; M and T say which policy.
"""
# What the product does not have yet, and the rows that cannot be proven before it does.
WAITING = {
    "evidence, and searches of devices": "M-162 T-12 T-73 T-164 T-198",
    "statistics": "M-155",
    "acceptable use agreements": "T-189",
    "the calendar of duties": "T-195",
}


class Row(NamedTuple):
    """One demand, and how much it weighs: core, expected, beyond."""

    id: str
    app: str
    weight: str
    what: str


def rows() -> list[Row]:
    """In the order of the policies."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def proofs(folder: Path = ROOT / "tests") -> dict[str, list[str]]:
    """Row id -> the tests that prove it, as `tests/x.py::test_y`; `tests/x.py` where the whole file does."""
    found = defaultdict(set)
    for path in sorted(folder.rglob("test_*.py")):
        for test, row in _marks(ast.parse(path.read_text(encoding="utf-8"))):
            found[row].add(f"{folder.name}/{path.relative_to(folder)}{test}")
    return {row: sorted(tests) for row, tests in found.items()}


def unknown(proven: dict, known: list[Row]) -> list[str]:
    """Ids in marks that are no rows."""
    return sorted(proven.keys() - {row.id for row in known})


def unproven(proven: dict, known: list[Row]) -> list[Row]:
    """Core and expected rows no test claims."""
    return [row for row in known if row.weight in DUE and row.id not in proven]


def page(proven: dict, known: list[Row]) -> str:
    """docs/policy-coverage.md: how many, what is without proof, and then row by row."""
    due = [row for row in known if row.weight in DUE]
    missing = unproven(proven, known)
    table = [f"| {row.id} | {row.weight} | {_cell(row.what)} | {_tests(proven, row)} |" for row in known]
    parts = [
        HEAD,
        f"{len(due) - len(missing)} of {len(due)} core and expected rows are proven.\n",
        *_waiting({row.id for row in missing}),
        "## Without proof\n",
        "\n".join(f"- {row.id} ({row.weight}): {row.what}" for row in missing) or "None.",
        "\n## Row by row\n",
        "| Row | Weight | What | Proven by |\n| --- | --- | --- | --- |",
        "\n".join(table),
    ]
    return "\n".join(parts) + "\n"


def _waiting(missing: set[str]) -> Iterator[str]:
    """Which rows wait for what is not there yet."""
    for what, ids in WAITING.items():
        if left := [one for one in ids.split() if one in missing]:
            yield f"- {', '.join(left)}: nothing can prove that before the product has {what}."
    yield ""


def _tests(proven: dict, row: Row) -> str:
    return "<br>".join(f"`{test}`" for test in proven.get(row.id, []))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(the test as pytest appends it to the file, row) for each id in each mark of the file."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield from ((f"::{node.name}", row) for row in _ids(node.decorator_list))
        if isinstance(node, ast.ClassDef):
            yield from ((f"::{node.name}", row) for row in _ids(node.decorator_list))
            yield from ((f"::{node.name}{test}", row) for test, row in _marks(ast.Module(node.body, [])))
        if isinstance(node, ast.Assign):
            yield from (("", row) for row in _ids([node.value]))


def _ids(nodes: list[ast.AST]) -> Iterator[str]:
    for node in (one for top in nodes for one in ast.walk(top)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "proves":
            for argument in node.args:
                yield from argument.value.split() if isinstance(argument, ast.Constant) else ()
