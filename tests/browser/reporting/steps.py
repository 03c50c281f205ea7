"""The way through a report, as a person presses it."""

import re

from playwright.sync_api import expect

from incidents.models import Incident
from tests.make import make_pupil


def press(page, words: str):
    page.get_by_role("button", name=words, exact=True).click()


def to_page_two(page, tick="None of these"):
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/report/", page.url))
    page.get_by_label(tick).check()
    press(page, "Continue")
    page.wait_for_url(re.compile(r"/report/[0-9a-f-]{36}/$"))


def ticked_and_taken_away(page):
    """On page 2 a pupil was found and ticked, and the tick was taken away in the new list."""
    pupil = make_pupil("Zadie", form="8K")
    to_page_two(page)
    page.get_by_label("Find them by name or form").fill("zad")
    press(page, "Find")
    box = page.get_by_label(f"{pupil.name}, 8K")
    box.check()
    press(page, "Find")
    expect(box).to_be_focused()  # the list is the new one
    box.uncheck()


def to_last_page(page, tick="None of these", kind="Phone, games, chat or shopping", words="Games in the lesson"):
    to_page_two(page, tick)
    page.get_by_label(kind).check()
    if words:
        page.get_by_label("In your own words").fill(words)
    page.get_by_label("I don’t know the name").check()
    press(page, "Continue")
    page.wait_for_url("**/check/")


def received(page) -> Incident:
    """Wait for the receipt; the record it is of."""
    page.wait_for_url("**/reports/mine/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt")
    return Incident.objects.get(ref=page.url.rstrip("/").rsplit("/", 1)[-1])
