"""Error pages of somebody trying the product out."""

import pytest


@pytest.mark.django_db
def test_somebody_trying_it_out_sees_our_page_for_what_is_not_there(client, settings):
    settings.DEBUG = True
    response = client.get("/healthz/nowhere/")
    assert response.status_code == 404
    assert b"DEBUG" not in response.content
