"""May this role do such a thing at all. Roles are code, the same in every school; a profile only appoints people.

Source: security.md 2.3 as product.md's *Settled* amends it.
"""

from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    """A function in the school, not a job title. The labels are the default; a profile may give others."""

    STAFF = "staff", "Member of staff"
    COORDINATOR = "coordinator", "Online safety co-ordinator"
    DSL = "dsl", "Designated safeguarding lead"
    HEADTEACHER = "headteacher", "Headteacher"
    SENIOR_LEADER = "senior_leader", "Senior leader"
    NETWORK_MANAGER = "network_manager", "Network manager"
    BUSINESS_MANAGER = "business_manager", "Business manager"
    GOVERNOR = "governor", "Governor"
    CHAIR = "chair", "Chair of governors"
    OFFICE = "office", "School office"
    AUDITOR = "auditor", "Auditor"
    DPO = "dpo", "Data protection officer"
    ADMINISTRATOR = "administrator", "Administrator"


class Perm(StrEnum):
    """What a role may do at all, as noun:verb. Whether it may be done to this record, now, is decided elsewhere."""

    REPORT = "incident:report"
    READ = "incident:read"
    HANDLE = "incident:handle"
    LOWER = "incident:lower"
    COUNTERSIGN = "incident:countersign"
    REVIEW_LOG = "log:review"
    DO_TASKS = "task:do"
    TEST_ALARM = "alarm:test"
    LOOK_UP_PEOPLE = "people:look-up"
    MANAGE_ACCOUNTS = "accounts:manage"
    APPROVE_APPOINTMENTS = "appointments:approve"
    RESTORE_FACTOR = "second-factor:restore"
    MANAGE_SETTINGS = "settings:manage"
    MANAGE_CALENDAR = "calendar:manage"
    READ_HEALTH = "health:read"
    READ_AUDIT = "audit:read"


# Nothing stands in front of Report, for nobody who can sign in (people.md U6; docs/adr/everybody-reports.md).
_EVERYBODY = frozenset({Perm.REPORT, Perm.DO_TASKS})
_SCHOOL_STAFF = _EVERYBODY | {Perm.LOOK_UP_PEOPLE}
_HANDLER = _SCHOOL_STAFF | {Perm.READ, Perm.HANDLE, Perm.TEST_ALARM}

PERMISSIONS: dict[Role, frozenset[Perm]] = {
    Role.STAFF: _SCHOOL_STAFF,
    Role.COORDINATOR: _HANDLER | {Perm.MANAGE_CALENDAR},
    Role.DSL: _HANDLER | {Perm.LOWER, Perm.COUNTERSIGN, Perm.MANAGE_CALENDAR, Perm.RESTORE_FACTOR},
    Role.HEADTEACHER: _HANDLER | {Perm.COUNTERSIGN, Perm.REVIEW_LOG, Perm.APPROVE_APPOINTMENTS, Perm.RESTORE_FACTOR},
    Role.SENIOR_LEADER: _SCHOOL_STAFF | {Perm.READ, Perm.HANDLE, Perm.REVIEW_LOG},
    Role.NETWORK_MANAGER: _SCHOOL_STAFF | {Perm.READ, Perm.HANDLE, Perm.READ_HEALTH},
    Role.BUSINESS_MANAGER: _SCHOOL_STAFF,
    Role.GOVERNOR: _EVERYBODY,
    Role.CHAIR: _EVERYBODY | {Perm.READ, Perm.HANDLE, Perm.COUNTERSIGN, Perm.APPROVE_APPOINTMENTS},
    Role.OFFICE: _SCHOOL_STAFF,
    Role.AUDITOR: _EVERYBODY | {Perm.READ_AUDIT},
    Role.DPO: _EVERYBODY | {Perm.READ_AUDIT},
    Role.ADMINISTRATOR: _EVERYBODY
    | {Perm.MANAGE_ACCOUNTS, Perm.MANAGE_SETTINGS, Perm.MANAGE_CALENDAR, Perm.READ_HEALTH, Perm.RESTORE_FACTOR},
}

# Not needed to report, to read one's own receipt or to do a task; needed for all else (product.md, Settled).
WITHOUT_SECOND_FACTOR = frozenset({Perm.REPORT, Perm.DO_TASKS, Perm.LOOK_UP_PEOPLE})

# An administrator may give these alone; every other role takes a second person, the head or the chair (R6).
GIVEN_ALONE = frozenset({Role.STAFF, Role.GOVERNOR, Role.OFFICE})


def permissions_of(roles) -> frozenset[Perm]:
    """Everything the roles together may do, and what everybody may. Deny rules are not here: they come first."""
    return _EVERYBODY.union(*(PERMISSIONS[Role(role)] for role in roles))
