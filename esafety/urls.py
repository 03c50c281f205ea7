"""Paths read as sentences; each app owns its own."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("school.urls")),
]
