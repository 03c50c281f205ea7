"""From whom a task is kept, what its page says beside its words, what its being done means: the room it is part of
answers."""

from collections.abc import Callable
from dataclasses import dataclass

from notices.audience import Unregistered, refs_by_kind


def _nothing(*args, **kwargs) -> dict[str, "Said"]:
    return {}


@dataclass(frozen=True)
class Said:
    """What the words of a task may not say, for its page behind the sign-in: about whom if anybody, and what else."""

    who: str
    words: str = ""


@dataclass(frozen=True)
class TaskKind:
    """`hides(user, refs)`: those of the references this person may not learn of, subjects first of all.
    `done(task, by)`: what follows, in the same ledger. `undone(task, by)`: what does where it was not done after all;
    raises NotNow where somebody went on from it.
    `says(refs)`: what the page says of each reference besides, to those it is not kept from; by reference.
    `hold(ref)`: lock what it is part of, before the task itself."""

    hides: Callable
    done: Callable = _nothing
    undone: Callable = _nothing
    says: Callable = _nothing
    hold: Callable = _nothing


_kinds: dict[str, TaskKind] = {}


def register(kind: str, hides: Callable, **answers: Callable) -> None:
    """Answer for the tasks that are part of things of this kind."""
    _kinds[kind] = TaskKind(hides, **answers)


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
    hidden = {kind: _kinds[kind].hides(user, asked) for kind, asked in refs_by_kind(tasks).items() if kind in _kinds}
    return [task for task in tasks if task.kind in hidden and task.ref not in hidden[task.kind]]


def say(known: list) -> list:
    """The same tasks, each with what its page says besides as `said`; only for those they are known to."""
    said = {kind: _kinds[kind].says(refs) for kind, refs in refs_by_kind(known).items()}
    for task in known:
        task.said = said[task.kind].get(task.ref)
    return known


def naming(known: list) -> bool:
    """Does the page of any of these tasks say about whom it is?"""
    return any(task.said and task.said.who for task in known)
