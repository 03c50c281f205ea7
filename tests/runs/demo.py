"""A kind of file for these tests alone: what it says is handed in, what it lets people read is decided here."""

from runs import makers
from runs.makers import Maker
from runs.models import Run

SAYS = {"heading": "A demonstration", "rows": [["First", "one"], ["Second", "two"]]}


class Demo:
    """Freezes what it was told to say; lets `readers` read, or everybody where there are none named."""

    def __init__(self):
        self.says, self.readers, self.frozen = SAYS, None, 0

    def freeze(self, run):
        self.frozen += 1
        return self.says

    def may_read(self, user, ref):
        return self.readers is None or user in self.readers

    def maker(self, **fields) -> Maker:
        given = {"kind": "demo", "title": "Demonstration", "template": "demo_paper.html", **fields}
        return Maker(freeze=self.freeze, may_read=self.may_read, **given)

    def register(self, **fields):
        makers.register(self.maker(**fields))
        return self


def reread(run: Run) -> Run:
    """The row as the database has it now."""
    return Run.objects.get(pk=run.pk)
