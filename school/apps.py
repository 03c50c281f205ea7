from django.apps import AppConfig


class SchoolConfig(AppConfig):
    """The school as data: profile, calendar, people, accounts, roles, panels."""

    name = "school"
    verbose_name = "School"

    def ready(self) -> None:
        from school import first_run, health_checks, home_panels, invariants, kept, menu
        from school.forms import settings
        from school.profile import own

        kept.register_own()
        own.register_own()
        settings.register_own()
        first_run.register_own()
        health_checks.register_own()
        home_panels.register_own()
        menu.register_own()
        invariants.register_own()
