"""Guessing is slowed, nobody is locked out (product.md, Settled; security.md 2.6).

A wrong guess counts against one account from one network: a pupil in the library slows the library, not the
safeguarding lead at home. A network from which many different accounts fail is slowed as a whole. A browser that has
passed the second step counts by itself: nobody else's guesses reach it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from audit.ledger import note
from esafety.lib import clock
from school import devices
from school.models import SignInFailure

FREE = 3  # wrong guesses before the first wait; at most 10 fit into any 5 minutes (Cyber Essentials)
FIRST_WAIT, LONGEST_WAIT = 5, 15 * 60  # seconds; each wait is twice the one before
MANY_ACCOUNTS = 20  # that failed from one network before it counts as trying them one after another
LONGEST_NETWORK_WAIT = 60
FORGOTTEN_AFTER = timedelta(hours=1)


class TooSoon(Exception):
    """The next guess must wait. The words are for the person who typed it."""

    def __init__(self, seconds: float):
        super().__init__(f"There were too many wrong tries. Wait {in_words(seconds)}, then try again.")


def charge(request, account: str, what: str = "password") -> None:
    """Count a guess before it is looked at, so that many at once gain nothing; TooSoon where it must wait."""
    with transaction.atomic():
        mine, whole = _rows(request, account, what)
        _refuse_early(mine, whole)
        if whole and not mine.count:
            _count(whole, wait_after(whole.count + 1 - MANY_ACCOUNTS, 1, LONGEST_NETWORK_WAIT))
        _count(mine, wait_after(mine.count + 1 - FREE, FIRST_WAIT, LONGEST_WAIT))
    if whole and whole.count == MANY_ACCOUNTS:
        note("many accounts tried from one network", by=None, kind="sign-in")


def forgive(request, account: str, what: str = "password") -> None:
    """The guess was right: it counts no longer, neither against the account nor against the network."""
    with transaction.atomic():
        mine, whole = _rows(request, account, what)
        mine.delete()
        if whole:
            whole.count = max(whole.count - 1, 0)
            whole.until = whole.until if whole.count >= MANY_ACCOUNTS else clock.now()
            whole.save()


def wait_after(surplus: int, first: int, longest: int) -> int:
    """Seconds until the next guess: none for the free ones, then doubling up to the longest."""
    return 0 if surplus < 0 else min(first * 2 ** min(surplus, 20), longest)


def in_words(seconds: float) -> str:
    """40 seconds, 1 minute, 15 minutes; rounded up."""
    whole = int(seconds) + 1
    if whole < 60:
        return f"{whole} second{'s' if whole > 1 else ''}"
    minutes = -(-whole // 60)
    return f"{minutes} minute{'s' if minutes > 1 else ''}"


def purge() -> None:
    """Drop what is forgotten anyway."""
    SignInFailure.objects.filter(last__lte=clock.now() - FORGOTTEN_AFTER).delete()


def _rows(request, account: str, what: str) -> tuple[SignInFailure, SignInFailure | None]:
    """The count of this account from here, and that of the whole network; a trusted browser stands outside it."""
    device, network = devices.known(request, account), devices.network(request)
    mine = _row(what, account, f"device {device.pk}" if device else network)
    return mine, _row("network", network) if what == "password" and not device else None


def _row(*about: str) -> SignInFailure:
    """The count for these words, locked; the words themselves are not stored."""
    key = salted_hmac("school.throttle", "|".join(about).lower(), algorithm="sha256").hexdigest()
    now = clock.now()
    row, _ = SignInFailure.objects.select_for_update().get_or_create(key=key, defaults={"last": now, "until": now})
    if now - row.last > FORGOTTEN_AFTER:
        row.count = 0
    return row


def _refuse_early(*rows: SignInFailure | None) -> None:
    until: datetime = max(row.until for row in rows if row)
    left = (until - clock.now()).total_seconds()
    if left > 0:
        raise TooSoon(left)


def _count(row: SignInFailure, wait: int) -> None:
    row.count += 1
    row.last = clock.now()
    row.until = row.last + timedelta(seconds=wait)
    row.save()
