"""A number is pressed on a phone only where a phone can ring it."""

import pytest

from esafety.lib.telephone import dial


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("01632 960204", "01632960204"),
        ("(01632) 960-204", "01632960204"),
        ("+44 (0)1632 960204", "+441632960204"),
        ("01632 960204 ext 12", "01632960204"),
        ("0800 1111", "08001111"),
        ("999", "999"),
        ("101", "101"),
        ("ext 204", ""),
        ("extension 01632", ""),
        ("204", ""),
        ("trust@example.org", ""),
        ("", ""),
    ],
)
def test_what_a_phone_dials(written, dialled):
    assert dial(written) == dialled
