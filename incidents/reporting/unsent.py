"""A report that was begun and not sent: kept on the server, for its owner alone, a day at most.

It is a draft of the page it was typed on, so that what an idle session left there is found in the same place.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from esafety.lib import clock
from incidents.mentions.named import NAMED
from incidents.models import Incident
from incidents.reporting.telling import ANSWER
from school.drafts import KEPT_FOR, LARGEST
from school.models import Draft, User

LEAVING, ON_ITS_WAY = "-leaving", timedelta(minutes=2)  # the mark, a name no form has; a page waits for 30 seconds


@dataclass(frozen=True)
class Unsent:
    """A report somebody began: when, and when they pressed Send. None of its words: others may see the screen."""

    key: UUID
    begun: datetime
    leaving: datetime | None = None

    @property
    def when(self) -> str:
        """When it was begun, as one says it."""
        return said_of(self.begun)


def said_of(begun: datetime) -> str:
    """That time as one says it of a day at most: "today at 22:19", "on Thursday at 22:19"."""
    at = clock.local(begun)
    return f"today at {at:%H:%M}" if at.date() == clock.today() else f"on {at:%A} at {at:%H:%M}"


def _path(key: UUID) -> str:
    return reverse("incidents:report_what", args=[key])


def _mine(user: User):
    return Draft.objects.filter(owner=user, saved__gt=clock.now() - KEPT_FOR)


def read(user: User, key: UUID) -> MultiValueDict | None:
    """What was typed so far under this key; None where nothing is kept."""
    fields = _mine(user).filter(path=_path(key)).values_list("fields", flat=True).first()
    return None if fields is None else MultiValueDict(fields)


def since(user: User, key: UUID) -> str | None:
    """When what is kept under this key was begun, as one says it."""
    begun = _mine(user).filter(path=_path(key)).values_list("begun", flat=True).first()
    return begun and said_of(begun)


def keep(user: User, key: UUID, typed: MultiValueDict, names) -> MultiValueDict:
    """Put what was typed in the place of what was kept under these names. Far too much is not kept."""
    before = read(user, key) or MultiValueDict()
    kept = {name: values for name, values in before.lists() if name not in names}
    kept |= {name: [value.replace("\0", "") for value in typed.getlist(name)] for name in names if name in typed}
    if len(json.dumps(kept)) > LARGEST:
        return before
    now = {"fields": kept, "saved": clock.now()}
    Draft.objects.update_or_create(owner=user, path=_path(key), defaults=now)
    return MultiValueDict(kept)


def leave(user: User, key: UUID, typed: MultiValueDict) -> None:
    """Send was pressed: until it has arrived, no page may say that it was not sent (U33)."""
    fields = dict(typed.lists()) | {LEAVING: [clock.now().isoformat()]}
    _mine(user).filter(path=_path(key)).update(fields=fields, saved=clock.now())


def leaving(typed) -> datetime | None:
    """When Send was pressed, where that is so short ago that it may still arrive."""
    pressed = dict(typed).get(LEAVING)
    at = datetime.fromisoformat(pressed[0]) if pressed else None
    return at if at and clock.now() - at < ON_ITS_WAY else None


def forget(user: User, key: UUID) -> None:
    """It is sent, or not wanted."""
    rows = Draft.objects.filter(owner=user, path__startswith=_path(key))
    rows._raw_delete(rows.db)  # nothing hangs on a draft: `delete` would look, in a transaction of its own


def begun(user: User) -> list[Unsent]:
    """The reports this person typed something into and did not send, newest first."""
    home = reverse("incidents:report")
    rows = [row for row in _mine(user).filter(path__startswith=home).order_by("-saved") if set(row.fields) > {"ticks"}]
    found = {key: row for row in rows if (key := _key(row.path, home))}
    sent = set(
        Incident.objects.reported_by(user).filter(submission_key__in=found).values_list("submission_key", flat=True)
    )
    return [Unsent(key, row.begun, leaving(row.fields)) for key, row in found.items() if key not in sent]


def _key(path: str, home: str) -> UUID | None:
    try:
        return UUID(path.removeprefix(home).strip("/"))
    except ValueError:
        return None


def fingerprint(typed: MultiValueDict) -> str:
    """Changes when anything of the report does, so that Send sends what the page showed."""
    said = sorted((name, values) for name, values in typed.lists() if not name.startswith((ANSWER, NAMED, LEAVING)))
    return sha256(json.dumps(said).encode()).hexdigest()
