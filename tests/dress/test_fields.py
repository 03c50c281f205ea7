"""Fields understand what people type, and say what is wrong in a sentence."""

from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ValidationError

from esafety.lib.govuk.fields import DateField, LongText, TimeField, WholeNumber
from esafety.lib.govuk.forms import GovForm


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (["27", "3", "2026"], date(2026, 3, 27)),
        (["27", "mar", "2026"], date(2026, 3, 27)),
        ([" 1 ", "September", "2026"], date(2026, 9, 1)),
        (["29", "2", "2028"], date(2028, 2, 29)),
    ],
)
def test_a_date_in_three_boxes(boxes, day):
    assert DateField().clean(boxes) == day


@pytest.mark.parametrize(
    ("boxes", "words", "wrong"),
    [
        (["31", "2", "2026"], "Day it happened must be a real date", set()),
        (["x", "2", "2026"], "Day it happened must be a real date", set()),
        (["-1", "2", "2026"], "Day it happened must be a real date", set()),
        (["1", "2", "99999999999999999999"], "Day it happened must be a real date", set()),
        (["1", "", "2026"], "Day it happened must include a month", {"month"}),
        (["", "", "2026"], "Day it happened must include a day and month", {"day", "month"}),
        (["1", "2", "26"], "Year must have four numbers, for example 2026", {"year"}),
        (["", "", ""], "Enter the day it happened", set()),
        (["²", "2", "2026"], "Day it happened must be a real date", set()),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(boxes, words, wrong):
    field = DateField(words="Day it happened")
    with pytest.raises(ValidationError) as refused:
        field.clean(boxes)
    assert (refused.value.messages, field.widget.wrong) == ([words], wrong)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9:15", time(9, 15)),
        ("0915", time(9, 15)),
        ("9.15am", time(9, 15)),
        ("2:30 p.m.", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("Midday", time(12)),
        ("23:59", time(23, 59)),
        ("", None),
    ],
)
def test_a_time_as_people_write_it(typed, at):
    assert TimeField(required=False).clean(typed) == at


@pytest.mark.parametrize("typed", ["25:00", "9:60", "13pm", "0am", "soon", "9:1", "9:15:20"])
def test_a_wrong_time_shows_a_right_one(typed):
    with pytest.raises(ValidationError, match="Enter a time like 9:15 or 2:30pm"):
        TimeField().clean(typed)


def test_a_line_end_counts_once():
    assert LongText(max_length=3).clean("a\r\nb") == "a\nb"


def test_a_whole_number_is_typed_as_text():
    assert WholeNumber().clean("12") == 12


class Asked(GovForm, forms.Form):
    kind = forms.ChoiceField(label="What kind is it?", choices=[("a", "A")])
    name = forms.CharField(label="Device name")
    ticks = forms.MultipleChoiceField(label="True of it", choices=[("a", "A")])
    sure = forms.BooleanField(label="I am sure")
    own = forms.CharField(label="Own", error_messages={"required": "Own words"})


def test_what_is_missing_is_asked_for_by_name():
    assert Asked({}).errors == {
        "kind": ["Answer “What kind is it?”"],
        "name": ["Enter device name"],
        "ticks": ["Tick at least one box under “True of it”"],
        "sure": ["Tick “I am sure” to go on"],
        "own": ["Own words"],
    }
