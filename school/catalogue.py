"""The rows of a profile an administrator keeps on pages. Each app registers its own; the pages know none of them.

from school import catalogue
catalogue.register(catalogue.Kind("groups", Group, GroupForm, "words", "group", "Groups", "The headings of …"))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from school.models import ProfileRow
from school.profile.as_data import Found, links
from school.profile.rows import edited_by_hand

SAID = 3  # rows that are named; of the others, how many
Grouped = list[tuple[str, list[ProfileRow]]]


@dataclass(frozen=True)
class Kind:
    """One kind of row, and what its pages say.

    code: its section in a profile, and its word in addresses. title: the field that names a row.
    one, many: "line", "Lines". about: what these rows are for, under the heading of their list.
    says: a few words about a row, beside its name. grouped: headings with the rows under each, for long lists.
    changes: False where a row is added and no longer offered, but never changed. template: its own list.
    eases: what counts for less where it was the one row and becomes the other; eased: tells of it, once saved.
    instead: the row that counted, or counts, where this one is not there.
    """

    code: str
    model: type[ProfileRow]
    form: type
    title: str
    one: str
    many: str
    about: str = ""
    says: Callable[[Any], str] = lambda row: ""
    grouped: Callable[[list], Grouped] = lambda rows: [("", rows)]
    changes: bool = True
    template: str = "school/rows.html"
    eases: Callable[[Any, Any], Iterable[str]] = lambda before, after: ()
    eased: Callable[..., None] = lambda book, row, by: None
    instead: Callable[[Any], Any] = lambda row: None

    @property
    def a(self) -> str:
        """“an agency”, “a line”."""
        return f"{'an' if self.one[0] in 'aeio' else 'a'} {self.one}"

    def name(self, row: ProfileRow) -> str:
        """What people call the row."""
        return str(getattr(row, self.title))

    def find(self, words: str) -> list[ProfileRow]:
        """Its rows in their order, those no longer offered last; only those in which every one of the words stands."""
        rows = self.model.objects.select_related(*links(self.model)).order_by("retired", "position", "code")
        typed = words.lower().split()
        found = [row for row in rows if all(word in self._text(row) for word in typed)]
        for row in found:
            row.name_here, row.says, row.by_hand = self.name(row), self.says(row), edited_by_hand(row)
        return found

    def _text(self, row: ProfileRow) -> str:
        values = [getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "loaded"]
        texts = [" ".join(value) if isinstance(value, list) else value for value in values]
        return " ".join([self.name(row), *(text for text in texts if isinstance(text, str))]).lower()


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Have the rows of that kind listed, added, changed and no longer offered under the settings."""
    _kinds[kind.code] = kind


def kinds() -> list[Kind]:
    """Every kind, in the order they were registered."""
    return list(_kinds.values())


def kind(code: str) -> Kind | None:
    """The kind of that code, or None."""
    return _kinds.get(code)


def kind_of(row: ProfileRow) -> Kind | None:
    """The kind of that row, or None."""
    return next((kind for kind in kinds() if kind.model is type(row)), None)


def called(section: str, code: str) -> str:
    """A row of that section in people's words; its code where there are none."""
    kind = _kinds.get(section)
    row = kind and kind.model.objects.filter(code=code).first()
    return f"“{kind.name(row) if row else code}”"


def sentences(found: list[Found]) -> list[str]:
    """What is wrong elsewhere: each sentence once, and the first rows it is said of."""
    where: dict[str, list[str]] = {}
    for one in found:
        where.setdefault(one.on_page, []).extend([called(one.section, one.code)] if one.code else [])
    return [f"{words.rstrip('.')}.{_named(rows)}" for words, rows in where.items()]


def _named(rows: list[str]) -> str:
    more = f" and {len(rows) - SAID} more" if len(rows) > SAID else ""
    return f" This is about {', '.join(rows[:SAID])}{more}." if rows else ""
