"""A sentence about a profile file, as it reads beside a form: the form's words in the place of the file's keys."""

import re

FIRST_KEY = re.compile(r"^(\w+): ")
MISSING = re.compile(r"^(\w+)(?= is missing)")
LEFT_OUT = re.compile(r"(?<=eave out )\w+(?:(?:, | or | and )\w+)*")
A_WORD = re.compile(r"\w+")
SAID_TRUE = re.compile(r"\b(\w+) = (?:true|false)\b")
# Keys that are no words of a sentence by themselves: those of several words, and these.
NO_WORDS = {"cls", "excusable"}


def on_page(words: str, labels: dict[str, str], said: dict[str, str] | None = None) -> str:
    """The sentence, with `labels` of fields by their keys, and `said` for codes that are no words: dsl, illegal."""

    def label(found) -> str:
        key = found[found.lastindex or 0]
        return f"“{labels[key]}”" if key in labels else found[0]

    key = FIRST_KEY.match(words)
    text = words[key.end() :] if key and key[1] in labels else words
    text = text.replace("Write true", "Tick it").replace("write true", "tick it")
    text = MISSING.sub(label, SAID_TRUE.sub(label, text))
    text = LEFT_OUT.sub(lambda listed: A_WORD.sub(label, listed[0]), text)
    text = A_WORD.sub(lambda found: label(found) if _is_no_word(found[0]) else found[0], text)
    text = A_WORD.sub(lambda found: (said or {}).get(found[0], found[0]), text)
    return text[:1].upper() + text[1:]


def _is_no_word(key: str) -> bool:
    return "_" in key or key in NO_WORDS
