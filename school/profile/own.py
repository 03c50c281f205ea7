"""The sections of a profile file this app understands: the school, its terms, agencies and documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from school import glossary
from school.models import Agency, Closure, Document, School, Term
from school.profile.fields import check_table, settable
from school.profile.registry import Loading, Problem, Report, did_you_mean, register
from school.profile.rows import Rows
from school.profile.source import Source

# Kept by the product itself: whether this is the demonstration is not for a file to say.
NOT_THE_SCHOOL_S = frozenset({"profile", "is_demo"})


def register_own() -> None:
    """Called when the app is ready."""
    register("school", TheSchool())
    register("terms", Spans(Term))
    register("closures", Spans(Closure))
    register("agencies", Rows(Agency, order=10))
    register("documents", Rows(Document, order=10))


class TheSchool:
    """`[school]`, with `[school.labels]`: what this school calls its offices and a few words."""

    order = 0
    absent = None

    def check(self, value: Any, source: Source) -> Iterator[Problem]:
        fields = settable(School, NOT_THE_SCHOOL_S)
        yield from check_table(value, fields, source)
        if not isinstance(value, dict):
            return
        for word, label in dict(value.get("labels") or {}).items():
            if word not in glossary.WORDS:
                yield Problem(("labels", word), f"“{word}” has no label. {did_you_mean(word, glossary.WORDS)}")
            elif not isinstance(label, str) or not label.strip():
                yield Problem(("labels", word), f"{word}: write a text in quotes.")
        if {"opens", "closes"} <= value.keys() and str(value["closes"]) <= str(value["opens"]):
            yield Problem(("closes",), "closes: write a time later than “opens”.")

    def load(self, name: str, value: dict, loading: Loading) -> None:
        school, report = School.current(), loading.report(name)
        new = school._state.adding
        for field in settable(School, NOT_THE_SCHOOL_S).values():
            self._bring(school, field, value.get(field.name, field.get_default()), loading.replace or new, report)
        if school.profile != loading.source.name:
            school.profile = loading.source.name
            report.changed.append("profile")
        if new:
            report.added, report.changed = ["the school"], []
        if report.wrote:
            loading.book.save(school)

    def _bring(self, school: School, field: models.Field, wanted: Any, take: bool, report: Report) -> None:
        """Take the file's value, unless a person wrote another since a file last did."""
        now, wanted = field.to_python(getattr(school, field.name)), field.to_python(wanted)
        last = school.loaded.get(field.name, _plain(field.get_default()))
        if _plain(now) == _plain(wanted):
            report.unchanged += 1
        elif take or _plain(now) == last:
            setattr(school, field.name, wanted)
            report.changed.append(field.name)
        else:
            report.kept.append(field.name)
            return
        school.loaded[field.name] = _plain(wanted)


def _plain(value: Any) -> Any:
    """The value as JSON keeps it."""
    return value if isinstance(value, (bool, int, dict)) else str(value)


@dataclass(frozen=True)
class Spans:
    """`[[terms]]` or `[[closures]]`: name, first and last day. Known by their first day; none is ever taken away."""

    model: type[models.Model]
    order: int = 5
    absent: None = None

    def check(self, value: Any, source: Source) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem((), "Write this as a list: one heading in double brackets for each.")
            return
        fields = settable(self.model)
        for number, row in enumerate(value):
            found = list(check_table(row, fields, source, (number,)))
            yield from found
            if not found and row["ends"] < row["starts"]:
                yield Problem((number, "ends"), "ends: write a day that is not before “starts”.")
            elif not found and _overlaps(row, value[:number]):
                yield Problem((number, "starts"), "This overlaps an earlier entry. Write other days.")

    def load(self, name: str, value: list[dict], loading: Loading) -> None:
        there = {row.starts: row for row in self.model.objects.all()}
        report = loading.report(name)
        written = [new for row in value if (new := self._bring(there.get(row["starts"]), row, loading, report))]
        loading.book.save_all(written)

    def _bring(self, old: models.Model | None, row: dict, loading: Loading, report: Report) -> models.Model | None:
        if old is None:
            report.added.append(str(row["starts"]))
            return self.model(**row)
        if (old.name, old.ends) == (row["name"], row["ends"]):
            report.unchanged += 1
            return None
        if not loading.replace:
            report.kept.append(str(old.starts))
            return None
        report.changed.append(str(old.starts))
        old.name, old.ends = row["name"], row["ends"]
        return old


def _overlaps(row: dict, earlier: list) -> bool:
    spans = [other for other in earlier if isinstance(other, dict) and _is_span(other)]
    return any(row["starts"] <= other["ends"] and other["starts"] <= row["ends"] for other in spans)


def _is_span(row: dict) -> bool:
    return isinstance(row.get("starts"), date) and isinstance(row.get("ends"), date)
