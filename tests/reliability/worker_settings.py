"""The product's own settings, and the template of the demonstration file."""

from esafety.settings import *  # noqa: F403
from esafety.settings import BASE_DIR, TEMPLATES

TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "runs" / "templates")
