"""What a colleague writes who was asked to do one line: alarming words ask what they ask of a report (U12)."""

import pytest

from incidents import actions
from tests.dealing import step_of
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
ALARM = "Spoke to both. Fay said she wants to kill herself."


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return record


@pytest.fixture(params=["behaviour", "ring-home"])
def asked(request, record, cast, sign_in):
    """Sends the page of a line given to a colleague, with those words."""
    step = step_of(record, request.param)
    actions.give(step, cast.colleague.person, by=cast.coordinator, instruction="Fay, 8B")
    browser, told = sign_in(cast.colleague), {"with_whom": "Her mother", "means": "rang", "day_day": "", "at": ""}

    def send(words, **answers):
        page = browser.get(f"/steps/{step.ref}/").context["form"]
        typed = {name: page[name].value() for name in ("time",) if name in page.fields}
        day = page["day"].value() if "day" in page.fields else None
        dated = {"day_day": day.day, "day_month": day.month, "day_year": day.year} if day else {}
        said = {"text": words, "with_whom": told["with_whom"], "means": "rang", **dated} if day else {"note": words}
        return browser.post(f"/steps/{step.ref}/", typed | said | answers, follow=True)

    return send


def test_plain_words_ask_nothing(asked, record):
    assert "Thank you" in words_of(asked("Spoke to both. All is well."))
    assert reread(record).cls == "serious"


@pytest.mark.parametrize(
    ("answer", "cls"), [("yes", "child_protection"), ("unsure", "child_protection"), ("no", "serious")]
)
def test_alarming_ones_ask_and_the_answer_raises(asked, record, answer, cls):
    page = asked(ALARM)
    assert "Thank you" not in words_of(page)
    assert ALARM in page.content.decode()
    assert not record.answers.filter(question__code="own-life").exists()
    assert "Thank you" in words_of(asked(ALARM, **{"q-own-life": answer}))
    assert record.answers.get(question__code="own-life").value == answer
    assert reread(record).cls == cls
