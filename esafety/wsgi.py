"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

import esafety.celery  # noqa: F401 (the broker the pages mention work to)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esafety.settings")
application = get_wsgi_application()
