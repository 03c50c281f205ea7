"""Settings of the measured server: the product's own, as in production, with the two control pages beside."""

from esafety.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.controls"
MIDDLEWARE = ["tests.bench.controls.bare", *MIDDLEWARE]  # noqa: F405
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"  # no HTTPS on loopback, so no __Host- prefix
