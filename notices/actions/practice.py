"""Testing the alarm (U26): a practice through the very same doors, labelled so, outside all figures."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied

from audit.ledger import ledger
from esafety.lib import clock
from esafety.lib.refs import new_ref
from notices import practice
from notices.actions.notices import stand_down, tell
from notices.models import Notice
from school.models import User
from school.roles import Perm

_SAME_PRACTICE = timedelta(minutes=5)


def start_practice(*, by: User) -> Notice:
    """Send a practice alarm to whoever would be told now. Pressed twice, it is one; an older one still open ends."""
    if not by.can(Perm.TEST_ALARM):
        raise PermissionDenied
    before = Notice.objects.open().filter(kind="practice").last()
    if before and clock.now() - before.created < _SAME_PRACTICE:
        return before
    ref = new_ref()
    with ledger("test the alarm", by=by, kind="practice", ref=ref) as book:
        if before:
            stand_down("practice", before.ref, by=by)
        facts = {practice.SENDER: by.pk, practice.NOWHERE: not practice.leaves_the_machine()}
        told = {"wakes": True, "practice": True, "facts": facts, "by": by}
        return tell(book, kind="practice", ref=ref, key=f"practice:{ref}", **told)
