"""This app's part of a profile file: `[[ladder]]`, who is told next when nobody answers (security.md 4.3)."""

from collections.abc import Iterable

from notices.models import Rung
from school import profile
from school.profile import Problem, Rows, Source, one_of
from school.roles import Role

LONGEST = 240  # minutes: nobody waits longer than four hours for the last rung


def register() -> None:
    """Called when the app is ready."""
    profile.register("ladder", Rows(Rung, order=10, also={"roles": one_of(Role.values)}, whole=check))


def check(rows: list[dict], source: Source) -> Iterable[Problem]:
    """The first rung is told at once, each later one later, and every rung tells somebody."""
    before = None
    for number, row in enumerate(rows):
        after = row.get("after") if isinstance(row, dict) else None
        if not isinstance(after, int):
            continue
        if number == 0 and after != 0:
            yield Problem((number, "after"), "after: write 0, so that somebody is told at once.")
        if before is not None and after <= before:
            yield Problem((number, "after"), f"after: write more than the {before} minutes of the rung before.")
        if after > LONGEST:
            yield Problem((number, "after"), f"after: write at most {LONGEST} minutes.")
        if not row.get("roles") and not row.get("outside"):
            yield Problem((number, "roles"), "roles: name somebody, or write outside = true.")
        before = after
