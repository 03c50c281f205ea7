"""What a report says so far, and what follows for the pages that ask for the rest: nothing here is written."""

from functools import cached_property

from django.utils.datastructures import MultiValueDict

from incidents import routing
from incidents.classes import SERIOUSNESS, Class, Kind
from incidents.models import Answer, Category, Question, WordCheck
from incidents.reporting import alarming, choosing, ringing
from incidents.reporting.stopping import Stop, stop
from school import kept

ANSWER = "q-"  # how the answers of the last page are named
ASKED = Question.Asked
BRINGS_THE_LEAD = frozenset({Class.ILLEGAL, Class.CHILD_PROTECTION})


class Telling:
    """A report that is being typed: what was ticked, what kind of matter it is, what was answered."""

    def __init__(self, typed: MultiValueDict):
        self.typed = typed
        self.questions, self.kinds = kept.by_code(Question), kept.by_code(Category)

    @cached_property
    def ticked(self) -> list[Question]:
        """Page 1. "None of these" beside a tick says nothing."""
        found = [self.questions.get(code) for code in self.typed.getlist("ticks")]
        ticked = [one for one in found if one and one.asked == ASKED.FIRST]
        return [one for one in ticked if one.means != "none"] or ticked

    @cached_property
    def kind(self) -> Category | None:
        return self.kinds.get(self.typed.get("category", ""))

    @cached_property
    def answers(self) -> dict[Question, str]:
        """Every question answered so far, on page 1 and on the last page."""
        ticks = {one: Answer.Value.UNSURE if one.means == "unsure" else Answer.Value.YES for one in self.ticked}
        later = {self.questions.get(name.removeprefix(ANSWER)): value for name, value in self._later()}
        return {one: value for one, value in later.items() if one and value in Answer.Value.values} | ticks

    def _later(self):
        return [(name, self.typed.get(name)) for name in self.typed if name.startswith(ANSWER)]

    @property
    def raising(self) -> list[Question]:
        return [one for one, value in self.answers.items() if value != Answer.Value.NO]

    @property
    def is_small(self) -> bool:
        """Small fields stand in for the story (U10). An answer on the last page does not take a written story away."""
        return self.may_be_a_picture or any(one.raises_to == Class.ILLEGAL for one in self.ticked)

    @property
    def may_be_a_picture(self) -> bool:
        """A tick or the kind says that there may be something nobody is to describe."""
        return any(one.no_story for one in [*self.ticked, self.kind] if one)

    @property
    def is_of_a_device(self) -> bool:
        """Its kind alone says that there may be a device of the school."""
        return bool(self.kind and self.kind.of_a_device)

    @property
    def is_about_adult(self) -> bool:
        return any(one.staff for one in [*self.raising, self.kind] if one)

    @property
    def turned_to_an_adult(self) -> bool:
        """An answer on the last page says so, and nothing before: whoever was described is not that adult."""
        return self.is_about_adult and not any(one.staff for one in [*self.ticked, self.kind] if one)

    @property
    def stop(self) -> Stop:
        """What not to do, which stands before any text box."""
        return stop(self.may_be_a_picture, self.raising)

    @property
    def is_urgent(self) -> bool:
        return any(one.wakes for one in [*self.raising, self.kind] if one)

    @cached_property
    def likely(self) -> list[Category]:
        """The kinds shown first."""
        return choosing.likely(self.ticked, list(self.kinds.values()))

    def in_hand(self, about: Kind) -> str:
        """What to do with the phone in one's hand, in a matter of that kind."""
        likely = self.likely if self.stop == Stop.DO_NOT_LOOK else []
        return ringing.in_hand(choosing.in_hand(self.kind, likely), about)

    def to_ask(self, words: list[str], names_adult: bool = False) -> list[Question]:
        """What the last page asks: with this kind, because of alarming words (U12), where a name said that it is about
        an adult here; only what could still raise, or what raises nothing and puts lines on the list."""
        return self._open([*self._with_kind(), *self._by_words(words), *(self._of_adults() * names_adult)])

    @property
    def of_adults(self) -> list[Question]:
        """Of that what a name alone asks."""
        return self._open(self._of_adults())

    def of_words(self, words: list[str]) -> list[Question]:
        """And what alarming words alone ask."""
        return self._open(self._by_words(words))

    def _open(self, asked: list[Question]) -> list[Question]:
        found = [one for one in dict.fromkeys(asked) if one not in self.ticked]
        return [one for one in found if one.only_adds or self._could_raise(one)]

    def must_answer(self, words: list[str], names_adult: bool = False) -> set[Question]:
        """Of these, what alarming words and a name ask, and one at most that comes with the kind: the one that raises
        most, to what cannot wait until somebody decides, and which page 1 has not asked. The rest is asked then (U27).
        """
        asked = self.to_ask(words, names_adult)
        by_words = {*self._by_words(words), *(self._of_adults() * names_adult)}
        of_kind = [one for one in self._open(self._with_kind()) if self._cannot_wait(one)]
        of_kind = [one for one in of_kind if not self._asked_first(one)]
        return by_words.intersection(asked) | set(sorted(of_kind, key=self._rank_with)[:1])

    def _with_kind(self) -> list[Question]:
        kind = self.kind.code if self.kind else ""
        return [one for one in self.questions.values() if one.asked == ASKED.CATEGORY and kind in one.categories]

    def _of_adults(self) -> list[Question]:
        """What comes with kinds about an adult here alone."""
        staff = {code for code, kind in self.kinds.items() if kind.staff}
        of_kinds = [one for one in self.questions.values() if one.asked == ASKED.CATEGORY and one.categories]
        return [one for one in of_kinds if one.staff and staff.issuperset(one.categories)]

    def _by_words(self, words: list[str]) -> list[Question]:
        checks = [check for check in kept.rows(WordCheck) if not check.question.retired]
        return alarming.questions_for(checks, words, self._with_kind())

    def _could_raise(self, question: Question) -> bool:
        now, then = self._route_with(), self._route_with(question)
        more = self._rank_with(question) < self._rank_with()
        return more or bool(then.overlay and not now.overlay) or (then.wakes and not now.wakes)

    def _cannot_wait(self, question: Question) -> bool:
        """Does a "yes" raise the class, and to one that brings the safeguarding lead at once."""
        return self._rank_with(question) < self._rank_with() and self._route_with(question).cls in BRINGS_THE_LEAD

    def _asked_first(self, question: Question) -> bool:
        """Would a line of page 1 have said the same: did whoever left it empty say "no" to this already?"""
        first = [one for one in self.questions.values() if one.asked == ASKED.FIRST and one.means == "yes"]
        return routing.Says.of_question(question) in map(routing.Says.of_question, first)

    def _rank_with(self, *more: Question) -> int:
        return SERIOUSNESS[self._route_with(*more).cls]

    def _route_with(self, *more: Question) -> routing.Route:
        """The route of what is said so far, and of these answered "yes"."""
        return routing.route(self._says([*self.ticked, *more]))

    def _says(self, questions: list[Question]) -> list[routing.Says]:
        kind = [routing.Says.of_category(self.kind)] if self.kind else []
        return [*kind, *(routing.Says.of_question(one) for one in questions)]
