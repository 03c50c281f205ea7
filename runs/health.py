"""What an administrator must know about files being made: checks for the health page."""

from functools import cache

from esafety.lib import clock, pdf
from runs import worker
from runs.lifecycle import QUIET
from runs.models import Run
from school import health
from school.health import Finding


def register() -> None:
    """Called when the app is ready."""
    health.register("pdf", "Making PDFs", pdfs_can_be_made)
    health.register("pdf network", "PDFs and the network", network)
    health.register("worker", "Worker", worker_lives)
    health.register("files waiting", "Files waiting", nothing_waits)
    health.register("files", "Files kept", files_are_whole)


def pdfs_can_be_made() -> Finding:
    """Is what PDFs are made with installed?"""
    try:
        _look_for_pango()
    except pdf.RenderFailed as failure:
        return Finding(False, str(failure))
    return Finding(True, "What PDFs are made with is installed.")


@cache  # only that it is there: a failure is looked for anew
def _look_for_pango() -> None:
    pdf.check_available()


def network() -> Finding:
    """Both are safe; which of them it is must be known."""
    if pdf.network_is_cut_off():
        return Finding(True, "The process that makes PDFs has no network at all.")
    return Finding(True, "The kernel here does not cut off the network, so addresses in PDFs are refused one by one.")


def worker_lives() -> Finding:
    """Has a worker been heard of lately?"""
    if worker.is_silent() and health.is_starting():
        return Finding(True, "The product was started less than three minutes ago.", state="Starting")
    if worker.is_silent():
        return Finding(False, "No worker was heard of for two minutes. Start the worker and the scheduler again.")
    return Finding(True, "A worker was heard of within two minutes.")


def nothing_waits() -> Finding:
    """Does a file wait longer than is usual?"""
    oldest = Run.objects.unfinished().order_by("asked").first()
    if oldest and clock.now() - oldest.asked > QUIET * 2:
        minutes = int((clock.now() - oldest.asked).total_seconds() // 60)
        return Finding(False, f"A file has waited for {minutes} minutes. See whether the worker runs.")
    return Finding(True, "No file waits longer than usual.")


def files_are_whole() -> Finding:
    """Was a file found to be no longer what was made?"""
    count = Run.objects.exclude(damaged=None).count()
    if count:
        return Finding(False, f"Damaged or missing files: {count}. Put them back from a backup and open their pages.")
    return Finding(True, "Every file that was fetched was what had been made.")
