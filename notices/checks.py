"""System checks: every kind of notice an app names has a room that answers for it, and words."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.core.checks import Error
from django.core.checks import register as register_check
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from notices import audience


def register() -> None:
    """Called when the app is ready."""
    for check in (kinds_are_answered_for, kinds_have_words, second_channel_is_a_web_address):
        register_check(check)


def kinds_are_answered_for(app_configs=None, **kwargs) -> list[Error]:
    """An app lists its kinds as `AppConfig.notice_kinds`; a kind without a resolver would never be sent."""
    known = {kind.name for kind in audience.kinds()}
    return [
        Error(
            f"Nobody answers for notices of the kind {kind!r}, so they would never be sent.",
            hint="Call notices.audience.register in AppConfig.ready.",
            obj=config.name,
            id="notices.E001",
        )
        for config in apps.get_app_configs()
        for kind in getattr(config, "notice_kinds", ())
        if kind not in known
    ]


def kinds_have_words(app_configs=None, **kwargs) -> list[Error]:
    """A kind whose templates are missing could not be sent."""
    return [
        Error(f"There is no template {name}.", hint="Write it under templates/.", id="notices.E002")
        for kind in audience.kinds()
        for name in _missing(kind.words)
    ]


def second_channel_is_a_web_address(app_configs=None, **kwargs) -> list[Error]:
    """The second channel is posted to over HTTP; anything else would read files or fail at night."""
    if not settings.WEBHOOK_URL or settings.WEBHOOK_URL.startswith(("https://", "http://")):
        return []
    return [Error("WEBHOOK_URL must begin with https:// or http://.", id="notices.E003")]


def _missing(words: str) -> Iterable[str]:
    for name in (f"notices/{words}.subject.txt", f"notices/{words}.txt"):
        try:
            get_template(name)
        except TemplateDoesNotExist:
            yield name
