"""What is wrong with any form stands on top in the order of the page, each sentence leading to its field."""

import inspect

import pytest
from crispy_forms.layout import Layout
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import get_resolver

from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.layout import Fieldset, Question, Reveal
from esafety.lib.govuk.tags import error_rows
from esafety.lib.govuk.widgets import Radios
from tests.pages import check_summary

PAGE = engines["django"].from_string('{% include "_errors.html" %}{% load crispy_forms_tags %}{% crispy form %}')
NOT_A_SENTENCE = ("Enter note", "Enter choose", "Enter search", "This field", "Select a valid")
# What making a form says that wants a record or a person: such a one is looked at on its page, by conftest.
WANTS_MORE = (TypeError, ValueError, KeyError, AttributeError)


def every_form(of=GovForm):
    """The forms of the product; asking for the addresses loads them all."""
    _ = get_resolver().url_patterns
    for form in of.__subclasses__():
        if form.__module__.split(".")[0] != "tests":
            yield form
            yield from every_form(form)


def by_itself(form) -> bool:
    """Can it be made with what was typed alone?"""
    asked = inspect.signature(form.__init__).parameters.values()
    named = [one for one in asked if one.kind == one.KEYWORD_ONLY and one.default is one.empty]
    return hasattr(form, "base_fields") and not named and not form.__name__.startswith("_")


def printed(form) -> HttpResponse:
    page = HttpResponse(PAGE.render({"form": form}))
    page.request = {"PATH_INFO": type(form).__name__}
    return page


@pytest.mark.django_db
def test_every_form_sent_empty_leads_from_each_error_to_its_field():
    looked = []
    for form in filter(by_itself, dict.fromkeys(every_form())):
        try:
            sent = form({})
            sent.is_valid()
        except WANTS_MORE:
            continue
        check_summary(printed(sent))
        looked.append(form)
        assert all(not words.startswith(NOT_A_SENTENCE) for _, words in error_rows(sent)), form
    assert len(looked) > 20


class Mixed(GovForm, forms.Form):
    """Its fields are printed in another order than they are written."""

    last = forms.CharField()
    middle = forms.CharField(required=True)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=Radios)
    first = forms.CharField()
    unnamed = forms.CharField()
    layout = Layout(Question("first"), Fieldset("Both", Reveal("kind", a=["middle"])), "last")


def test_errors_stand_in_the_order_of_the_layout_and_then_the_rest():
    assert [where for where, _ in error_rows(Mixed({}))] == [
        "#id_first", "#id_kind_0", "#id_middle", "#id_last", "#id_unnamed",
    ]  # fmt: skip
    check_summary(printed(Mixed({})))
