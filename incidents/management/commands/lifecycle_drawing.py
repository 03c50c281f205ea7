"""manage.py lifecycle_drawing: write docs/lifecycle.md and docs/lifecycle.svg from the table of moves."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents import drawing
from incidents.lifecycle import LIFECYCLE

FOLDER = Path(settings.BASE_DIR) / "docs"


def files() -> dict[Path, str]:
    """What the command writes, and what a test compares with."""
    return {
        FOLDER / "lifecycle.md": drawing.table(LIFECYCLE),
        FOLDER / "lifecycle.svg": drawing.picture(LIFECYCLE),
    }


class Command(BaseCommand):
    help = "Draw the life of a record into docs/. --check only says whether the drawing is current."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check=False, **options):
        for path, text in files().items():
            if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
                raise CommandError(f"docs/{path.name} is out of date: run manage.py lifecycle_drawing.")
            if not check:
                path.write_text(text, encoding="utf-8")
