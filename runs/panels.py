"""What the home page shows of files: those a person asked for lately."""

from datetime import timedelta

from django.db.models import Q

from esafety.lib import clock
from runs.makers import maker_of, may_read
from runs.models import Run
from school import panels
from school.panels import Panel

LATELY = timedelta(days=2)
MOST = 5
COLOURS = {Run.State.READY: "green", Run.State.FAILED: "red", Run.State.MAKING: "blue", Run.State.WAITING: "grey"}


def register() -> None:
    """Called when the app is ready."""
    panels.register("home", my_files, order=70)


def my_files(request) -> Panel | None:
    """Files this person asked for and has yet to get, or got in the last two days."""
    lately = Q(finished=None) | Q(finished__gt=clock.now() - LATELY)
    asked = Run.objects.filter(lately, asked_by=request.user)[: MOST * 2]
    mine = [run for run in asked if may_read(request.user, run.kind, run.ref)]
    if not mine:
        return None
    context = {"runs": [line(run) for run in mine[:MOST]], "more": len(mine) > MOST}
    return Panel("Files you asked for", "runs/_mine.html", context)


def line(run: Run) -> dict:
    return {"run": run, "title": maker_of(run.kind).title, "colour": COLOURS[run.state]}
