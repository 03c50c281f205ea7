"""What a reporter said when they reported, as the record keeps it: handlers add to it, nobody changes it."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.datastructures import MultiValueDict

from esafety.lib.defang import defang
from incidents import particulars
from incidents.classes import ALWAYS_WAKE, STAFF_KINDS, Class, Kind, Overlay, kind_of, most_serious, narrowest
from incidents.models import Answer, Barred, Category, Custody, Event, Filed, Incident, Involved, Question
from incidents.reporting import choosing, ringing
from incidents.reporting.stopping import Stop, stop
from incidents.reporting.telling import Telling
from incidents.when import When
from school import kept
from school.models import Document, Person

# The boxes of a report that stand beside its words, in the order of the form, as they are called when read again.
SMALL = {
    "whose": "Whose device",
    "where_now": "Where it is now",
    "held_by": "Who holds it",
    "since": "Since when",
    "seen_by": "Who has seen it",
    "told": "What you saw or were told",
}
MORE = {
    "place": "Where exactly",
    "device": "Which device",
    "addresses": "Web addresses",
    "told_by": "Who told you, and when",
    "reach_me": "Number to reach you",
}
RANG = "ring again"  # the verb of what they added that raised it, and nobody has answered yet
ALLEGED = "allege"  # begins the verb of what they said later of an adult here; the overlay that makes ends it
PARTICULARS = ("certainty", "attempted", "site", "equipment", "device_kind", "source")
# What the page folds away, in its order.
FOLDED = (
    "certainty",
    "attempted",
    "source",
    "told_by",
    "site",
    "place",
    "equipment",
    "device_kind",
    "device",
    "addresses",
    "reach_me",
)


class Said:
    """A report as it was sent, and whom its reporter added that it is about. What its handlers made of it since is not
    here, so that a receipt cannot show it."""

    def __init__(self, record: Incident):
        self.record = record

    @cached_property
    def sent(self):
        """The record's first row of history: class and kind as the report gave them."""
        return self.record.history.order_by("history_id").first() or self.record

    @property
    def when(self) -> When:
        """When it happened, as they said it, whatever is known of it since."""
        return When(self.sent.happened_at, self.sent.happened_said)

    @property
    def kind(self) -> Kind:
        overlays = [Overlay(row.verb.removeprefix(ALLEGED).strip()) for row in self.alleged]
        return kind_of(Class(self.cls), narrowest([self.sent.overlay, *overlays]))

    @property
    def cls(self) -> Class:
        """With what they answered since."""
        return most_serious([self.sent.cls, *filter(None, (row.question.raises_to for row in self._raising))])

    @cached_property
    def alleged(self) -> list[Event]:
        """Each time they added that it is, or may be, about an adult here."""
        rows = self.record.events.filter(by=self.record.reporter_id, verb__startswith=ALLEGED)
        return list(rows.order_by("pk"))

    @property
    def rang_at(self) -> datetime | None:
        """When what they added made its alarm ring anew, the last time it did."""
        return self.record.events.filter(verb=RANG).order_by("pk").values_list("at", flat=True).last()

    @cached_property
    def filed(self) -> Filed | None:
        """What happened, as the reporter chose it."""
        return self.record.filed.order_by("pk").select_related("category").first()

    @property
    def category(self) -> Category | None:
        return self.filed.category if self.filed else None

    @cached_property
    def answers(self) -> list[Answer]:
        """What they ticked and answered, each question once: as they sent it."""
        first = {row.question_id: row for row in reversed(self._answers)}
        return sorted(first.values(), key=lambda row: row.pk)

    @cached_property
    def _answers(self) -> list[Answer]:
        rows = self.record.answers.filter(by=self.record.reporter_id)
        return list(rows.select_related("question").order_by("at", "pk"))

    @property
    def ticked(self) -> list[Question]:
        """Page 1."""
        return [row.question for row in self.answers if row.question.asked == Question.Asked.FIRST]

    @cached_property
    def custody(self) -> Custody | None:
        """Where the device was, in the reporter's words."""
        return self.record.custody.filter(by=self.record.reporter_id).order_by("at", "id").first()

    @property
    def small(self) -> dict[str, str]:
        return {name: value for name in SMALL if self.custody and (value := getattr(self.custody, name))}

    @property
    def people(self) -> list[str]:
        """Those they found by name, and those they described: never the register's name where they wrote their own."""
        return [with_part(row.description or row.person.said, row.part_said) for row in self._named]

    @property
    def parts(self) -> dict[int | None, str]:
        """What part they said each had, by the key of the person; None: of whoever they described."""
        return {row.person_id: row.part_said for row in self._named if row.part_said}

    @property
    def pupils(self) -> frozenset[str]:
        """The references of the pupils they found by name."""
        return frozenset(one.ref for one in self.found if one.kind == Person.Kind.PUPIL)

    @property
    def found(self) -> list[Person]:
        """Those they found by name."""
        return [row.person for row in self._named if row.person]

    @property
    def is_about_adult(self) -> bool:
        """Did its reporter say that it is about an adult here?"""
        return self.kind in STAFF_KINDS

    @property
    def offices(self) -> frozenset[str]:
        """What the adults do here whom it is about, as they ticked it."""
        return frozenset(self._barred.exclude(office="").values_list("office", flat=True))

    @property
    def kept_out(self) -> list[int]:
        """The keys of the adults here whom they named, and who are kept from it."""
        return list(self._barred.exclude(person=None).values_list("person", flat=True))

    @property
    def _barred(self):
        return Barred.history.filter(incident=self.record, history_type="+", history_user_id=self._reporter)

    @cached_property
    def _named(self) -> list:
        rows = Involved.history.filter(incident=self.record, history_type="+", history_user_id=self._reporter)
        return list(rows.select_related("person").order_by("history_id"))

    @property
    def _reporter(self) -> str:
        return self.record.reporter.ref

    @property
    def stop(self) -> Stop:
        """What the pages of the report said not to do."""
        return stop(self.sent.no_story, [row.question for row in self._raising])

    @property
    def procedure(self) -> Document | None:
        """The document under which what they chose is dealt with."""
        return procedure_of(self.category)

    @property
    def may_harm_a_child(self) -> bool:
        """Was it said that a child was harmed or is in danger, or that it may be a crime?"""
        return self.sent.cls in ALWAYS_WAKE or any(row.question.wakes for row in self._raising)

    @property
    def wakes(self) -> bool:
        """Did what they sent, or added since, wake people?"""
        return self.sent.wakes or self.may_harm_a_child

    @property
    def _raising(self) -> list[Answer]:
        """Also what they said "no" to at first."""
        return [row for row in self._answers if row.value != Answer.Value.NO]

    def asked_once_about_adult(self) -> list[Question]:
        """What the report asks once it is about an adult here, as far as they have not said so already."""
        return self._not_said(self._telling.of_adults)

    def asked_because_of(self, words: list[str]) -> list[Question]:
        """What the report would have asked because of these words, as far as they have not said so already."""
        return self._not_said(self._telling.of_words(words))

    @property
    def _telling(self) -> Telling:
        category = [self.category.code] if self.category else []
        return Telling(MultiValueDict({"ticks": [one.code for one in self.ticked], "category": category}))

    def _not_said(self, asked: list[Question]) -> list[Question]:
        return [one for one in asked if one not in [row.question for row in self._raising]]

    @property
    def must_not_look(self) -> bool:
        return self.stop == Stop.DO_NOT_LOOK

    @property
    def in_hand(self) -> str:
        """What the pages of the report said to do with the phone in one's hand (U11)."""
        if not self.must_not_look:
            return ""
        likely = choosing.likely(self.ticked, kept.rows(Category))
        return ringing.in_hand(choosing.in_hand(self.category, likely), self.kind)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """(what, words) of all but the story, in the order of the form; addresses so that nobody opens them."""
        later = [row for row in self.answers if row.question.asked != Question.Asked.FIRST]
        sent = {name: getattr(self.sent, name) for name in FOLDED}
        rows = [
            ("Might be true", "\n".join(one.words for one in self.ticked)),
            ("What happened", self.filed.title if self.filed else ""),
            *((SMALL[name], words) for name, words in self.small.items()),
            ("Who", "\n".join(self.people) or whoever(self.category)),
            ("When", self.when.told),
            *((called(name), words_in(sent, name)) for name in FOLDED),
            *((row.question.words, row.get_value_display()) for row in later),
        ]
        return [row for row in rows if row[1]]


def called(name: str) -> str:
    """How one of what the page folds away is called when it is read again."""
    return MORE.get(name) or particulars.label_of(Incident, name)


def words_in(said: dict[str, Any], name: str) -> str:
    """What was said in it, in words; addresses so that nobody opens them."""
    if name in PARTICULARS:
        return particulars.words_of(Incident(**{name: said[name]}), name)
    return unopened(said[name]) if name == "addresses" else said[name]


def procedure_of(category: Category | None) -> Document | None:
    """The document of the school under which such a matter is dealt with (M L74–L76)."""
    return kept.by_code(Document).get(category.document) if category and category.document else None


def said_of(person: Person) -> str:
    """A person as the pages of a report show them: name and form, or what they are to the school."""
    return person.said


def with_part(whom: str, part: str) -> str:
    """Somebody, and what the reporter said they did: "Sam Smith, 9B: saw it"."""
    return f"{whom}: {Involved.Said(part).label.lower()}" if part else whom


def whoever(kind: Category | None) -> str:
    """What stands in the place of names where there is none."""
    return "Nobody named" if kind and kind.nobody else "Name not known"


def unopened(addresses: str) -> str:
    """One on each line, written so that nobody opens them by mistake."""
    return "\n".join(defang(line) for line in addresses.splitlines() if line.strip())
