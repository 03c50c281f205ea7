"""Alarming words where a category has a question of its own for them: asked once, and to be answered."""

import pytest

from incidents.models import Answer, Incident
from tests.make import make_user
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("school", ["milestone", "toynbee"])
@pytest.mark.parametrize(
    ("kind", "words", "code", "cls"),
    [
        ("unsuitable-picture", "There was a nude of her", "indecent", "illegal"),
        ("pornography", "There was a nude on it", "against-law", "illegal"),
        ("unsuitable-on-purpose", "He looked at porn", "against-law", "illegal"),
        ("bullying", "He hits him", "harm", "child_protection"),
        ("hatred", "They called it a hate crime", "crime-said", "illegal"),
    ],
)
def test_the_question_of_the_category_is_asked_once_and_its_yes_raises(
    school_of, sign_in, school, kind, words, code, cls
):
    school_of(school)
    teacher = sign_in(make_user())
    url = begin(teacher)
    teacher.post(url, said(category=kind, text=words))
    fields = teacher.get(f"{url}check/").context["form"].fields
    assert [name for name, field in fields.items() if name.startswith("q-") and field.required] == [f"q-{code}"]
    assert press_send(teacher, url).status_code == 200
    assert press_send(teacher, url, **{code: "yes"}).status_code == 302
    assert Incident.objects.get().cls == cls
    assert Answer.objects.filter(question__code=code, value="yes").exists()
