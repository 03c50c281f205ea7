from django.apps import AppConfig


class SchoolConfig(AppConfig):
    """The school as data: profile, calendar, people, accounts, roles, panels."""

    name = "school"
    verbose_name = "School"

    def ready(self) -> None:
        from school.profile import own

        own.register_own()
