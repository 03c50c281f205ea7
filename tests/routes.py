"""Every route of the product, walked from the URLconf, with values that fill its parameters."""

import re
from uuid import UUID

from django.urls import URLResolver, get_resolver, reverse

KEY = UUID(int=7)
# A value for each parameter that names nothing that exists, so that a permitted person gets 404 at the most.
NOTHING = {
    "ref": "ZZZZ-ZZZZ",
    "code": "zzzz",
    "slip": "ZZZZ-ZZZZ",
    "pk": 999_999,
    "key": KEY,
    "kind": "agencies",
    "what": "note",
    "about": "ZZZZ-ZZZZ",
    "token": "zzzz",
    "uidb36": "1",
}
ELSEWHERE = {"account_reset_password_from_key": {"uidb36": "1", "key": "zzzz-zzzz"}}


VARYING = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}|data-idle-seconds="\d+"'
    rb'|(?:data-made-for|name="made_for" value)="\d+:[^"]+"'  # whom the page was made for, and the second it was
)


def still(response, ref: str = "") -> bytes:
    """A page without what differs at every look: tokens, keys, seconds left, and its own reference."""
    body = VARYING.sub(b"", response.content)
    return body.replace(ref.encode(), b"") if ref else body


def walk(resolver=None, names=""):
    """(name, parameters, view) of every route, nested ones with their namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, f"{names}{pattern.namespace}:" if pattern.namespace else names)
        else:
            yield f"{names}{pattern.name}", parameters(pattern), pattern.callback


def parameters(pattern) -> frozenset[str]:
    found = set(getattr(pattern.pattern, "converters", {}))
    regex = getattr(pattern.pattern, "regex", None)
    return frozenset(found or (regex.groupindex if regex else ()))


def paths(values: dict):
    """(name, path) of every route, each filled from `values` where it has parameters."""
    for name, wanted, _ in walk():
        filling = {**NOTHING, **values, **ELSEWHERE.get(name, {})}
        yield name, reverse(name, kwargs={one: filling[one] for one in wanted})
