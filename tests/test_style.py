"""What no file may say, and how long the files and functions are (printed, not judged: `pytest -s`)."""

import ast
import re
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["esafety", "school", "audit", "notices", "runs", "incidents", "aup", "filtering", "reports"]
PYTHON = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

FORBIDDEN = {
    r"\bmark_safe\b|\bSafeString\(": "print through a template or format_html",
    r"csrf_exempt": "every POST carries its token",
    r"\btimezone\.now\(|\bdatetime\.now\(|\bdate\.today\(|\butcnow\(": "ask esafety.lib.clock",
}
ALLOWED = {("esafety/lib/clock.py", r"\btimezone\.now\(|\bdatetime\.now\(|\bdate\.today\(|\butcnow\(")}


def found(pattern: str, paths: list[Path]) -> list[str]:
    return [
        f"{name}:{number}"
        for path in paths
        if ((name := str(path.relative_to(ROOT))), pattern) not in ALLOWED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_python_says_it(pattern):
    assert not found(pattern, PYTHON), FORBIDDEN[pattern]


def test_no_template_trusts_what_people_typed():
    assert not found(r"\|\s*safe\b|{%\s*autoescape\s+off", TEMPLATES)


def test_no_template_carries_style_or_script():
    inline = r"<script(?![^>]*(src=|type=.application/json))|<style\b|\sstyle=|\son[a-z]+=|javascript:|src=.data:"
    pages = [path for path in TEMPLATES if not path.name.startswith("pdf")]  # a PDF carries its own style
    assert not found(inline, pages)


def test_pages_write_one_apostrophe():
    """’ as in “the school’s own words”; the typewriter's ' stays in what is sent to a phone, in notes and commands."""
    straight = r"[A-Za-z]'(s|t|re|ll)\b"
    spoken = [path for path in PYTHON if path.parent.name not in ("models", "commands", "demo", "profile")]
    said = [words for path in spoken for words in strings_of(path) if re.search(straight, words)]
    assert not said + found(rf">[^<{{}}]*{straight}|words=\"[^\"]*{straight}", TEMPLATES)


def strings_of(path: Path) -> list[str]:
    """Every text in the file but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    notes = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in notes)
    return [f"{path.name}:{node.lineno} {node.value}" for node in texts if isinstance(node.value, str)]


def test_templates_stay_short():
    long = {str(path.relative_to(ROOT)): n for path in TEMPLATES if (n := len(path.read_text().splitlines())) > 120}
    assert not long


def lengths() -> tuple[list[int], list[int]]:
    texts = [text for path in PYTHON if (text := path.read_text(encoding="utf-8")).strip()]
    trees = [(len(text.splitlines()), ast.parse(text)) for text in texts]
    functions = [
        node.end_lineno - node.lineno + 1
        for _, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [lines for lines, _ in trees], functions


def test_print_how_long_files_and_functions_are():
    for name, figures in zip(("files", "functions"), lengths(), strict=True):
        tenth = quantiles(figures, n=10)[-1]
        print(f"{name}: {len(figures)}, median {median(figures):.0f}, p90 {tenth:.0f}, max {max(figures)}")
