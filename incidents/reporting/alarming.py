"""Words that make the last page ask one question before Send. They never raise anything by themselves (U12). Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache


def plain(words: str) -> str:
    """Lower case, single spaces, hyphens and punctuation as spaces, so that "Self-harm" and "self harm" are one."""
    found = re.findall(r"[^\W_]+", words.lower())
    return f" {' '.join(found)} "


def questions_for(checks, said: Iterable[str], of_kind: Iterable = ()) -> list:
    """The questions of the checks whose words occur, each once, in the checks' order.

    Where one that comes with the kind is named by the check as the same, that one stands for the check's own.
    """
    text, of_kind = plain(" ".join(said)), list(of_kind)
    found = [check for check in checks if any(_listed(words) in text for words in check.words)]
    return list(dict.fromkeys(one for check in found for one in _asked_by(check, of_kind)))


def _asked_by(check, of_kind: list) -> list:
    return [one for one in of_kind if one.code in check.same_as] or [check.question]


def the_same_as(checks, asked: Iterable) -> list:
    """The questions of the checks that one of those says in words nearer to the kind: nobody is asked it twice."""
    codes = {one.code for one in asked}
    return [check.question for check in checks if codes & set(check.same_as)]


_listed = lru_cache(1000)(plain)  # the school's own lists alone: nothing that somebody wrote is kept
