"""The menu of every page. Each app puts its own lines in when it is ready; a person sees those they may use."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from school.roles import Perm


@dataclass(frozen=True)
class Line:
    """One line: its words, the page it opens, its place, and the permission that shows it (None: everybody).

    `in_bar`: its short words, where it stays in reach on a phone while the other lines are folded away.
    """

    words: str
    page: str
    order: int
    perm: Perm | None
    in_bar: str = ""


_lines: list[Line] = []


def register(words: str, page: str, *, order: int, perm: Perm | None = None, in_bar: str = "") -> None:
    """Put a line in the menu: menu.register("Report", "incidents:report", order=10, perm=Perm.REPORT)."""
    _lines.append(Line(words, page, order, perm, in_bar))
    _lines.sort(key=lambda line: line.order)


def for_request(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """(words, address, is this the page one is on) of each line this person may use."""
    lines = _usable(request)
    here = max((url for _, url in lines if _inside(request.path, url)), key=len, default="")
    return [(line.words, url, url == here) for line, url in lines]


def in_bar(request: HttpRequest) -> list[tuple[str, str]]:
    """(short words, address) of the lines that stay in reach on a phone."""
    return [(line.in_bar, url) for line, url in _usable(request) if line.in_bar]


def _usable(request: HttpRequest) -> list[tuple[Line, str]]:
    """The lines this person may use, each with its address; the menu and the bar of one page ask once."""
    if not hasattr(request, "menu_lines"):
        request.menu_lines = _lines_of(request)
    return request.menu_lines


def _lines_of(request: HttpRequest) -> list[tuple[Line, str]]:
    if not hasattr(request, "user") or not request.user.is_authenticated:  # refused before anybody was asked who
        return []
    lines = [line for line in _lines if line.perm is None or request.user.can(line.perm)]
    return [(line, url) for line in lines if (url := _url(line))]


def _url(line: Line) -> str:
    try:
        return reverse(line.page)
    except NoReverseMatch:
        return ""


def _inside(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def register_own() -> None:
    """Called when the app is ready: this room's own lines, after those of the rooms above."""
    register("People", "school:people", order=60, perm=Perm.MANAGE_ACCOUNTS)
    register("Offices", "school:appointments", order=61, perm=Perm.MANAGE_ACCOUNTS)
    register("On call", "school:on_call", order=62, perm=Perm.MANAGE_CALENDAR)
    register("Calendar", "school:calendar", order=63, perm=Perm.MANAGE_CALENDAR)
    register("Settings", "school:settings", order=64, perm=Perm.MANAGE_SETTINGS)
    register("Health", "school:health", order=65, perm=Perm.READ_HEALTH)
