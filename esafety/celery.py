"""Celery owns nothing: it says "look", the database says what is due (security.md F2, 4.4)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esafety.settings")

app = Celery("esafety")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Each look expires before the next: a worker that was away for a night finds one of each, not hundreds.
app.conf.beat_schedule = {
    "files that were forgotten": {"task": "runs.sweep", "schedule": 60, "options": {"expires": 50}},
    "files without a row": {"task": "runs.collect_orphans", "schedule": 3600, "options": {"expires": 3000}},
    "alarms without a daemon": {"task": "notices.stand_in", "schedule": 60, "options": {"expires": 50}},
}
