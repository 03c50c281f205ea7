"""From whom a task is kept, and what its being done means: answered by the room it is part of."""

from collections.abc import Callable
from dataclasses import dataclass

from notices.audience import Unregistered


def _nothing(*args, **kwargs) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class TaskKind:
    """`hides(user, refs)`: those of the references this person may not learn of, subjects first of all.
    `done(task, by)`: what follows, in the same ledger."""

    hides: Callable
    done: Callable = _nothing


_kinds: dict[str, TaskKind] = {}


def register(kind: str, hides: Callable, done: Callable = _nothing) -> None:
    """Answer for the tasks that are part of things of this kind."""
    _kinds[kind] = TaskKind(hides, done)


def forget(kind: str) -> None:
    """Take a kind out again: for tests."""
    _kinds.pop(kind, None)


def registered(kind: str) -> bool:
    return kind in _kinds


def kind_of(kind: str) -> TaskKind:
    """What was registered for the kind. Raises Unregistered."""
    if kind not in _kinds:
        raise Unregistered(f"No room answers for tasks of the kind {kind!r}.")
    return _kinds[kind]


def known_to(user, tasks) -> list:
    """Those of the tasks this person may learn of, one question a kind. A kind nobody answers for is nobody's."""
    refs: dict[str, set[str]] = {}
    for task in tasks:
        refs.setdefault(task.kind, set()).add(task.ref)
    hidden = {kind: _kinds[kind].hides(user, asked) for kind, asked in refs.items() if kind in _kinds}
    return [task for task in tasks if task.kind in hidden and task.ref not in hidden[task.kind]]
