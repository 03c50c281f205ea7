"""Whatever is done to a record, in any order, by anybody: who may know of it, and where it may stand.

The oracle is written by hand from security.md 2.3 and 2.4 and product.md; it reads no table of the product.
"""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from incidents import actions, invariants
from incidents.models import Incident, Outcome
from school.models import Agency
from school.roles import Role
from tests.make import make_pupil, make_report, make_user, reread

pytestmark = pytest.mark.django_db

KNOWN_BY = {  # besides the reporter and whoever has it
    "N": {"coordinator", "dsl", "deputy", "head"},
    "T": {"coordinator", "dsl", "deputy", "head", "network_manager"},
    "S": {"coordinator", "dsl", "deputy", "head"},
    "I": {"coordinator", "dsl", "deputy", "head"},
    "A": {"dsl", "deputy", "head"},
    "AH": {"chair", "dsl", "deputy"},
    "AD": {"head", "chair"},
    "AN": {"dsl", "deputy", "head"},
    "AU": {"chair"},
}
READ_BY = {**KNOWN_BY, "S": {"dsl", "deputy", "head"}, "I": {"dsl", "deputy", "head"}, "T": KNOWN_BY["N"]}
MAY_FOLLOW = {
    "reported": {"acknowledged", "duplicate"},
    "acknowledged": {"investigating", "referred", "duplicate", "reported"},
    "investigating": {"referred", "resolved", "duplicate", "reported"},
    "referred": {"investigating", "resolved", "reported"},
    "resolved": {"closed", "acknowledged", "reported"},
    "closed": {"acknowledged"},
    "duplicate": {"acknowledged"},
}
RANK = ["illegal", "child_protection", "serious", "security", "inappropriate"]
PERSONAS = [
    "teacher", "colleague", "coordinator", "dsl", "deputy", "head", "senior_leader", "network_manager", "office",
    "governor", "chair", "auditor", "administrator", "everybody",
]  # fmt: skip
OFFICE = {"head": {"head"}, "dsl": {"dsl", "deputy"}, "coordinator": {"coordinator"}, "network": {"network_manager"}}
CATEGORIES = [
    "acceptable-use", "bullying", "passwords", "grooming", "images-on-device", "staff-allegation", "nudes",
    "low-level-concern",
]  # fmt: skip
NO = (actions.Refused, actions.ChangedMeanwhile, Incident.DoesNotExist, PermissionDenied)
SAID = "Because of what we learnt later today"
who = st.integers(0, 99)  # see ARecord.somebody


class ARecord(RuleBasedStateMachine):
    """One record, its people, and everything anybody could try to do to it."""

    cast = None

    @initialize(code=st.sampled_from(CATEGORIES), offices=st.sampled_from(["", "head", "dsl", "network", "unknown"]))
    def reported(self, code, offices):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        said = {"offices": frozenset({offices})} if code == "staff-allegation" and offices else {}
        self.offices = offices if said else ""
        self.barred, self.lowered, self.looked_at = set(), False, 0
        self.record = make_report(self.person("teacher"), code, **said)
        self.pupil = make_pupil()
        self.other = make_report(self.person("colleague"), "bullying")
        self.rank = RANK.index(self.record.cls)

    def person(self, name):
        return getattr(self.cast, name)

    def somebody(self, number):
        """Three times in four somebody who may read it, so that much happens; else anybody. A name stays that name."""
        if isinstance(number, str):
            return number
        readers = sorted(self.may_read() - {"everybody"})
        among = readers if readers and number < 75 else PERSONAS
        return among[number % len(among)]

    def attempt(self, name, action, *args, **kwargs):
        """Let somebody try; whoever may not know of the record must not get anywhere."""
        was, before, user = self.record.state, self.record.version, self.person(name)
        knew = name in self.may_know()
        try:
            with transaction.atomic():
                action(*args, by=user, **kwargs)
            done = True
        except NO:
            done = False
        self.record = reread(self.record)
        now = self.record.state
        assert done or self.record.version == before
        assert now == was or now in MAY_FOLLOW[was], f"{was} → {now}"
        assert knew or not done, f"{name} did {action.__name__} to a record nobody told them of"
        return done

    # --- The oracle -----------------------------------------------------------------------------------------
    def is_barred(self, name):
        return (
            name in self.barred or name in OFFICE.get(self.offices, ()) or (name == "everybody" and self.bars_office())
        )

    def bars_office(self):
        return bool(OFFICE.get(self.offices))

    def may_know(self):
        record = self.record
        known = KNOWN_BY[record.kind] | {"teacher", "everybody"}
        known |= {name for name in PERSONAS if self.person(name).person_id == record.owner_id}
        return {name for name in known if not self.is_barred(name)}

    def may_read(self):
        record = self.record
        known = READ_BY[record.kind] | {"everybody"}
        known |= {name for name in PERSONAS if self.person(name).person_id == record.owner_id}
        return {name for name in known if not self.is_barred(name)}

    @invariant()
    def who_knows_is_who_should(self):
        if not hasattr(self, "record") or self.record.version == self.looked_at:
            return
        self.looked_at = self.record.version
        rows = Incident.objects.filter(pk=self.record.pk)
        seen = {name for name in PERSONAS if rows.visible_to(self.person(name)).exists()}
        assert seen == self.may_know()
        read = {name for name in PERSONAS if rows.readable_by(self.person(name)).exists()}
        assert read == self.may_read()

    @invariant()
    def it_is_as_serious_as_it_was(self):
        """Unless a lead lowered it; and nobody looks into what may be a crime."""
        if not hasattr(self, "record"):
            return
        assert not (self.record.cls == "illegal" and self.record.state == "investigating")
        rank = RANK.index(self.record.cls)
        assert rank <= self.rank or self.lowered
        self.rank, self.lowered = rank, False

    # --- What people try ------------------------------------------------------------------------------------
    @rule(name=who)
    def acknowledge(self, name):
        name = self.somebody(name)
        self.attempt(name, actions.acknowledge, self.record)

    @rule(name=who)
    def investigate(self, name):
        name = self.somebody(name)
        self.attempt(name, actions.investigate, self.record)

    @rule(name=who)
    def refer(self, name):
        name = self.somebody(name)
        self.attempt(name, actions.refer, self.record)

    @rule(name=who, agency=st.sampled_from(["police", "lado"]))
    def ring(self, name, agency):
        name = self.somebody(name)
        self.attempt(name, actions.rang, self.record, Agency.objects.get(code=agency))

    @rule(name=who)
    def excuse_everything(self, name):
        name = self.somebody(name)
        for step in self.record.steps.filter(state="open").select_related("incident"):
            if not self.attempt(name, actions.excuse, step, reason="Does not apply here"):
                break
        self.attempt(name, actions.parents, self.record, "yes")

    @rule(name=who, passed_on=st.sampled_from([actions.refer, actions.investigate, None]))
    def work_it_through(self, name, passed_on):
        """What one person does in an hour, so that the ends of a life are reached often; or all but one move of it."""
        name = self.somebody(name)
        self.acknowledge(name)
        self.ring(name, "lado")
        if passed_on:
            self.attempt(name, passed_on, self.record)
        self.excuse_everything(name)
        self.resolve(name)
        self.close(name)

    @rule(name=who)
    def resolve(self, name):
        name = self.somebody(name)
        self.attempt(name, actions.resolve, self.record, outcome=Outcome.objects.get(code="not-established"))

    @rule(name=who)
    def close(self, name):
        name = self.somebody(name)
        ended = self.record.resolved_by_id
        private = self.record.kind not in "NT"
        done = self.attempt(name, actions.close, self.record)
        assert not (done and private and ended == self.person(name).pk)

    @rule(name=who)
    def reopen(self, name):
        name = self.somebody(name)
        self.attempt(name, actions.reopen, self.record, reason="Something new has come to light")

    @rule(name=who)
    def join(self, name):
        name = self.somebody(name)
        self.attempt(name, actions.join, self.record, self.other)

    @rule(name=who, to=st.sampled_from(RANK))
    def raise_class(self, name, to):
        name = self.somebody(name)
        self.attempt(name, actions.raise_class, self.record, to, reason=SAID)

    @rule(name=who, to=st.sampled_from(RANK))
    def lower(self, name, to):
        name = self.somebody(name)
        was = self.record.cls
        done = self.attempt(name, actions.lower, self.record, to, reason=SAID)
        assert not done or name in ("dsl", "deputy", "everybody")
        assert not (done and was == "illegal" and self.record.cls != "illegal")
        self.lowered = self.lowered or done

    @rule(name=who, agree=st.booleans())
    def second_person(self, name, agree):
        name = self.somebody(name)
        asked = self.record.proposals.filter(agreed=None).first()
        if asked:
            done = self.attempt(name, actions.decide_proposal, asked, agree=agree)
            assert not (done and asked.asked_by == self.person(name))
            self.lowered = self.lowered or done

    @rule(name=who, about=st.sampled_from(["colleague", "coordinator", "dsl", "head", "network_manager", "teacher"]))
    def name_the_adult(self, name, about):
        name = self.somebody(name)
        person = self.person(about).person
        if self.attempt(name, actions.involve, self.record, person=person, part="subject"):
            self.barred.add(about)
            self.offices = ""

    @rule(name=who, about=st.sampled_from(["coordinator", "deputy", "head", "senior_leader"]))
    def should_not_handle(self, name, about):
        name = self.somebody(name)
        if self.attempt(name, actions.conflicted, self.record, self.person(about).person, reason="A relative"):
            self.barred.add(about)

    @rule(name=who, overlay=st.sampled_from(["A", "AH", "AD", "AN", "AU"]))
    def it_is_about_an_adult(self, name, overlay):
        name = self.somebody(name)
        self.attempt(name, actions.concerns_adult, self.record, overlay, reason=SAID)

    @rule(name=who, to=st.sampled_from(["senior_leader", "coordinator", "colleague", "governor", "dsl"]))
    def give(self, name, to):
        name = self.somebody(name)
        self.attempt(name, actions.give_to, self.record, self.person(to).person)

    @rule(name=who)
    def note(self, name):
        name = self.somebody(name)
        self.attempt(name, actions.note, self.record, f"A note {uuid4()}")

    @rule(name=who)
    def save_on_an_old_reading(self, name):
        name = self.somebody(name)
        assert not self.attempt(name, actions.note, self.record, "Too late", version=self.record.version - 1)

    @rule(name=who)
    def a_pupil_is_named(self, name):
        self.attempt(self.somebody(name), actions.involve, self.record, person=self.pupil, part="subject")

    def teardown(self):
        if not hasattr(self, "savepoint"):
            return
        try:
            assert list(invariants.moves()) == []
            assert list(invariants.alarms()) == []
            assert list(invariants.receipts()) == []
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)


@pytest.mark.parametrize("lives", [15, pytest.param(150, marks=pytest.mark.reliability)])
def test_in_any_order_nothing_is_seen_or_done_that_should_not_be(cast, lives):
    cast.everybody = make_user(*Role, given="Everybody")
    ARecord.cast = cast
    how = settings(
        max_examples=lives,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )
    run_state_machine_as_test(ARecord, settings=how)
