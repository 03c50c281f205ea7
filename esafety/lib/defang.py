"""Web addresses written so that nobody, and no program, opens them by mistake."""


def defang(address: str) -> str:
    """`https://example.com/a` as `hxxps://example[.]com/a`: readable, never a link (domain.md R-ROUTE-7)."""
    address = address.strip()
    scheme, separator, rest = address.partition("://") if "://" in address else ("", "", address)
    host, slash, path = rest.partition("/")
    unopened = scheme.lower().replace("http", "hxxp", 1)
    return unopened + separator + host.replace(".", "[.]") + slash + path
