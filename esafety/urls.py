"""Paths read as sentences; each app owns its own."""

from django.urls import include, path

from school.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("school.account_urls")),
    path("", include(("school.urls", "school"))),
    path("files/", include("runs.urls")),
    path("", include("notices.urls")),
    path("", include("incidents.urls")),
]

handler500 = "school.views.errors.failed"
