"""A name after a title that is not quite spelt as somebody's here, or is their first name, is asked about."""

import pytest

from incidents.mentions.misspelt import misspelt
from incidents.mentions.named import Name

HERE = [
    Name("1", "Mina", "Vantongeren"),
    Name("2", "Eve", "Kaplan"),
    Name("3", "Hilary", "Quillfeather"),
    Name("4", "Jo", "Hill"),
]


def found(text, chosen=(), families=()) -> dict[str, str]:
    return {one.words: "".join(sorted(one.people)) for one in misspelt([text], HERE, families, frozenset(chosen))}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ms Van Tongeren texts her", {"Ms Van Tongeren": "1"}),
        ("Ms. Vantongren", {"Ms. Vantongren": "1"}),
        ("mrs vantongern said", {"mrs vantongern": "1"}),
        ("Miss Van-Tongeren’s car", {"Miss Van-Tongeren": "1"}),
        ("Ms Vantongerens car", {"Ms Vantongerens": "1"}),
        ("Miss Mina", {"Miss Mina": "1"}),
        ("Mr Kaplin and Mrs Quill-Feather", {"Mr Kaplin": "2", "Mrs Quill-Feather": "3"}),
    ],
)
def test_a_name_nearly_spelt_means_whoever_has_it(text, who):
    assert found(text) == who


@pytest.mark.parametrize(
    "text", ["Ms Hall", "Mr Kaplan rang", "Vantongren", "Miss I saw it", "I miss hilly walks", ""]
)
def test_another_name_no_title_or_the_right_spelling_is_not_asked_about_here(text):
    assert found(text) == {}


def test_nor_whoever_was_chosen_nor_a_name_that_is_a_chosen_pupil_s():
    assert found("Ms Vantongren", chosen={"1"}) == {}
    assert found("Mrs Kaplun rang home", families=["Kaplun"]) == {}
