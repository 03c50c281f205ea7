"""A report as a browser sends it: page by page, with the fields a person would leave as they are."""

from uuid import uuid4

from esafety.lib import clock

PAGE = "/report/"


def begin(browser, *ticks: str) -> str:
    """Page 1 with these ticks; answers the address of page 2."""
    answer = browser.post(PAGE, {"key": uuid4(), "ticks": ticks or ["first-none"]})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def said(*ticks: str, **fields) -> dict:
    """Page 2 as it would be posted: the ticks of page 1, a kind, somebody unknown, now."""
    now = clock.local(clock.now())
    plain = {
        "ticks": list(ticks) or ["first-none"],
        "category": "acceptable-use",
        "unknown": "on",
        "day_day": now.day,
        "day_month": now.month,
        "day_year": now.year,
        "at": f"{now:%H:%M}",
    }
    return {name: value for name, value in (plain | fields).items() if value is not None}


def seen_on(page) -> str:
    """The fingerprint the last page carries."""
    return page.context["seen"]


def send(browser, *ticks: str, answers=None, **fields):
    """All three pages; the answer to Send."""
    url = begin(browser, *ticks)
    answer = browser.post(url, said(*ticks, **fields))
    assert answer.status_code == 302, answer.context["form"].errors
    return press_send(browser, url, **(answers or {}))


def press_send(browser, url: str, **answers):
    """The last page, with these answers to its questions."""
    page = browser.get(f"{url}check/")
    assert page.status_code == 200
    return browser.post(
        f"{url}check/", {"seen": seen_on(page), **{f"q-{code}": value for code, value in answers.items()}}
    )
