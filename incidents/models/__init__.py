"""What happened, what the school did about it, and the profile's rows that decide how."""

from incidents.models.catalogue import Category, Outcome, Question, Reason, StepTemplate, Target, WordCheck
from incidents.models.incident import Incident
from incidents.models.people import Barred, Involved
from incidents.models.words import Answer, Custody, Event, Filed, Statement
from incidents.models.work import Proposal, Referral, Step

__all__ = [
    "Answer",
    "Barred",
    "Category",
    "Custody",
    "Event",
    "Filed",
    "Incident",
    "Involved",
    "Outcome",
    "Proposal",
    "Question",
    "Reason",
    "Referral",
    "Statement",
    "Step",
    "StepTemplate",
    "Target",
    "WordCheck",
]
