from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The chain nobody can bend: plain values in, no views, no keys to people."""

    name = "audit"
    verbose_name = "Audit log"

    def ready(self) -> None:
        from audit import checks, invariants  # noqa: F401  importing the checks registers them

        invariants.register(
            "INV-5", "the log is whole: gapless, hashed, signed, and as the tables", invariants.chain_breaches
        )
        invariants.register("INV-12", "the database finds nothing wrong with itself", invariants.database_breaches)
