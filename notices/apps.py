from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What must arrive, and be answered or done."""

    name = "notices"
    verbose_name = "Notices"
    notice_kinds = ("practice", "task", "today")

    def ready(self) -> None:
        from audit.checkpoints import seal_if_due
        from notices import checks, daemon, digest, own, panels, profile  # noqa: F401 (checks register themselves)

        own.register()
        panels.register()
        profile.register()
        daemon.register("seal", 30, seal_if_due)
        daemon.register("daily mail", 60, digest.make_daily_mails)
