"""What the pages in docs/ and beside the README say is there."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]*\bsrc=\"([^\"]+)\"")
PICTURE = re.compile(r"!\[([^\]]*)\]\(|<img(?![^>]*\balt=\"[^\"]+\")")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
MAKE = re.compile(r"(?:^|`|\s{2})make ([a-z]+)\b")
MANAGE = re.compile(r"(?:manage\.py|\brun(?= [a-z_]+(?: |$))|run --rm (?:web|alertd)) ([a-z_]+)")
IN_TREE = re.compile(
    r"`((?:bin|docker|docs|tests|audit|esafety|school|incidents|notices|runs|frontend|profiles)/[a-z0-9_./-]+)`"
)
ADDRESS = re.compile(r"\b(?:https?|smtp(?:\+tls)?|postgres|redis)://(?:[^\s/@`]*@)?([\w.…-]+)")
OURS = re.compile(r".*\.example|127\.0\.0\.1|localhost|host|…")  # a page sends nobody to a host that is not invented
SMALL, MOST = 80 * 1024, 16


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """The headings of a page as addresses of its parts."""
    heads = re.findall(r"^#+ (.+)$", CODE.sub("", text(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_leads_somewhere(page):
    wrong = []
    for found in LINK.findall(CODE.sub("", text(page))):
        address = found[0] or found[1]
        if re.match(r"https?:|mailto:", address):
            continue
        path, _, part = unquote(address).partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (part and part not in anchors(there)):
            wrong.append(address)
    assert not wrong


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_picture_says_in_words_what_it_shows(page):
    assert not [found for found in PICTURE.findall(text(page)) if not found]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_and_file_named_is_there(page):
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    code = "\n".join(CODE.findall(text(page)))
    assert set(MAKE.findall(code)) <= targets
    assert {name for name in MANAGE.findall(code) if name != "runall"} <= set(get_commands())
    assert not [path for path in IN_TREE.findall(text(page)) if not (ROOT / path.split("::")[0]).exists()]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_address_is_invented_or_this_machine(page):
    assert not [host for host in ADDRESS.findall(text(page)) if not OURS.fullmatch(host)]


@pytest.mark.parametrize("name", ["staff", "co-ordinator", "dsl", "network-manager", "administrator"])
def test_what_a_page_calls_a_button_is_what_the_button_says(name):
    """Bold words in the guides are words of the product; the few that only stress something are named here."""
    stressed = {"If somebody is in danger now, ring 999 first.", "Settings › What is still missing", "An office"}
    rooms = [path for room in ("school", "incidents", "notices", "runs") for path in (ROOT / room).rglob("*.py")]
    said = "\n".join(text(path) for path in [*rooms, *(ROOT / "templates").rglob("*.html")])
    bold = set(re.findall(r"\*\*([^*]+)\*\*", text(ROOT / "docs" / f"{name}.md"))) - stressed
    assert not [words for words in bold if words not in said and not words.endswith("?")]


def test_the_pictures_are_few_small_and_all_used():
    pictures = {picture.name: picture.stat().st_size for picture in (ROOT / "docs" / "pictures").glob("*.png")}
    said = "\n".join(text(page) for page in PAGES)
    assert len(pictures) <= MOST
    assert not {name: size for name, size in pictures.items() if size > SMALL}
    assert not [name for name in pictures if f"pictures/{name}" not in said]


def test_the_script_takes_exactly_the_pictures_there_are():
    taken = set(re.findall(r'camera\.take\(page, "([\w-]+)"', text(ROOT / "bin" / "screenshots")))
    assert taken == {picture.stem for picture in (ROOT / "docs" / "pictures").glob("*.png")}


def test_the_environment_is_described_whole():
    read = set(re.findall(r'env\.\w+\("([A-Z_]+)"', text(ROOT / "esafety" / "settings.py")))
    assert not [name for name in read - {"ALLOWED_HOSTS"} if f"`{name}`" not in text(ROOT / "docs" / "deploy.md")]


def test_the_script_can_be_run():
    assert subprocess.run(["test", "-x", ROOT / "bin" / "screenshots"], check=False).returncode == 0
