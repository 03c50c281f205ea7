"""Alarming words where a category has a question of its own for them: asked once, and to be answered."""

import pytest

from incidents.models import Answer, Incident
from school.profile.source import read
from tests.make import make_user
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
PICTURES = """
He keeps asking him for pics without clothes on.
Somebody online wants pics with nothing on.
A man on Discord asks for pics.
She says an older girl keeps asking for pictures.
Told to send photos of herself to a boy in Year 11.
She was in it with no clothes on.
There is a video of him getting undressed after PE.
He wants pics or he tells her mum.
It shows two boys in the park wearing nothing.
A friend says they sent pictures of themselves for a bet.
He got her to take her clothes off on a call.
Someone she does not know asked her for a photo.
They pass round dirty pictures in the group chat.
""".strip().splitlines()
ORDINARY = """
They put photos of the school trip in the chat.
There was no clothes line to hang the kit on.
He sent pictures of his homework to a friend.
She edited pics of cars in the ICT lesson.
Looking at clothes on Vinted instead of working.
He said there was nothing on the page.
A parent sent photos of the netball match to the office.
Two boys took pictures of the whiteboard.
She lost the photos on her memory stick.
They searched for pictures of footballers.
The class was drawing a picture of the castle.
He bought trainers and clothes online in registration.
""".strip().splitlines()
LIKELY = "Might this involve a nude, half-nude or sexual picture or video of someone under 18?"


@pytest.mark.parametrize(("words", "asked"), [*((one, True) for one in PICTURES), *((one, False) for one in ORDINARY)])
def test_roundabout_words_for_such_a_picture_are_asked_about_and_ordinary_ones_are_not(sign_in, words, asked):
    teacher = sign_in(make_user())
    url = begin(teacher)
    assert teacher.post(url, said(text=words)).status_code == 302
    assert (LIKELY in teacher.get(f"{url}check/").content.decode()) is asked


def test_the_words_for_pictures_are_the_same_in_each_school():
    lists = [
        next(row["words"] for row in read(school).data["word_checks"] if row["code"] == "pictures")
        for school in ("england", "milestone", "toynbee")
    ]
    assert lists[0] == lists[1] == lists[2]
    assert len(lists[0]) == len(set(lists[0])), "each once"


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
