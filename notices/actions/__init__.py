"""Every write about notices and people's tasks; each names its actor."""

from notices.actions.notices import NotTheirs, answer, climb, shift_ladders, stand_down, tell
from notices.actions.practice import start_practice
from notices.actions.tasks import TooLate, ask, finish, take_back, withdraw

__all__ = [
    "NotTheirs",
    "TooLate",
    "answer",
    "ask",
    "climb",
    "finish",
    "shift_ladders",
    "stand_down",
    "start_practice",
    "take_back",
    "tell",
    "withdraw",
]
