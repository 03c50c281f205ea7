"""A name for each request, so that the lines of a log which belong together can be found: random, about nobody."""

import logging
import secrets
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="-")


def begin() -> str:
    """A new name for the request that starts now."""
    name = secrets.token_hex(6)
    _current.set(name)
    return name


def current() -> str:
    """The name of the request being answered; a dash outside one."""
    return _current.get()


class WithRequestId(logging.Filter):
    """Gives every line of the log the name of its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current()
        return True
