from django.apps import AppConfig


class EsafetyConfig(AppConfig):
    """The wires: what one room offers and another does without either knowing."""

    name = "esafety"

    def ready(self) -> None:
        import esafety.celery  # noqa: F401  the broker every process mentions work to, alertd too
        from notices import daemon
        from runs.actions import sweep

        # Celery sweeps each minute too; the daemon needs no broker, so nothing waits for one that is gone.
        daemon.register("runs", 60, sweep)
