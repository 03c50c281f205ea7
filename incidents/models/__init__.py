"""What happened, what the school did about it, and the profile's rows that decide how."""

from incidents.models.catalogue import (
    Category,
    Ground,
    Group,
    Outcome,
    Question,
    Reason,
    SanctionKind,
    StepTemplate,
    Target,
    WordCheck,
)
from incidents.models.incident import Incident
from incidents.models.measures import Contact, FollowUp, LogReview, Sanction, SiteReview, TakeDown
from incidents.models.people import Barred, Involved
from incidents.models.words import Answer, Custody, Event, Filed, Statement
from incidents.models.work import Proposal, Referral, Step

__all__ = [
    "Answer",
    "Barred",
    "Category",
    "Contact",
    "Custody",
    "Event",
    "Filed",
    "FollowUp",
    "Ground",
    "Group",
    "Incident",
    "Involved",
    "LogReview",
    "Outcome",
    "Proposal",
    "Question",
    "Reason",
    "Referral",
    "Sanction",
    "SanctionKind",
    "SiteReview",
    "Statement",
    "Step",
    "StepTemplate",
    "TakeDown",
    "Target",
    "WordCheck",
]
