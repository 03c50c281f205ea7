"""What is said of a matter besides its story, in the words pages use. Pure."""

from django.utils.text import capfirst

NAMES = ("certainty", "attempted", "intent", "site", "linked", "equipment", "device_kind", "source", "capture")
_YES_OR_NO = {True: "Yes", False: "No"}


def label_of(record, name: str) -> str:
    """What it is called."""
    return capfirst(record._meta.get_field(name).verbose_name)


def words_of(record, name: str) -> str:
    """What is said of it; empty where nothing is known."""
    value = getattr(record, name)
    if value is None or isinstance(value, bool):
        return _YES_OR_NO.get(value, "")
    return _display(record, name)


def said(record) -> dict[str, str]:
    """All of them, by what they are called."""
    return {label_of(record, name): words_of(record, name) for name in NAMES}


def _display(record, name: str) -> str:
    """In the words of the one that was chosen, or as it was typed."""
    return getattr(record, f"get_{name}_display", lambda: getattr(record, name))()
