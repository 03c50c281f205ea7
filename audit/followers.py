"""Rooms that have to know, in the same transaction, that rows of theirs were written."""

from collections.abc import Callable

from django.db import models

_followers: list[tuple[type[models.Model], Callable[[], None]]] = []


def follow(base: type[models.Model], told: Callable[[], None]) -> None:
    """Call `told` in the transaction of every write of rows of `base`, or of models made from it."""
    _followers.append((base, told))


def tell(written: set[type[models.Model]]) -> None:
    """Tell each follower of any of these once."""
    for told in {told: None for base, told in _followers if any(issubclass(model, base) for model in written)}:
        told()
