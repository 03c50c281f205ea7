"""Fields that understand what people type and answer with a sentence when they cannot."""

import re
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError

from .widgets import DateBoxes

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TIME = re.compile(r"^(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?$", re.IGNORECASE)
NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


class DateField(forms.DateField):
    """A date in three boxes. `words` names it in its errors: DateField(words="Date it happened")."""

    widget = DateBoxes

    def __init__(self, *, words: str = "Date", **kwargs):
        super().__init__(**kwargs)
        self.words = words
        self.error_messages["required"] = kwargs.get("error_messages", {}).get(
            "required", f"Enter the {words[0].lower()}{words[1:]}"
        )

    def to_python(self, value):
        """The date, or None when all three boxes are empty; ValidationError when it is none."""
        if not isinstance(value, (list, tuple)):
            return super().to_python(value)
        boxes = {part: str(typed or "").strip() for (part, _), typed in zip(DateBoxes.parts, value, strict=True)}
        if not any(boxes.values()):
            return None
        if missing := [part for part, typed in boxes.items() if not typed]:
            raise self._wrong(f"{self.words} must include a {' and '.join(missing)}", missing)
        return self._real_date(boxes)

    def clean(self, value):
        self.widget.wrong = set()
        return super().clean(value)

    def _real_date(self, boxes: dict[str, str]) -> date:
        if re.fullmatch(r"\d{1,3}", boxes["year"]):
            raise self._wrong("Year must have four numbers, for example 2026", ["year"])
        try:
            return date(int(boxes["year"]), month_number(boxes["month"]), int(boxes["day"]))
        except (ValueError, OverflowError):
            raise self._wrong(f"{self.words} must be a real date", []) from None

    def _wrong(self, words: str, parts: list[str]) -> ValidationError:
        self.widget.wrong = set(parts)
        return ValidationError(words, code="invalid")


def month_number(typed: str) -> int:
    """1 to 12 from '3', 'mar' or 'March'; ValueError for anything else."""
    short = typed[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else int(typed)


class TimeField(forms.TimeField):
    """A time of day as people write it: 9:15, 0915, 2.30pm, midday. A skipped or repeated hour is for the clock."""

    default_error_messages = {"invalid": "Enter a time like 9:15 or 2:30pm"}

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return value.strftime("%H:%M") if isinstance(value, time) else value

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return value or None
        typed = str(value).strip().lower()
        if typed in NAMED_TIMES:
            return NAMED_TIMES[typed]
        found = TIME.match(typed)
        if not found:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self._time(int(found[1]), int(found[2] or 0), found[3])

    def _time(self, hour: int, minute: int, half: str | None) -> time:
        if half and not 1 <= hour <= 12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        try:
            return time(hour, minute)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class LongText(forms.CharField):
    """Several lines. Counts characters as the person sees them: a browser sends each line end as two."""

    def __init__(self, *, rows: int = 5, max_length: int = 10_000, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        words = super().to_python(value)
        return words.replace("\r\n", "\n") if words else words


class WholeNumber(forms.IntegerField):
    """A number typed as text with the number pad: no spinner that a scroll of the mouse can change."""

    def __init__(self, **kwargs):
        box = {"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=box))
        super().__init__(**kwargs)
