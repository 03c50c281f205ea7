"""Error pages of somebody trying the product out."""

import pytest


@pytest.mark.django_db
def test_somebody_trying_it_out_sees_our_page_for_what_is_not_there(client, settings):
    settings.DEBUG = True
    response = client.get("/healthz/nowhere/")
    assert response.status_code == 404
    assert b"DEBUG" not in response.content


@pytest.mark.django_db
def test_a_page_asked_for_under_another_name_is_refused_in_words(client):
    """It is refused before anybody was asked who they are: the page must do without."""
    client.raise_request_exception = False
    response = client.get("/account/login/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "The page could not read that" in response.content.decode()
