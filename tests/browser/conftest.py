"""Real Chromium, and the one way to ask whether a page is fit for everybody."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip

# GOV.UK says aria-expanded on a radio that reveals more, knowing that the rule does not allow it.
FORGIVEN = ("aria-allowed-attr", ".govuk-radios__input[aria-controls]")


def pytest_collection_modifyitems(items):
    """Whatever lives in this folder drives a browser."""
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _django_may_be_asked_from_playwrights_loop():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def phone(page):
    """The page on a phone 390 wide."""
    page.set_viewport_size({"width": 390, "height": 844})
    return page


@pytest.fixture
def fit_for_everybody():
    """Call with a page: fails on any accessibility finding and on anything that scrolls sideways."""

    def look(page):
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        findings = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
        wrong = [said for finding in findings if (said := unforgiven(page, finding))]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert not wrong, "\n".join(wrong)
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px at {page.viewport_size['width']}"

    return look


def unforgiven(page, finding):
    """The finding as a sentence; nothing when it is the one forgiven rule on the one forgiven control."""
    rule, control = FORGIVEN
    nodes = [
        node["target"][0]
        for node in finding["nodes"]
        if finding["id"] != rule or not page.locator(node["target"][0]).and_(page.locator(control)).count()
    ]
    return f"{page.url}: {finding['id']} at {', '.join(nodes)}: {finding['help']}" if nodes else ""
