"""Is anybody there to do the work? A person who waits is told when nobody is."""

from esafety.lib import clock
from runs.lifecycle import QUIET
from runs.models import Run, Sign


def sign() -> None:
    """A worker was here just now."""
    Sign.objects.update_or_create(pk=1, defaults={"at": clock.now()})


def is_silent() -> bool:
    """No worker has been heard of for two minutes, or ever."""
    return not Sign.objects.filter(at__gt=clock.now() - QUIET).exists()


def keeps_waiting(run: Run) -> bool:
    """The file has waited longer than is usual."""
    return run.state == Run.State.WAITING and run.since <= clock.now() - QUIET
