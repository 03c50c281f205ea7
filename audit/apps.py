from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The chain nobody can bend: plain values in, no views, no keys to people."""

    name = "audit"
    verbose_name = "Audit log"
