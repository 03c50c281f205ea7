"""What the form pack prints: every error leads to its control, every control is described, nothing repeats."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms.layout import Layout
from django import forms
from django.http import HttpRequest
from django.template import engines

from esafety.lib.govuk.fields import DateField, LongText, TimeField
from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.layout import Buttons, Fieldset, Question, Reveal
from esafety.lib.govuk.widgets import Checkboxes, Radios

PLACES = [("school", "On a school device"), ("home", "At home")]


class Everything(GovForm, forms.Form):
    submit = "Send report"
    send_safely = "ring ext 204"
    only_if_asked = ("tag",)
    where = forms.ChoiceField(label="Where?", choices=PLACES, widget=Radios(hints={"home": "Or a friend's home"}))
    tag = forms.CharField(label="Tag", required=False, help_text="On the lid", max_length=5)
    true = forms.MultipleChoiceField(
        label="Tick", choices=[("a", "A"), ("none", "None of these")], widget=Checkboxes(exclusive=["none"])
    )
    plain = forms.ChoiceField(label="Plain radios?", choices=PLACES, widget=forms.RadioSelect)
    day = DateField(label="When?", help_text="For example, 27 3 2026")
    at = TimeField(label="At what time?", required=False)
    what = LongText(label="What happened?", max_length=20)
    year = forms.ChoiceField(label="Year", choices=[("", "Choose"), ("7", "Year 7")])
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    sure = forms.BooleanField(label="I am sure", help_text="Really")
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    layout = Layout(
        Question("what", size="l", heading=True),
        Reveal("where", school=["tag"]),
        Fieldset("The rest", "true", "plain", "day", "at", hint="As far as you know"),
        "year",
        "secret",
        "sure",
    )


class Page(HTMLParser):
    """The ids, the fragment links, and what points at ids."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.points, self.controls, self.labels = [], [], [], {}, set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        self.ids += [has["id"]] if "id" in has else []
        self.links += [has["href"][1:]] if has.get("href", "").startswith("#") else []
        self.points += (has.get("aria-describedby") or "").split() + (has.get("data-aria-controls") or "").split()
        if tag in {"input", "select", "textarea"} and has.get("type") != "hidden":
            self.controls[has["id"]] = has
        if tag == "label":
            self.labels.add(has["for"])


def printed(form, how="{% include '_errors.html' %}{% crispy form %}"):
    return engines["django"].from_string(how).render({"form": form}, HttpRequest())


BAD = {"where": "school", "tag": "too long", "day_day": "1", "day_year": "2026", "at": "soon", "what": "x" * 21}


def test_every_error_leads_to_a_control_and_every_description_exists():
    page = Page(printed(Everything(BAD)))
    assert set(page.links) == {
        "id_what", "id_true_0", "id_plain_0", "id_day_1", "id_at", "id_year", "id_secret", "id_sure", "id_tag",
    }  # fmt: skip
    assert set(page.links) <= set(page.controls)
    assert set(page.points) <= set(page.ids)


def test_every_control_has_a_label_and_no_id_is_given_twice():
    page = Page(printed(Everything()))
    assert set(page.controls) == page.labels
    assert len(page.ids) == len(set(page.ids))


def test_printing_twice_prints_the_same():
    form = Everything(BAD)
    first, second = (re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", printed(form)) for _ in range(2))
    assert first == second


def test_only_the_box_that_is_wrong_is_marked():
    page = Page(printed(Everything(BAD)))
    marked = [name for name, has in page.controls.items() if name.startswith("id_day") and "aria-invalid" in has]
    assert marked == ["id_day_1"]


def test_what_was_typed_is_kept():
    page = Page(printed(Everything({"day_day": "31", "day_month": "feb", "day_year": "2026", "at": "soon"})))
    assert [page.controls[f"id_day_{n}"].get("value") for n in range(3)] == ["31", "feb", "2026"]
    assert page.controls["id_at"]["value"] == "soon"


def test_the_browser_never_judges_or_cuts():
    html = printed(Everything())
    assert "novalidate" in html
    assert not re.search(r"\srequired[\s>]|maxlength=\"\d+\" |pattern=", html.replace("data-maxlength", "counted"))


def test_optional_is_said_but_not_where_another_answer_demands():
    html = printed(Everything())
    assert "At what time? (optional)" in html
    assert "Tag (optional)" not in html


def test_a_hint_and_an_error_are_both_read_out():
    page = Page(printed(Everything(BAD)))
    assert page.controls["id_tag"]["aria-describedby"] == "id_tag_helptext id_tag_error"
    assert page.controls["id_what"]["aria-describedby"] == "id_what_error id_what-info"


def test_a_failed_send_can_be_said():
    assert 'data-send-safely="ring ext 204"' in printed(Everything())


@pytest.mark.parametrize("how", ["{{ form }}", "{{ form|crispy }}", "{% crispy form %}"])
def test_every_way_of_printing_wears_the_dress(how):
    html = printed(Everything(), how)
    for dress in ("govuk-radios__input", "govuk-date-input", "govuk-textarea", "govuk-select", "govuk-checkboxes"):
        assert dress in html


def test_a_filter_goes_by_get_and_marks_nothing_optional():
    class Filter(GovForm, forms.Form):
        method = "get"
        state = forms.ChoiceField(required=False, choices=[("", "All")])

    html = printed(Filter())
    assert 'method="get"' in html
    assert "csrfmiddlewaretoken" not in html
    assert "(optional)" not in html


def test_buttons_say_what_else_may_follow():
    class Next(GovForm, forms.Form):
        submit = None
        note = forms.CharField()
        layout = Layout("note", Buttons("Save", ("Save and next", "next"), sticky=True))

    html = printed(Next())
    assert 'name="then" value="next"' in html
    assert "app-sticky-action" in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_say_what_to_do_next(name):
    html = engines["django"].get_template(f"{name}.html").render({}, None)
    assert "999" in html
    assert "<h1>" in html


def test_what_people_type_is_never_markup():
    html = printed(Everything({"tag": "<b>", "what": "<script>", "day_day": '"><i>', "where": "<u>", "at": "<s>"}))
    assert not re.search(r"<(b|script|i|u|s)>", html)
