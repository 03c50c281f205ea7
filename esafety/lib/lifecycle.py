"""States as data: the moves a record can make, from which the page draws its buttons and the action checks."""

from collections.abc import Iterable
from dataclasses import dataclass, field


class NotNow(Exception):
    """The record is not in a state this move starts from. The words are for the person who pressed."""


@dataclass(frozen=True)
class Move:
    """One line of the table: the verb, the states it starts from, where it ends, who may, what it needs."""

    name: str
    sources: frozenset[str]
    target: str
    permission: str
    words: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lifecycle:
    """A table of moves over named states."""

    states: tuple[str, ...]
    moves: tuple[Move, ...]
    _by_name: dict[str, Move] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for move in self.moves:
            unknown = (set(move.sources) | {move.target}) - set(self.states)
            if unknown or move.name in self._by_name:
                raise ValueError(f"The move {move.name} names {unknown or 'itself twice'}.")
            self._by_name[move.name] = move

    def move(self, name: str) -> Move:
        """The move of that name; KeyError where there is none."""
        return self._by_name[name]

    def available(self, state: str) -> Iterable[Move]:
        """The moves that start from `state`, in the order of the table."""
        return [move for move in self.moves if state in move.sources]

    def check(self, name: str, state: str) -> Move:
        """The move, or NotNow with the sentence the person reads."""
        move = self.move(name)
        if state not in move.sources:
            raise NotNow(f"This record is now “{state}”, so “{move.words}” no longer fits. Read it again.")
        return move
