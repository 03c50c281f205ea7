"""Who may be told: a role that may not read the record would be left out in silence, so the file is refused."""

from collections.abc import Iterator

from incidents import disclosure
from incidents.classes import Class, Kind, Overlay, kind_of
from incidents.profile.reading import Row, Said, class_of, section, texts_in
from school.profile import Source
from school.roles import Role


def of_category(row: Row, cls: Class | None, source: Source) -> Iterator[Said]:
    """Whom a kind of matter is told to at once."""
    if cls is not None:
        yield from _unread(row, _readers(row, cls, source))


def of_class(row: Row, source: Source) -> Iterator[Said]:
    """Whom every matter of a class is told to, whichever way it came to it (M L67)."""
    if row.get("category") and row.get("tell"):
        yield (
            "tell",
            "tell: write it with a class; whom a kind of matter is told to stands with the kind.",
            "Tick nobody here: whom one kind of matter is told to stands with that kind",
        )
    elif cls := class_of(row.get("cls")):
        yield from _unread(row, readers_of(kind_of(cls, Overlay.NONE)))


def _unread(row: Row, readers: set[str]) -> Iterator[Said]:
    for role in texts_in(row.get("tell")):
        if role in Role.values and role not in readers:
            may = ", ".join(sorted(readers))
            yield (
                "tell",
                f"tell: “{role}” may not read such a record. Write {may}, or give them a step with task_role.",
                f"“{role}” may not read such a record. Tick only {may}; ask others by a line to be done",
            )


def _readers(row: Row, cls: Class, source: Source) -> set[str]:
    """Roles that read a record of this category, or of the class a question of this category raises it to."""
    asked = [one for one in section(source, "questions") if row.get("code") in texts_in(one.get("categories"))]
    classes = {cls, *filter(None, (class_of(one.get("raises_to")) for one in asked))}
    overlay = Overlay.STAFF if row.get("staff") is True else Overlay.NONE
    return set().union(*(readers_of(kind_of(one, overlay)) for one in classes))


def readers_of(kind: Kind) -> set[str]:
    """The roles that read such a record, or its technical part."""
    return {role.value for role in disclosure.READERS[kind] | disclosure.TECHNICAL.get(kind, frozenset())}
