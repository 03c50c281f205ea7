"""Web addresses written so that nobody, and no program, opens them by mistake."""

import re


def defang(address: str) -> str:
    """`https://example.com/a` as `hxxps://example[.]com/a`: readable, never a link (domain.md R-ROUTE-7)."""
    address = address.strip()
    scheme, separator, rest = address.partition("://") if "://" in address else ("", "", address)
    host, slash, path = rest.partition("/")
    unopened = scheme.lower().replace("http", "hxxp", 1)
    return unopened + separator + host.replace(".", "[.]") + slash + path


ADDRESS = re.compile(r"(?:\w+://\S+|(?:[\w-]+\.)+[A-Za-z]{2,}(?:/\S*)?)")


def defang_in(text: str) -> str:
    """The same of every address among other words; a full stop behind one is none of it."""
    return ADDRESS.sub(lambda found: defang(found[0]), text)
