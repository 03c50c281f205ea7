"""One form for each thing that can be done to a record. The page offers those that fit now; each runs one action."""

from incidents.forms.record import (
    calls,
    deciding,
    ending,
    looking_again,
    moving,
    people,
    sanctions,
    second,
    steps,
    words,
)

# By the name in the address, in the order in which the page offers them.
ON_RECORD = (
    moving.FORMS
    | words.FORMS
    | deciding.FORMS
    | people.FORMS
    | sanctions.FORMS
    | calls.FORMS
    | steps.FORMS
    | ending.FORMS
    | second.FORMS
    | looking_again.FORMS
)

__all__ = ["ON_RECORD"]
