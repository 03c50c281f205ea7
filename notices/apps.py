from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What must arrive, and be answered or done."""

    name = "notices"
    verbose_name = "Notices"
    notice_kinds = ("practice", "task", "today")

    def ready(self) -> None:
        from audit.checkpoints import seal_if_due
        from notices import banners, checks, daemon, digest, health, invariants, own, panels, profile
        from school import installation, menu, tidying
        from school.roles import Perm

        for part in (own, banners, checks, panels, profile, health, invariants):
            part.register()
        menu.register("To do", "notices:tasks", order=40, perm=Perm.DO_TASKS)
        daemon.register("keep up", 10, installation.keep_up)
        daemon.register("seal", 30, seal_if_due)
        daemon.register("tidy", 3600, tidying.purge)
        daemon.register("daily mail", 60, digest.make_daily_mails)
