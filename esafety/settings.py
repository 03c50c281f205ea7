"""One settings file. It reads the environment; a first run needs nothing set, production says what is missing."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- What the environment says -----------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
PORT = env.int("PORT", 8000)
SITE_URL = env.str("SITE_URL", f"http://localhost:{PORT}" if DEBUG else "").rstrip("/")
DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{DATA_DIR / 'esafety.sqlite3'}")
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", "")
REDIS_URL = env.str("REDIS_URL", "")
EMAIL_URL = env.str("EMAIL_URL", "")
WEBHOOK_URL = env.str("WEBHOOK_URL", "")
SIGNING_KEY_FILE = Path(env.str("SIGNING_KEY_FILE", str(DATA_DIR / "keys" / "signing.key")))
INSTALLATION_FILE = Path(env.str("INSTALLATION_FILE", str(DATA_DIR / "installation")))
SECRET_KEY = env.str("SECRET_KEY", "only-for-trying-it-out-and-refused-when-DEBUG-is-off" if DEBUG else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])  # keys it replaced: they still open stored secrets

# Commands that build or describe the product need no secrets: an image is built before its secrets exist.
WITHOUT_SECRETS = {"collectstatic", "makemigrations", "help", "version"}
_missing = [name for name, value in (("SECRET_KEY", SECRET_KEY), ("SITE_URL", SITE_URL)) if not value]
if _missing and not WITHOUT_SECRETS.intersection(sys.argv[1:2]):
    raise ImproperlyConfigured(
        f"Set {' and '.join(_missing)} in the environment, or DEBUG=1 to try the product out. See docs/deploy.md."
    )
SECRET_KEY = SECRET_KEY or "building"

os.umask(0o077)  # what we write holds children's data: nobody else on the machine reads it
for _folder in ("", "files", "mail", "broker", "inbox", "keys"):
    (DATA_DIR / _folder).mkdir(parents=True, exist_ok=True)

# --- What the product is made of ----------------------------------------------------------------------------
INSTALLED_APPS = [
    "esafety",
    "reports",
    "filtering",
    "incidents",
    "aup",
    "notices",
    "runs",
    "school",
    "audit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "simple_history",
    "crispy_forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "school.middleware.name_request",
    "school.middleware.keep_private",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "school.middleware.IdleLock",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "school.middleware.own_not_found",
]

ROOT_URLCONF = "esafety.urls"
WSGI_APPLICATION = "esafety.wsgi.application"
FORM_RENDERER = "esafety.lib.govuk.renderer.GovRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "school.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "school.context.everywhere",
                "notices.banners.context",
            ],
            "builtins": [
                "django.templatetags.static",
                "crispy_forms.templatetags.crispy_forms_tags",
                "esafety.lib.govuk.tags",
                "school.templatetags.labels",
                "school.templatetags.signing_in",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------------------------
# Migrations run as the owner of the tables; the running product owns nothing (security.md 3.3).
_owners_work = (["migrate"], ["audit", "grants"], ["audit", "guards"])
_as_owner = DATABASE_OWNER_URL and any(sys.argv[1 : 1 + len(words)] == words for words in _owners_work)
DATABASES = {"default": env.dj_db_url("DATABASE_OWNER_URL" if _as_owner else "DATABASE_URL", DATABASE_URL)}
_db = DATABASES["default"]
if _db["ENGINE"].endswith("sqlite3"):
    _db["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # recursive_triggers: without it INSERT OR REPLACE rewrites a guarded row unseen.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
    }
else:
    _db["CONN_MAX_AGE"] = 60
    _db["CONN_HEALTH_CHECKS"] = True

# --- Language and time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- Signing in ---------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["school.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "school.passwords.Length"},
    {"NAME": "school.passwords.NotAboutTheSchool"},
    {"NAME": "school.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_ADAPTER = "school.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "school.forms.accounts.SignInForm",
    "reauthenticate": "school.forms.accounts.PasswordAgainForm",
    "change_password": "school.forms.accounts.ChangePasswordForm",
    "reset_password": "school.forms.accounts.AskForResetForm",
    "reset_password_from_key": "school.forms.accounts.ResetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # school.throttle slows guessing: theirs would lock a whole school out
MFA_ADAPTER = "school.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "school.forms.second_factor.CodeForm",
    "reauthenticate": "school.forms.second_factor.CodeAgainForm",
    "authenticate_webauthn": "school.forms.second_factor.PasskeyForm",
    "reauthenticate_webauthn": "school.forms.second_factor.PasskeyAgainForm",
    "login_webauthn": "school.forms.second_factor.PasskeySignInForm",
    "add_webauthn": "school.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "school.forms.second_factor.RenamePasskeyForm",
    "activate_totp": "school.forms.second_factor.AddAppForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 16
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", False) else 0

# An idle session is locked long before (school.idle); its row lives on so that what was typed finds its owner.
SESSION_ENGINE = "school.sessions"
SESSION_COOKIE_AGE = 3 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_FAILURE_VIEW = "school.views.drafts.stale_page"

# --- Safe by default ----------------------------------------------------------------------------------------
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"] if DEBUG else env.list("ALLOWED_HOSTS", [])
if SITE_URL and not DEBUG:
    ALLOWED_HOSTS.append(SITE_URL.split("//")[-1].split("/")[0].split(":")[0])
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{
            kind: ["'self'"]
            for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
        },
        **{kind: ["'none'"] for kind in ("base-uri", "frame-ancestors", "object-src")},
    }
}
PERMISSIONS_POLICY = {
    feature: [] for feature in ("camera", "microphone", "geolocation", "display-capture", "payment", "usb")
}

# No page takes a file; one that may, another day, names its own handlers before the request is read.
FILE_UPLOAD_HANDLERS = ["esafety.lib.uploads.RefuseFiles"]

# --- Static files -------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static")))
if not DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
(BASE_DIR / "build" / "static").mkdir(parents=True, exist_ok=True)
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "govuk"

# --- Mail and work behind the page --------------------------------------------------------------------------
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "esafety@localhost")
if EMAIL_URL:
    for _name, _value in env.dj_email_url("EMAIL_URL").items():
        globals()[_name] = _value
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost/"  # a host that is not asked: without one the worker warns
CELERY_BROKER_TRANSPORT_OPTIONS = (
    # A dead broker is given up at once: whoever reported must not wait six seconds for a mention nobody needs.
    {"visibility_timeout": 300, "unacked_restore_throttle": 1, "max_retries": 0, "socket_connect_timeout": 1}
    if REDIS_URL
    else {
        "data_folder_in": str(DATA_DIR / "broker"),
        "data_folder_out": str(DATA_DIR / "broker"),
        "control_folder": str(DATA_DIR / "broker" / "control"),
    }
)
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 120, 90
CELERY_TASK_SERIALIZER, CELERY_ACCEPT_CONTENT = "json", ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}},
    "filters": {"request_id": {"()": "school.request_ids.WithRequestId"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
