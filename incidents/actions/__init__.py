"""Every write to a record. Views, tasks, the demo and tests use these and nothing else."""

from incidents.actions.contacts import (
    agency_answered,
    chase_later,
    hold_device,
    nobody_answered,
    rang,
    threshold_not_met,
)
from incidents.actions.deal import Dealing, deal_here, look_into_first
from incidents.actions.decide import (
    answer,
    concerns_adult,
    decide_proposal,
    file_under,
    lower,
    place,
    raise_class,
)
from incidents.actions.grounds import allow
from incidents.actions.late import tell_late
from incidents.actions.left import tell_left
from incidents.actions.lines import Finished
from incidents.actions.log import review_log
from incidents.actions.looking_again import close_until, look_again_on, looked_again
from incidents.actions.moves import acknowledge, close, give_to, investigate, join, refer, reopen, resolve
from incidents.actions.named import About
from incidents.actions.particulars import happened, particulars
from incidents.actions.people import conflicted, involve, no_longer_conflicted, take_part
from incidents.actions.privileges import ask_back
from incidents.actions.record import ChangedMeanwhile
from incidents.actions.report import Meant, Report, report, route_of
from incidents.actions.reviews import agree_review, begin_review, stop_review
from incidents.actions.sanctions import Given, end_on, give_each, sanction, take_back
from incidents.actions.second import remind
from incidents.actions.steps import (
    add,
    decide_line,
    do_mine,
    excuse,
    give,
    give_back,
    may_help,
    not_done,
    note_reference,
    tick,
    undo,
)
from incidents.actions.take_downs import take_down, taken_down
from incidents.actions.talks import OfWhom, Talk, parents, talk, told_as_asked
from incidents.actions.words import add_words, answer_question, ask_reporter, correct, keep_words, note
from school.refusals import Refused

__all__ = [
    "About",
    "ChangedMeanwhile",
    "Dealing",
    "Finished",
    "Given",
    "Meant",
    "OfWhom",
    "Refused",
    "Report",
    "Talk",
    "acknowledge",
    "add",
    "add_words",
    "agency_answered",
    "agree_review",
    "allow",
    "answer",
    "answer_question",
    "ask_back",
    "ask_reporter",
    "begin_review",
    "chase_later",
    "close",
    "close_until",
    "concerns_adult",
    "conflicted",
    "correct",
    "deal_here",
    "decide_line",
    "decide_proposal",
    "do_mine",
    "end_on",
    "excuse",
    "file_under",
    "give",
    "give_back",
    "give_each",
    "give_to",
    "happened",
    "hold_device",
    "investigate",
    "involve",
    "join",
    "keep_words",
    "look_again_on",
    "look_into_first",
    "looked_again",
    "lower",
    "may_help",
    "no_longer_conflicted",
    "nobody_answered",
    "not_done",
    "note",
    "note_reference",
    "parents",
    "particulars",
    "place",
    "raise_class",
    "rang",
    "refer",
    "remind",
    "reopen",
    "report",
    "resolve",
    "review_log",
    "route_of",
    "sanction",
    "stop_review",
    "take_back",
    "take_down",
    "take_part",
    "taken_down",
    "talk",
    "tell_late",
    "tell_left",
    "threshold_not_met",
    "tick",
    "told_as_asked",
    "undo",
]
