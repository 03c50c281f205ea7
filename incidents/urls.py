"""Paths that read as sentences: report/, records/, records/K7QF-2MXD/note/."""

from django.urls import path

from incidents.views import papers, queue, record

app_name = "incidents"

RECORD = "records/<str:ref>/"

urlpatterns = [
    path("records/", queue.queue_page, name="queue"),
    path("records/search/", queue.search_page, name="search"),
    path(RECORD, record.detail, name="detail"),
    path(RECORD + "chronology/", papers.chronology, name="chronology"),
    path(RECORD + "<slug:what>/", record.act, name="act"),
    path(RECORD + "<slug:what>/<str:about>/", record.act, name="act"),
]
