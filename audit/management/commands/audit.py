"""`manage.py audit verify | export FILE | checkpoint | guards | grants`."""

import json
import sys
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit import checkpoints, export, grants, guards, tables
from audit.ledger import note
from audit.models import Checkpoint
from audit.verify import verify

UNALTERED, TAMPERED, UNFINISHED = 0, 1, 2


class Command(BaseCommand):
    help = "Verify the audit log, export it, print its last checkpoint, or give the running product its rights."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("verify", help="0 unaltered, 1 tampered with, 2 could not finish")
        check.add_argument("--reconcile", action="store_true", default=True, help="compare every table (the default)")
        check.add_argument("--no-reconcile", dest="reconcile", action="store_false")
        check.add_argument("--against", type=Path, metavar="FILE", help="a checkpoint or an export kept elsewhere")
        out = actions.add_parser("export", help="write the log for the one-file verifier")
        out.add_argument("file", type=Path)
        actions.add_parser("checkpoint", help="print the last checkpoint, to be kept elsewhere")
        actions.add_parser("guards", help="put the guards back, as the owner of the tables, where a check misses one")
        actions.add_parser("grants", help="PostgreSQL, as the owner: what the role of DATABASE_URL may do")

    def handle(self, *args, action, **options):
        getattr(self, action)(**options)

    def verify(self, *, reconcile, against, **options):
        try:
            report = verify(reconcile=reconcile, against=against)
        except Exception as error:
            self.stderr.write(f"Could not finish: {type(error).__name__}: {error}")
            sys.exit(UNFINISHED)
        if report.finding:
            self.stdout.write(f"TAMPERED: {report.finding}")
            sys.exit(TAMPERED)
        keys = " and ".join(report.keys) or "no key yet"
        self.stdout.write(
            f"Unaltered: {report.entries:,} entries, {report.checkpoints:,} checkpoints, signed by {keys}."
        )

    def export(self, *, file, **options):
        note("export", by=None, kind="audit log")
        self.stdout.write(f"Exported {export.export(file):,} entries to {file}.")

    def checkpoint(self, **options):
        last = Checkpoint.objects.last()
        if not last:
            raise CommandError("There is no checkpoint yet: alertd makes one an hour.")
        self.stdout.write(json.dumps(checkpoints.as_dict(last)))

    def guards(self, **options):
        editor = connection.schema_editor()
        for model in tables.guarded().values():
            guards.install(editor, model)
        note("put the guards back", by=None, kind="audit log")
        self.stdout.write(f"{len(tables.guarded())} tables are guarded.")

    def grants(self, **options):
        role = unquote(urlparse(settings.DATABASE_URL).username or "")
        try:
            ordinary, guarded = grants.grant(role)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{role} may change {ordinary} tables, and read and add to {guarded} guarded ones.")
