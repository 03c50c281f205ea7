"""Seventy-five kinds and a teacher in a corridor: what page 2 shows first, what is folded, which words find what.

Ten situations told without the words of their kind, by what a reader of them ticks, looks under and types.
"""

import re
from types import SimpleNamespace

import pytest

from incidents.reporting.choosing import MOST, likely
from school.profile.source import read
from school.roles import Role
from tests.make import make_user
from tests.reporting import begin

POLICIES = ["milestone", "toynbee"]
# ticks | kind | group it is looked under | words typed
SITUATIONS = """
none             | phone                 | lesson    | mobile in test, scrolling, phone in lesson
none             | bypass                | computers | vpn, netherlands, barred site, got round the filter
told-harm danger | meeting-up            | contact   | meeting, train, headset friend, met online
none unsure      | data-loss             | data      | medical list, wrong parents, emailed everybody, gdpr
adult            | staff-own-camera      | adult     | snaps own handset, photos personal phone, camera trip
none             | accident-told         | seen      | naked by mistake, spelling mistake, accident
told-harm none   | bullying              | messages  | group chat, left out, mocking, stammer in whatsapp
none unsure      | secret-recording      | pictures  | recorded teacher, clip, audio, ringtone
danger crime     | threats               | crime     | blade, stab, knife, threatened
none             | pupil-contacted-staff | adult     | follow request, messaged me, hi miss, friend request
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in SITUATIONS.strip().splitlines()]


# words a teacher types | a kind that fits them, in the present-day profile | in the two policies
TYPED = """
scary, momo, huggy wuggy   | accident-told         | accident-told
creepy                     | grooming              | stranger-contact
andrew tate                | extremism             | discrimination
misogyny, incel            | child-on-child        | discrimination
vape ad                    | accident-told         | accident-told
AI girlfriend              | unsuitable-on-purpose | unsuitable-on-purpose
squid game, 18 game, gta   | unsuitable-on-purpose | unsuitable-on-purpose
fake news, slenderman      | unsuitable-on-purpose | unsuitable-on-purpose
blackout challenge         | self-harm             | child-worry
roblox, discord, omegle    | grooming              | stranger-contact
catfish, stranger          | grooming              | stranger-contact
snap streak, twitch        | acceptable-use        | social-media
phone in lesson, earbud    | acceptable-use        | phone
deepfake, nude, dick pic   | nudes                 | intimate-images
revenge porn, upskirt      | nudes                 | intimate-images
sextortion, blackmail      | adult-wants-images    | intimate-images
fight video, happy slap    | images-shared         | camera-phone
film teacher               | images-shared         | secret-recording
live stream                | images-shared         | camera-phone
doxx                       | bullying              | personal-details
mocking teacher            | disrepute             | harassing-post
gambling skin, in-app purch | gambling             | gambling
proxy, vpn                 | bypass                | bypass
stolen ipad, missing phone | lost-device           | lost-device
messages girls at night    | staff-contact         | staff-contact
sir messages girls         | staff-contact         | staff-contact
miss messages boys         | staff-contact         | staff-contact
fake account, fake profile | bullying              | bullying
fake account               | disrepute             | harassing-post
pen drive, usb stick       | data-breach           | data-loss
pen drive, memory stick    | lost-device           | lost-device
"""
WORDS = [[cell.strip() for cell in line.split("|")] for line in TYPED.strip().splitlines()]


@pytest.fixture(params=POLICIES)
def data(request):
    return read(request.param).data


def kinds_of(data) -> list:
    plain = {"staff": False, "no_story": False}
    return [SimpleNamespace(**plain | row) for row in data["categories"]]


def first_with(data, tick) -> list[str]:
    """The kinds page 2 shows first when that line is ticked."""
    row = next(row for row in data["questions"] if row["code"] == f"first-{tick}")
    ticked = SimpleNamespace(**{"staff": False, "no_story": False, "raises_to": ""} | row)
    return [one.code for one in likely([ticked], kinds_of(data))]


def says(row) -> list[str]:
    return re.findall(r"[^\W_]+", " ".join([row["title"], row["guidance"], *row.get("also", [])]).lower())


def hits(row, typed) -> int:
    """As frontend/narrow.mjs counts them, without the ends of words it forgives."""
    words = says(row)
    return sum(any(one.startswith(word) for one in words) for word in typed.split())


def test_each_situation_is_among_the_first_or_under_the_heading_one_looks_at(data):
    kinds, headings = {row["code"]: row for row in data["categories"]}, {row["code"] for row in data["groups"]}
    for _, code, group, _ in ROWS:
        assert kinds[code]["group"] == group and group in headings
    seen_first = [code for ticks, code, *_ in ROWS if any(code in first_with(data, tick) for tick in ticks.split())]
    assert len(seen_first) >= 8, seen_first


def test_the_words_one_types_find_it_and_hardly_anything_besides(data):
    for _, code, _, typed in ROWS:
        for words in typed.split(", "):
            found = {row["code"]: hits(row, words) for row in data["categories"]}
            best = [one for one, count in found.items() if count == max(found.values())]
            assert code in best and len(best) <= 7, (code, words, best)


@pytest.mark.parametrize("profile", ["england", *POLICIES])
def test_words_people_type_offer_a_kind_that_fits_first(profile):
    rows = read(profile).data["categories"]
    for typed, here, there in WORDS:
        for words in typed.lower().split(", "):
            found = {row["code"]: hits(row, words) for row in rows}
            best = [one for one, count in found.items() if count == max(found.values()) > 0]
            assert (here if profile == "england" else there) in best and len(best) <= 5, (profile, words, best)


@pytest.mark.parametrize("profile", ["england", *POLICIES])
def test_one_word_alone_finds_among_others_the_kind_meant(profile):
    rows = {row["code"]: row for row in read(profile).data["categories"]}
    lost = "data-breach" if profile == "england" else "data-loss"
    for word, code in [("sir", "staff-contact"), ("sir", "staff-allegation"), ("messages", "staff-contact")]:
        assert hits(rows[code], word), (word, code)
    for word in ("usb", "stick", "pendrive"):
        assert hits(rows[lost], word) and hits(rows["lost-device"], word), word


@pytest.mark.proves("T-178")
@pytest.mark.parametrize(
    "typed", ["lost laptop", "lost phone", "stolen laptop", "missing laptop", "lost memory stick", "lost device"]
)
def test_a_lost_thing_is_found_first_among_those_that_sound_alike(data, typed):
    found = {row["code"]: hits(row, typed) for row in data["categories"]}
    assert next(code for code, count in found.items() if count == max(found.values())) == "lost-device"


def test_what_sounds_alike_is_told_apart_by_the_line_under_it(data):
    kinds = {row["code"]: row for row in data["categories"]}
    for code in ("data-loss", "insecure-stick"):
        assert "Missing equipment has a line of its own" in kinds[code]["guidance"].replace("; m", ". M")


def test_what_is_left_over_stands_last_of_those_shown_first(data):
    """Else whoever reads from the top takes “any other worry” for what has a line of its own."""
    left_over = {"child-worry", "staff-allegation", "other-crime"}
    for tick in ("images", "danger", "adult", "told-harm", "crime", "none", "unsure"):
        first = first_with(data, tick)
        assert not left_over & set(first[:-1]), tick


@pytest.mark.django_db
@pytest.mark.parametrize(("tick", "stay"), [("first-adult", 3), ("first-images", 0), ("first-none", 0)])
def test_what_the_tick_about_an_adult_shows_first_stays_whatever_is_typed(sign_in, tick, stay):
    browser = sign_in(make_user(Role.STAFF))
    page = browser.get(begin(browser, tick)).content.decode()
    staying = re.findall(r'value="([^"]+)"[^>]* data-stays', page)
    assert len(staying) == stay
    assert set(staying) <= {"staff-allegation", "staff-contact", "low-level-concern"}


@pytest.mark.django_db
@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_faces_seventy_five_kinds(policy, school_of, sign_in):
    school_of(policy)
    browser = sign_in(make_user(Role.STAFF))
    for tick in ("first-none", "first-images", "first-unsure"):
        page = browser.get(begin(browser, tick)).content.decode()
        folded = re.findall(r'<details class="govuk-details app-kinds"(.*?)>(.*?)</details>', page, re.DOTALL)
        assert len(folded) == 10
        assert not any("open" in attributes for attributes, _ in folded)
        radios = re.findall(r'name="category" value="([^"]+)"', page)
        inside = re.findall(r'name="category" value="([^"]+)"', "".join(kinds for _, kinds in folded))
        assert len(radios) == len(set(radios)) == 75
        assert len(radios) - len(inside) <= MOST + 1, "the likeliest, and “Something else”"
        assert radios[-1] == "other"
