"""Where Celery comes in. Tasks take a number, read the row anew, and bear running twice."""

from celery import shared_task

from runs import actions, making, worker


# Longer than the renderer's own 90 seconds, so that a slow document ends there, with its reason.
@shared_task(name="runs.make", soft_time_limit=110, time_limit=120)
def make(pk: int) -> None:
    making.make(pk)


@shared_task(name="runs.sweep")
def sweep() -> None:
    worker.sign()
    actions.sweep()


@shared_task(name="runs.collect_orphans")
def collect_orphans() -> None:
    actions.collect_orphans()
