"""Adults here spoken of without title or office: an ordinary report asks nothing, a loose one once."""

import pytest

from incidents.mentions.hinted import hints
from incidents.mentions.loosely import called
from incidents.mentions.named import Name

LABELS = {"headteacher": "Headteacher", "dsl": "Designated safeguarding lead", "coordinator": "Online-safety lead"}
HERE = [
    Name("1", "Mina", "Vantongeren"),
    Name("2", "Jonathan", "Kaplan"),
    Name("3", "Grace", "Hill"),
    Name("4", "Mary Ann", "De Souza"),
    Name("5", "Sam", "Ostrander"),
    Name("6", "Will", "Archer"),
    Name("7", "Tom", "Varley"),
    Name("8", "Isla", "Thomas"),
    Name("9", "May", "Eddings"),
]
CAST = [
    Name(str(ref), given, "Testley") for ref, given in enumerate(["Teacher", "Head", "Office", "Governor", "Robin"])
]
REPORTER, PUPIL = Name("20", "Olive", "Quelch"), Name("21", "Sam", "Quillon")


def found(text, *others) -> list[str]:
    return hints([text], LABELS, frozenset({"quelch"}), called([*HERE, *CAST], [REPORTER, *others]))


ORDINARY = [
    "Two boys in Year 9 were watching a fight video in the maths teacher's lesson.",
    "She had her phone out in maths and was filming others. The cover teacher saw it.",
    "He called another pupil names in the group chat. His form tutor has been told.",
    "A girl in 8K showed me messages from a boy in Year 10. I told her form tutor.",
    "They got round the filter with a VPN while the teacher was helping somebody else.",
    "When the teacher left the room they opened a betting site.",
    "The TA saw what was on the screen and told me.",
    "The maths teacher asked me to report that a laptop was used to play games.",
    "My form tutor said to report it: he shared her number with the whole class.",
    "The caretaker found the phone behind the bins and handed it in.",
    "On the coach back from the museum they were passing a phone round.",
    "The coach left late and two boys watched a film with swearing on the back seats.",
    "He was sent to the head of year for swearing in an e-mail.",
    "The phone was confiscated by a member of staff at lunch.",
    "He logged in with the teacher's password and changed a grade.",
    "They filmed the cover teacher and put it on TikTok.",
    "Somebody made a fake account of the PE teacher on Instagram.",
    "He used AI to write his English homework and said it was his own.",
    "It was in PE, the TV was on and an ID card was on the PC.",
    "In tutor time he passed on a rumour about a girl in the year below.",
    "Mina in 9B and Sam Quillon put a photo of a classmate on Snapchat. Mina laughed.",
    "A pupil called Mina keeps getting messages from a stranger in a game.",
    "Will they be told? In May he did the same in the library.",
    "The librarian took the tablet from him because he was watching a horror film.",
    "She went to the school nurse upset about a comment on her photo.",
    "IT IS HIM AGAIN, HE SENT ME A RUDE JOKE IN THE CHAT",
    "I was covering for the music teacher. Two pupils searched for knives on the PC.",
    "A group of Year 7s shared a scary video. The teaching assistant stopped it and sent them to me.",
    "As her form tutor I saw that she had blocked three friends and was crying.",
    "The dinner lady heard it too. He said he would post the picture if she told anyone.",
]
LOOSE = [
    ("Mina texts her at night.", "Mina"),
    ("M.V. keeps texting her late at night", "M.V."),
    ("Somebody on the staff keeps texting her late at night.", "Somebody on the staff"),
    ("The maths teacher put his hand on her leg.", "The maths teacher"),
    ("The coach invited two girls to his house.", "The coach"),
    ("She says that Mina adds pupils on Instagram.", "Mina"),
    ("He gets messages from MV late in the evening.", "MV"),
    ("The maths teacher texts her at night.", "The maths teacher"),
    ("My form tutor adds pupils on Snapchat.", "My form tutor"),
    ("A TA took photos of the children on his own phone.", "A TA"),
    ("The caretaker told her that she looks sexy.", "The caretaker"),
    ("It was a cover teacher who showed them a rude film.", "a cover teacher"),
    ("Cover teacher shows them rude films.", "Cover teacher"),
    ("The coach asked her for a picture.", "The coach"),
    ("Photos taken by the football coach are on his own account.", "the football coach"),
    ("She cries when the coach messages her.", "the coach"),
    ("She is in a relationship with the music teacher.", "the music teacher"),
    ("I heard that Grace gives a pupil lifts home.", "Grace"),
    ("Mary Ann writes to him on Discord.", "Mary Ann"),
    ("The head of year 9 likes all her pictures.", "The head of year 9"),
    ("A member of staff has a child's number on her own phone.", "A member of staff"),
    ("Her tutor calls her babe in the chat.", "Her tutor"),
    ("The lunchtime supervisor films them eating.", "The lunchtime supervisor"),
    ("JK sends memes to Year 11 on WhatsApp.", "JK"),
]


# From a second look at what the rules got wrong when they were first written.
ORDINARY += [
    "The computing teacher has the details. A boy was found on YouTube instead of his work.",
    "During registration the form tutor overheard two girls planning to make a fake account of a boy.",
    "She was crying in the toilets; a TA stayed with her while I rang home.",
    "The class teacher and I looked at the screen and it was a chat room.",
    "He said the science teacher let him use his phone.",
    "Sam and Tom from Year 8 fell out over a game on Roblox.",
    "A friend of the family, Tom, is in Year 11 and sends him links.",
    "He uses OK Cupid. DM me, or ask the PTA.",
    "Her teacher is worried about her: she games all night.",
    "He refused to give the teacher his phone, and the teacher sent him out.",
]
LOOSE += [
    ("The new PE teacher follows girls on Instagram", "The new PE teacher"),
    ("one of the TAs has been messaging a Y11 boy", "one of the TAs"),
    ("the drama teacher and a sixth former are texting", "the drama teacher"),
    ("Our librarian has been searching for child models", "Our librarian"),
    ("The teacher who runs the chess club adds them on Discord", "The teacher"),
    ("the supply teacher in room 12 on Tuesday", "the supply teacher"),
    ("The exams officer has a private chat with pupils", "The exams officer"),
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_report_asks_nothing(text):
    assert found(text) == []


@pytest.mark.parametrize(("text", "who"), LOOSE)
def test_an_adult_spoken_of_loosely_is_asked_about(text, who):
    assert found(text) == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("mina texts her", []),
        ("Mina Quibble texts her", []),
        ("Miss Mina texts her", ["Miss Mina"]),
        ("I told Mina. I asked MV", []),
        ("in Mina’s lesson, in MV's class", []),
        ("Mina saw it. MV told me", []),
        ("Grace texts her", ["Grace"]),
        ("Grace be with you. Will he text her?", []),
        ("in May they text her, said the Head of the choir", []),
        ("on TV, 9MV texts her, MVP texts her", []),
        ("TV texts her", ["TV"]),
        ("HE SENT JK A RUDE JOKE", []),
        ("Mrs Kaplan, the maths teacher, texts her", ["Mrs Kaplan"]),
        ("the maths teacher, Mr Kaplan, texts her", ["Mr Kaplan"]),
        ("I told the maths teacher. The coach’s lesson is in private", []),
    ],
)
def test_what_may_mean_nobody_or_somebody_beside_it_asks_nothing(text, who):
    assert found(text) == who


def test_who_is_a_pupil_in_one_box_is_one_in_all():
    here = called(HERE, [])
    assert hints(["Mina laughed", "Mina, 9B"], LABELS, frozenset(), here) == []
    assert hints(["Mina laughed", "A pupil, 9B"], LABELS, frozenset(), here) == ["Mina"]


def test_a_given_name_or_initials_of_somebody_chosen_are_theirs():
    assert found("Sam texts her. SO does it", PUPIL) == []
    assert found("Sam texts her") == ["Sam"]
    assert found("JK texts her", Name("30", "Jo", "Kemp")) == []
