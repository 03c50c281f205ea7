"""`manage.py runall`: everything the product needs, on one machine, as one command."""

import json
import os
import socket
import sys
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command, get_commands

from esafety.lib.supervise import Supervisor
from school.actions.installation import begin_if_new

HERE = Path(sys.executable).parent
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


class Command(BaseCommand):
    help = "Migrates, then runs web, worker, scheduler and alert daemon together. One death stops all; so does Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--profile", help="the profile a trial begins with: england unless you say another")

    def handle(self, *args, profile=None, **options):
        self._refuse_a_taken_port()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("check", stdout=StringIO())
        begin_if_new()
        self._first_start(profile)
        self._say_where()
        if settings.DEBUG:  # trying it out as root is no matter, and Celery's page about it hides ours
            os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker")
        sys.exit(Supervisor(commands(), say=self.stderr.write).run())

    def _refuse_a_taken_port(self):
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind(("127.0.0.1", settings.PORT))
            except OSError:
                raise CommandError(f"Port {settings.PORT} is taken. Try: PORT={settings.PORT + 1} make run") from None

    def _first_start(self, profile):
        """The demo school, on the first start of a trial and never again."""
        if not settings.DEBUG:
            return
        new = not get_user_model().objects.exists()
        if new:
            self.stdout.write("First start: demo …")
        if new or profile:
            call_command("demo", profile=profile, stdout=StringIO())

    def _say_where(self):
        self.stdout.write(f"\nOpen {settings.SITE_URL or f'http://127.0.0.1:{settings.PORT}'}   (Ctrl-C stops it)\n")
        accounts = demo_accounts()
        for account in accounts:
            self.stdout.write(f"  {account['role']:<34} {account['email']}")
        if accounts:
            self.stdout.write(f"  The password of each is {accounts[0]['password']}\n")
        self.stdout.flush()


def demo_accounts() -> list[dict]:
    """The demo's people, each with role, email and password; none outside a trial."""
    if not settings.DEBUG or "demo" not in get_commands():
        return []
    answer = StringIO()
    call_command("demo", "--accounts", stdout=answer)
    return json.loads(answer.getvalue())


def commands() -> dict[str, list[str]]:
    """What runs, by name. The same four lines are the four services of docker-compose.yml."""
    celery = [str(HERE / "celery"), "--quiet", "-A", "esafety"]
    beat_state = str(settings.DATA_DIR / "beat")
    web = ["esafety.wsgi:application", "--bind", f"127.0.0.1:{settings.PORT}", "--workers", "2", "--threads", "4"]
    every = {
        "web": [str(HERE / "gunicorn"), *web, "--no-control-socket", "--log-level", "warning"],
        "worker": [*celery, "worker", "--concurrency", "1", "--loglevel", "ERROR", "--without-gossip"],
        "beat": [*celery, "beat", "--schedule", beat_state, "--pidfile", "", "--loglevel", "ERROR"],
        "alertd": [*MANAGE, "alertd"],
    }
    return {name: command for name, command in every.items() if name != "alertd" or "alertd" in get_commands()}
