"""The Celery app of the product with the demonstration kind of file: `celery -A tests.reliability.worker worker`."""

import django

from esafety.celery import app  # noqa: F401

django.setup()

from esafety.lib import pdf  # noqa: E402
from tests.runs.demo import Demo  # noqa: E402

pdf.GLANCE = 0.1  # so that a short rendering has a middle to be killed in
demo = Demo().register()
demo.says = {"heading": "A demonstration", "rows": [["12:00", f"line {n}"] for n in range(150)]}
