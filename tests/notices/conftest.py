"""A kind of notice of the tests' own: who may get it is a list the test writes, rung by rung."""

from dataclasses import dataclass, field

import pytest

from audit.ledger import ledger
from notices import audience, task_kinds
from notices.actions import tell
from notices.models import Notice
from school.models import School

REF = "K7QF-2MXD"


@dataclass
class Matter:
    """`rungs[n]` are the accounts told from rung n on; `hidden` may not know."""

    rungs: list[list] = field(default_factory=lambda: [[]])
    hidden: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    uncounted: set = field(default_factory=set)

    def resolver(self, notice, rung):
        told = [user for users in self.rungs[: rung + 1] for user in users]
        return [user for user in told if user not in self.hidden]

    def hides(self, user, refs):
        return refs if user in self.hidden else set()

    def tell(self, *first, wakes=True, by=None, key="matter:1", ref=REF, **more) -> Notice:
        """A notice to these people, committed like a report's."""
        if first:
            self.rungs[0] = list(first)
        with ledger("report", by=by, kind="matter", ref=ref) as book:
            return tell(book, kind="matter", ref=ref, key=key, wakes=wakes, by=by, **more)


@pytest.fixture
def matter():
    matter = Matter()
    page = {"link": lambda ref: f"/matters/{ref}/"}
    audience.register("matter", matter.resolver, **page, uncounted=lambda refs: refs & matter.uncounted)
    task_kinds.register("matter", matter.hides, done=lambda task, by: matter.taken.append(task))
    yield matter
    audience.forget("matter")
    task_kinds.forget("matter")


@pytest.fixture
def school(db):
    """The school as the words name it."""
    school = School.current()
    school.name, school.telephone = "Oakfield", "01632 960001"
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        return book.save(school)
