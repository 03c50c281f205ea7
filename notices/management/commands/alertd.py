"""`manage.py alertd`: sends, climbs, seals. Run it under something that starts it again."""

import logging
import signal
import threading

from django.core.management.base import BaseCommand

from notices.daemon import Daemon

log = logging.getLogger(__name__)


class Command(BaseCommand):
    requires_system_checks = ()  # an alarm does not wait for a setting to be mended; the health page says so

    help = "Send what is due, tell the next person when nobody answers, seal the audit log. Needs no broker."

    def handle(self, *args, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        log.info("alertd started")
        Daemon(stop).run()
        log.info("alertd stopped")
