from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """What happened, who is told, what is done, how it ends."""

    name = "incidents"
    verbose_name = "Incidents"
    notice_kinds = tuple(
        f"incident.{kind}"
        for kind in (
            *("alarm", "new", "graver", "manager", "answered", "finished", "question", "added", "given", "step"),
            *("countersign", "late", "left"),
        )
    )

    def ready(self) -> None:
        from incidents import actions, audience, catalogue, invariants, profile
        from incidents.panels import handler, leaving, log, reporter
        from incidents.reading import papers
        from notices import daemon

        audience.register()
        catalogue.register()
        papers.register()
        profile.register()
        invariants.register()
        handler.register()
        leaving.register()
        log.register()
        reporter.register()
        daemon.register("late records", 60, actions.tell_late)
        daemon.register("records left behind", 300, actions.tell_left)
        daemon.register("give back", 60, actions.ask_back)
