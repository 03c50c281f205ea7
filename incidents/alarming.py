"""Words that make the last page ask one question before Send. They never raise anything by themselves (U12). Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache


def plain(words: str) -> str:
    """Lower case, single spaces, hyphens and punctuation as spaces, so that "Self-harm" and "self harm" are one."""
    found = re.findall(r"[^\W_]+", words.lower())
    return f" {' '.join(found)} "


def questions_for(checks, said: Iterable[str]) -> list:
    """The questions of the checks whose words occur, each once, in the checks' order."""
    text = plain(" ".join(said))
    found = [check.question for check in checks if any(_listed(words) in text for words in check.words)]
    return list(dict.fromkeys(found))


_listed = lru_cache(1000)(plain)  # the school's own lists alone: nothing that somebody wrote is kept
