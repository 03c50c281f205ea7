"""Paths that read as sentences: report/, records/, records/K7QF-2MXD/note/."""

from django.urls import path

from incidents.views import log, papers, queue, receipts, record, reporting, steps_mine

app_name = "incidents"

RECORD = "records/<str:ref>/"
BEGUN = "report/<uuid:key>/"
RECEIPT = "reports/mine/<slug:ref>/"

urlpatterns = [
    path("report/", reporting.first, name="report"),
    path(BEGUN, reporting.what, name="report_what"),
    path(BEGUN + "first/", reporting.first, name="report_first"),
    path(BEGUN + "check/", reporting.check, name="report_check"),
    path(BEGUN + "throw-away/", reporting.throw_away, name="report_throw_away"),
    path("reports/mine/", receipts.mine, name="mine"),
    path(RECEIPT, receipts.receipt, name="receipt"),
    path(RECEIPT + "add/", receipts.write, {"box": "add"}, name="receipt_add"),
    path(RECEIPT + "answer/", receipts.write, {"box": "answer"}, name="receipt_answer"),
    path("steps/<slug:ref>/", steps_mine.step, name="step"),
    path("steps/<slug:ref>/cannot/", steps_mine.give_back, name="cannot"),
    path("steps/<slug:ref>/not-done/", steps_mine.not_done, name="step_not_done"),
    path("records/", queue.queue_page, name="queue"),
    path("records/search/", queue.search_page, name="search"),
    path("records/calls/", queue.calls_page, name="calls"),
    path("records/log/", log.log_page, name="log"),
    path("records/log/reviewed/", log.reviewed, name="log_reviewed"),
    path(RECORD, record.detail, name="detail"),
    path(RECORD + "chronology/", papers.chronology, name="chronology"),
    path(RECORD + "this-term/", queue.this_term, name="this_term"),
    path(RECORD + "<slug:what>/", record.act, name="act"),
    path(RECORD + "<slug:what>/<str:about>/", record.act, name="act"),
]
