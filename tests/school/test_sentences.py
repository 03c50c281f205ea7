"""What a profile file would be told reads as a sentence about the form."""

import pytest

from school.forms.sentences import on_page

LABELS = {
    "wakes": "Tell people day and night",
    "in_hand": "The phone in one’s hand",
    "usual_sanction": "Usual sanction",
    "no_fault": "Nobody is at fault",
    "asks": "What to write",
    "how": "What ends it",
    "words": "What to do",
    "staff": "About an adult here",
    "cls": "How serious",
    "category": "Kind",
}


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ("wakes: write true. It must not wait.", "Tick it. It must not wait."),
        ("in_hand is missing: write what to do.", "“The phone in one’s hand” is missing: write what to do."),
        ("Leave out usual_sanction or no_fault.", "Leave out “Usual sanction” or “Nobody is at fault”."),
        (
            "It asks for itself: leave out asks or how.",
            "It asks for itself: leave out “What to write” or “What ends it”.",
        ),
        ("Write the rest as plain words, how it is.", "Write the rest as plain words, how it is."),
        ("Write classes or staff = true.", "Write classes or “About an adult here”."),
        ("write cls or category, not both.", "Write “How serious” or category, not both."),
        ("“coordinator” may not read it. Write dsl.", "“Co-ordinator” may not read it. Write Lead."),
        ("position: write 1.", "Position: write 1."),
    ],
)
def test_a_sentence_names_what_stands_on_the_page(file, page):
    assert on_page(file, LABELS, {"dsl": "Lead", "coordinator": "Co-ordinator"}).startswith(page)
