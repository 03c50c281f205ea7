"""What holds in whatever profile is shipped, read from the files alone."""

import itertools

import pytest

from school.profile.load import problems_of
from school.profile.source import names, read

TELLS = ("image", "picture", "abuse", "police", "illegal", "data", "pupil")


@pytest.fixture(params=names())
def source(request):
    return read(request.param)


@pytest.fixture
def data(source):
    """Its sections; none of what it leaves out."""
    return {"sanctions": []} | source.data


def test_no_file_has_a_problem(source):
    assert list(problems_of(source)) == []


def test_no_word_of_a_task_says_what_it_is_about(data):
    keys = ("task_words", "take_words", "give_back_words")
    words = " ".join(row.get(key, "") for row in [*data["steps"], *data["sanctions"]] for key in keys).lower()
    assert words.strip()
    assert not [told for told in TELLS if told in words]


def test_whoever_is_sent_to_ask_somebody_has_the_reference_to_ask_about(data):
    words = [row["task_words"] for row in data["steps"] if "task_words" in row]
    speaking = [said for said in words if any(sign in said for sign in (" ask ", "Ask ", " ring ", "this reference"))]
    assert all("{reference}" in said for said in speaking), speaking


def test_what_is_lost_is_not_taken_off_the_network(data):
    """It is not there to be; and data sent to the wrong person is on no network of ours."""
    lines = {row["code"]: row for row in data["steps"]}
    assert "lost-device" in lines["contain"]["not_for"]
    assert lines["contain-lost"]["categories"] == ["lost-device"]
    assert set(lines["contain"]["not_for"]) == {"lost-device", *lines["contain-data"]["categories"]}


def test_what_may_be_a_crime_asks_for_no_story_and_says_what_to_do_with_the_phone_or_computer(data):
    grave = [row for row in data["categories"] if row["cls"] == "illegal"]
    assert grave
    assert all(row.get("in_hand") and row.get("no_story") for row in grave)
    assert all("close the lid" in row["in_hand"] for row in data["categories"] if "in_hand" in row)


def test_the_first_page_asks_the_seven_things_of_u9_in_order(data):
    first = [row for row in data["questions"] if row["asked"] == "first"]
    assert [row["code"].removeprefix("first-") for row in first] == [
        "images", "danger", "adult", "told-harm", "crime", "none", "unsure",
    ]  # fmt: skip
    assert [row["code"] for row in first if row.get("stop_notice")] == ["first-images", "first-crime", "first-unsure"]


def test_every_group_of_the_form_has_something_in_it(data):
    assert {row["group"] for row in data["categories"]} == {row["code"] for row in data["groups"]}


def test_each_title_is_short_enough_to_be_read_in_a_corridor(data):
    assert max(len(row["title"].split()) for row in data["categories"]) <= 14
    assert all(row["guidance"].count(". ") <= 1 for row in data["categories"])


def test_each_kind_is_found_by_other_words_than_its_own(data):
    for row in data["categories"]:
        own = f"{row['title']} {row['guidance']}".lower()
        assert row["code"] == "other" or [word for word in row["also"] if word not in own], row["code"]
        assert all(word == word.lower() for word in row.get("also", ())), row["code"]


def test_every_alarming_word_is_written_as_it_is_looked_for(data):
    for row in data["word_checks"]:
        assert all(word == " ".join(word.lower().replace("-", " ").split()) for word in row["words"]), row["code"]


def test_words_of_a_lesson_are_not_on_any_two_lists(data):
    lists = [set(row["words"]) for row in data["word_checks"]]
    assert not any(one & other for one, other in itertools.combinations(lists, 2))
