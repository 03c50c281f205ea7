"""Adults here in words of office, or with a title and a name nobody has: what is noticed, and what is not."""

import pytest

from incidents.mentions.hinted import hints
from incidents.mentions.loosely import called

LABELS = {"headteacher": "Headteacher", "dsl": "Designated safeguarding lead", "coordinator": "Online-safety lead"}
KNOWN = frozenset({"mrs", "patel"})


def found(text) -> list[str]:
    return hints([text], LABELS, KNOWN, called([], []))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("the head texts girls", "the head"),
        ("The online safety co-ordinator messages pupils", "The online safety co-ordinator"),
        ("He says the DSL does", "the DSL"),
        ("our online-safety lead", "our online-safety lead"),
        ("my colleague films them", "my colleague"),
        ("a technician looked on", "a technician"),
        ("the  deputy\nhead", "the deputy head"),
        ("pictures from Mrs B", "Mrs B"),
        ("Miss O’Quill-Feather filmed", "Miss O’Quill-Feather"),
        ("mr Zebedee has her number", "mr Zebedee"),
    ],
)
def test_an_office_or_an_unknown_name_is_noticed(text, who):
    assert found(text) == [who]


@pytest.mark.parametrize(
    "text",
    [
        "the head of year 9 rang home",
        "the head boy swore",
        "hit him on the head, over the head",
        "a head injury",
        "I told the head and the boys stopped",
        "he was sent to the headteacher",
        "reported it to the DSL",
        "in Mr K’s period 3",
        "during Ms Zed's lesson",
        "Mrs Patel was there",
        "I said sir, miss I saw it",
        "they miss English",
        "watching Mr Beast",
        "Sir said so. Miss said no",
        "the heading, a principality",
    ],
)
def test_an_ordinary_report_is_not_asked(text):
    assert not found(text)


def test_somebody_is_quoted_by_the_longest_words_that_mean_them():
    assert found("The minibus bloke in the site team keeps messaging her") == ["The minibus bloke in the site team"]


def test_each_is_quoted_once_in_its_order():
    assert found("Mr Zed and the head. The head and Mr Zed.") == ["Mr Zed", "the head"]
