"""A teacher who reports, on their phone."""

import pytest
from django.test import Client

from school.roles import Role
from tests.make import make_user


@pytest.fixture
def teacher():
    return make_user(Role.STAFF, given="Tess")


@pytest.fixture
def enter(live_server):
    """Sign a browser's context in as somebody, and answer a page on the first page."""

    def enter_as(context, user):
        browser = Client()
        browser.force_login(user)
        cookie = browser.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/")
        return page

    return enter_as


@pytest.fixture
def phone(context, enter, teacher):
    """The teacher's phone, on the first page."""
    page = enter(context, teacher)
    page.set_viewport_size({"width": 390, "height": 844})
    return page
