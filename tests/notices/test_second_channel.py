"""The second channel: the same words, posted to each person alone (U24)."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail

from audit.ledger import ledger
from notices import sending
from notices.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def hook(settings):
    """A receiver on this machine; `hook.status` is what it answers, `hook.got` what it was given."""

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            self.server.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.server.keys.append(self.headers["Idempotency-Key"])
            self.send_response(self.server.status)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.keys, server.status = [], [], 204
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    settings.WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/alarm"
    yield server
    server.shutdown()
    server.server_close()


def test_the_same_words_to_each_person(cast, matter, school, hook):
    matter.tell(cast.dsl, cast.head)
    sending.send_due()
    assert {post["to"] for post in hook.got} == {cast.dsl.email, cast.head.email}
    assert {(post["subject"], post["text"]) for post in hook.got} == {(m.subject, m.body) for m in mail.outbox}


def test_only_what_wakes_people(cast, matter, school, hook):
    matter.tell(cast.dsl, wakes=False)
    sending.send_due()
    assert hook.got == []
    assert len(mail.outbox) == 1


def test_it_failing_does_not_stop_the_mail(cast, matter, school, hook):
    hook.status = 503
    matter.tell(cast.dsl)
    sending.send_due()
    assert len(mail.outbox) == 1
    failed = Delivery.objects.get(channel="webhook")
    assert failed.state == "waiting"
    assert failed.last_error == "HTTPError 503"


def test_a_redirect_is_not_followed(cast, matter, school, hook):
    hook.status = 302
    matter.tell(cast.dsl)
    sending.send_due()
    assert Delivery.objects.get(channel="webhook").last_error == "HTTPError 302"


def test_a_repeat_has_the_same_key(cast, matter, school, hook):
    hook.status = 500
    matter.tell(cast.dsl)
    sending.send_due()
    Delivery.objects.filter(channel="webhook").update(next_at=Delivery.objects.first().created)
    sending.send_due()
    assert len(hook.keys) == 2
    assert len(set(hook.keys)) == 1


def test_a_number_outside_is_reached_by_it(cast, matter, school, hook):
    school.outside_contact, school.outside_agreed = "07700 900123", True
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)
    matter.tell()
    sending.send_due()
    assert hook.got[0]["to"] == "07700 900123"
    assert mail.outbox == []
