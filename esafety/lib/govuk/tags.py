"""Template tags of the dress. Built into every template through settings, so no `{% load %}` is needed."""

from datetime import datetime

from django import template
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.forms.widgets import ChoiceWidget, Textarea
from django.utils.html import format_html

from esafety.lib import clock
from esafety.lib.govuk.layout import names_in
from esafety.lib.qr import qr_path
from esafety.lib.telephone import dial

register = template.Library()


@register.filter
def to_ring(number: str) -> str:
    """A number one presses to ring it; an extension, which no phone outside can ring, as it is."""
    if digits := dial(number):
        return format_html('<a class="govuk-link app-nowrap" href="tel:{}">{}</a>', digits, number)
    return format_html('<strong class="app-nowrap">{}</strong>', number)


@register.filter
def together(words: list[str]) -> str:
    """A, B and C; where one of them has an "and" of its own, the last comes after a comma."""
    *rest, last = list(words) or [""]
    comma = "," if any(" and " in one for one in words) else ""
    return f"{', '.join(rest)}{comma} and {last}" if rest else last


@register.filter
def day(moment: datetime | None) -> str:
    """3 November; with the year where it is not this one."""
    return clock.words_of(clock.local(moment).date()) if moment else ""


@register.filter
def moment(at: datetime | None, length: str = "") -> str:
    """Tue 3 Nov, 09:00; `moment:"long"` is Tuesday 3 November, 09:00. With the year where it is not this one."""
    if not at:
        return ""
    there = clock.local(at)
    return f"{clock.words_of(there.date(), '%A %-d %B' if length else '%a %-d %b')}, {there:%H:%M}"


@register.filter
def timed(at: datetime) -> str:
    """3 November 2026, 09:00, so that a machine can read it too. A record has dozens, so without `date`'s detours."""
    there = clock.local(at)
    return format_html('<time datetime="{}">{}</time>', there.isoformat("T", "minutes"), f"{there:%-d %B %Y, %H:%M}")


@register.filter
def control_id(field: BoundField) -> str:
    """The id an error about `field` must lead to: the first radio or checkbox, the wrong date box, the text box."""
    widget, id_ = field.field.widget, field.auto_id
    if isinstance(widget, ChoiceWidget) and widget.input_type in {"radio", "checkbox"}:
        options = [] if getattr(widget, "folded", False) else list(field.subwidgets)  # nothing folded away is led to
        return options[0].id_for_label if options else f"{id_}_group"
    return widget.id_for_label(id_) or id_


@register.filter
def kind(field: BoundField) -> str:
    """How field.html prints it: group (a fieldset), checkbox (a single one), password, counted or plain."""
    widget = field.field.widget
    if field.use_fieldset:
        return "group"
    if getattr(widget, "input_type", "") in {"checkbox", "password"}:
        return widget.input_type
    return "counted" if isinstance(widget, Textarea) and getattr(field.field, "max_length", None) else "plain"


def _place_on(form: BaseForm):
    """Where on the page a field stands, by the form's layout; what no layout names stands behind the rest."""
    order = {name: place for place, name in enumerate(names_in(getattr(form, "layout", None)))}
    return lambda field: order.get(field.name, len(order))


def _rows(form: BaseForm):
    yield from (("", message) for message in form.non_field_errors())
    for field in sorted(form, key=_place_on(form)):
        yield from ((f"#{control_id(field)}" if not field.is_hidden else "", message) for message in field.errors)


@register.simple_tag
def error_rows(form) -> list[tuple[str, str]]:
    """(where, words) for every error of a form or formset; where is a link on the page, or empty."""
    if not form or not getattr(form, "is_bound", False):
        return []
    if isinstance(form, BaseFormSet):
        own = [("", message) for message in form.non_form_errors()]
        return own + [row for one in form.forms for row in _rows(one)]
    return list(_rows(form))


@register.inclusion_tag("_qr.html")
def qr(text: str, label: str) -> dict[str, str | int]:
    """A QR code printed inline; `label` says to a screen reader what it is and what else to do."""
    side, path = qr_path(text)
    return {"side": side, "path": path, "label": label}
