"""manage.py load_profile NAME: bring the database to what profiles/NAME.toml says."""

from django.core.management.base import BaseCommand, CommandError

from school.profile import ProfileError, Report, load
from school.profile.load import opened, problems_of
from school.profile.source import names


class Command(BaseCommand):
    help = "Load a school's profile: all of it or nothing. Rows edited by hand are kept and listed."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help="the file's name without .toml, for example england")
        parser.add_argument("--replace", action="store_true", help="take the file's words for rows edited by hand too")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--check", action="store_true", help="only look for mistakes, in every file or in NAME's")

    def handle(self, name=None, *, replace=False, dry_run=False, check=False, **options):
        try:
            if check:
                self._check([name] if name else names())
            elif name:
                self._load(name, replace, dry_run)
            else:
                raise CommandError(f"Say which: {', '.join(names()) or 'there is none in profiles/'}.")
        except ProfileError as error:
            raise CommandError(f"Nothing was written.\n{error}") from None

    def _check(self, chosen: list[str]) -> None:
        problems = [problem for name in chosen for problem in problems_of(opened(name))]
        if problems:
            raise ProfileError(problems)
        self.stdout.write(f"No mistakes in {', '.join(chosen)}.")

    def _load(self, name: str, replace: bool, dry_run: bool) -> None:
        reports = load(name, replace=replace, dry_run=dry_run)
        for section, report in reports.items():
            for line in _lines(report):
                self.stdout.write(f"{section}: {line}")
        if not any(report.wrote for report in reports.values()):
            self.stdout.write(f"Nothing to change: the database says what {name} says.")
        elif dry_run:
            self.stdout.write("Tried only: nothing was written.")
        else:
            self.stdout.write(f"Loaded {name}.")


def _lines(report: Report) -> list[str]:
    said = [
        f"{len(codes)} {verb}"
        for codes, verb in ((report.added, "added"), (report.changed, "changed"), (report.retired, "retired"))
        if codes
    ]
    lines = [", ".join(said)] if said else []
    if report.kept:
        kept = ", ".join(report.kept)
        lines.append(f"{len(report.kept)} kept as edited by hand: {kept} (--replace takes the file's words)")
    return lines
