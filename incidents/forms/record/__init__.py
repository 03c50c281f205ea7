"""One form for each thing that can be done to a record. The page offers those that fit now; each runs one action."""

from incidents.forms.record.calls import AgencyAnswered, Chase, HoldDevice, IRang
from incidents.forms.record.deciding import AgreeProposal, Answers, ConcernsAdult, FileUnder, Lower, Raise
from incidents.forms.record.ending import Close, Deal, GiveRecord, Join, Parents, Reopen, Resolve, ThresholdNotMet
from incidents.forms.record.moving import Acknowledge, Investigate, Refer
from incidents.forms.record.people import Conflicted, Involve, TakePart
from incidents.forms.record.steps import AddStep, Excuse, Give, Tick, Undo
from incidents.forms.record.words import AskReporter, Note

ON_RECORD = {
    "have-this": Acknowledge,
    "look-into": Investigate,
    "pass-on": Refer,
    "deal-with-it": Deal,
    "note": Note,
    "ask-reporter": AskReporter,
    "questions": Answers,
    "category": FileUnder,
    "more-serious": Raise,
    "less-serious": Lower,
    "second-person": AgreeProposal,
    "adult-here": ConcernsAdult,
    "involve": Involve,
    "part": TakePart,
    "should-not-handle": Conflicted,
    "rang": IRang,
    "answered": AgencyAnswered,
    "chase": Chase,
    "device": HoldDevice,
    "parents": Parents,
    "threshold": ThresholdNotMet,
    "give": GiveRecord,
    "add-step": AddStep,
    "done": Tick,
    "not-needed": Excuse,
    "give-step": Give,
    "undo": Undo,
    "finish": Resolve,
    "close": Close,
    "open-again": Reopen,
    "join": Join,
}

__all__ = ["ON_RECORD"]
