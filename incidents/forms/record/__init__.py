"""One form for each thing that can be done to a record. The page offers those that fit now; each runs one action."""

from incidents.forms.record import (
    allowed,
    calls,
    dealing,
    deciding,
    ending,
    knowing,
    looking_again,
    moving,
    people,
    reviews,
    sanctions,
    second,
    steps,
    take_downs,
    talks,
    words,
)

# In the order in which the page offers what they hold.
MODULES = (
    moving,
    words,
    deciding,
    allowed,
    knowing,
    people,
    sanctions,
    talks,
    calls,
    take_downs,
    steps,
    reviews,
    dealing,
    ending,
    second,
    looking_again,
)
# By the name in the address.
ON_RECORD = {what: form for module in MODULES for what, form in module.FORMS.items()}

__all__ = ["MODULES", "ON_RECORD"]
