from django.apps import AppConfig


class RunsConfig(AppConfig):
    """Work that must finish once: a file that was asked for is made, kept and handed out, or says why not."""

    name = "runs"
    verbose_name = "Files being made"

    def ready(self) -> None:
        from runs import health, invariants, panels

        health.register()
        invariants.register()
        panels.register()
