"""Every URL × every role: a route without a row fails, a row that lets in more or fewer than it says fails."""

import pytest

from school.roles import Role
from tests.make import make_report, make_user
from tests.routes import paths, still, walk

R = Role
EVERYBODY = frozenset(R)
SCHOOL_STAFF = frozenset(
    {R.STAFF, R.COORDINATOR, R.DSL, R.HEADTEACHER, R.SENIOR_LEADER, R.NETWORK_MANAGER, R.BUSINESS_MANAGER, R.OFFICE}
)
HANDLERS = frozenset({R.COORDINATOR, R.DSL, R.HEADTEACHER, R.SENIOR_LEADER, R.NETWORK_MANAGER, R.CHAIR})
ALARM_TESTERS = frozenset({R.COORDINATOR, R.DSL, R.HEADTEACHER})
LOG_REVIEWERS = frozenset({R.HEADTEACHER, R.SENIOR_LEADER})
ADMINISTRATOR = frozenset({R.ADMINISTRATOR})
CALENDAR = frozenset({R.COORDINATOR, R.DSL, R.ADMINISTRATOR})
RESTORERS = frozenset({R.DSL, R.HEADTEACHER, R.ADMINISTRATOR})
APPROVERS = frozenset({R.HEADTEACHER, R.CHAIR})
HEALTH = frozenset({R.NETWORK_MANAGER, R.ADMINISTRATOR})
PUBLIC = "anybody, signed in or not"

# Written by hand from product.md and security.md 2.3, never read from the code.
WHO = {
    PUBLIC: """
        account_login account_logout account_reset_password account_reset_password_done
        account_reset_password_from_key_done account_reset_password_from_key mfa_authenticate mfa_login_webauthn
        school:tell_someone school:pupils_tell school:accessibility school:privacy school:invitation school:see_it_as
        school:healthz school:lost_phone
    """,
    EVERYBODY: """
        home account_reauthenticate account_change_password account_set_password mfa_index mfa_reauthenticate
        mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes mfa_list_webauthn
        mfa_add_webauthn mfa_reauthenticate_webauthn mfa_edit_webauthn mfa_remove_webauthn usersessions_list
        school:account school:mail school:second_factor school:stay school:show_names school:drop_draft
        runs:detail runs:now runs:try_again runs:file notices:tasks notices:done notices:not_done incidents:step
        incidents:cannot incidents:step_not_done
        incidents:report incidents:report_what incidents:report_first incidents:report_check
        incidents:report_throw_away incidents:mine incidents:receipt incidents:receipt_add incidents:receipt_answer
    """,
    SCHOOL_STAFF: "school:look_up",
    HANDLERS: """
        incidents:queue incidents:search incidents:detail incidents:chronology incidents:act incidents:this_term
        incidents:calls
        notices:answer notices:practice
    """,
    ALARM_TESTERS: "notices:test_alarm",
    LOG_REVIEWERS: "incidents:log incidents:log_reviewed",
    ADMINISTRATOR: """
        school:people school:person_add school:person_edit school:person_change school:person_leave
        school:person_come_back school:invite school:invite_again school:change_address school:account_stop
        school:person_link school:link_end school:appoint school:appointments school:appointment_end
        school:appointment_take_back school:settings
        school:words school:first_run school:outside school:outside_add school:outside_change school:outside_retire
    """,
    APPROVERS: "school:appointments_waiting school:appointment_agree school:appointment_decline",
    RESTORERS: "school:lost_steps school:lost_step_ask school:lost_step_agree school:lost_step_decline",
    CALENDAR: """
        school:on_call school:on_call_add school:away school:on_call_remove school:absence_end school:calendar
        school:calendar_add school:calendar_change school:calendar_remove
    """,
    HEALTH: "school:health",
}
ALLOWED = {name: who for who, names in WHO.items() for name in names.split()}
AGAIN = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}  # 403 without a factor to ask
GONE_IN = {200, 302, 400, 404, 405}  # past the door: the page, a missing row, or another method


def test_every_route_has_a_row_and_every_row_a_route():
    assert {name for name, _, _ in walk()} == set(ALLOWED)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_role_passes_exactly_its_doors(role, method, sign_in):
    """Without any office: the doors that are everybody's."""
    browser = sign_in(make_user(role) if role else make_user())
    wrong = []
    for name, path in paths({}):
        if name in AGAIN | {"account_logout"}:
            continue
        status = getattr(browser, method)(path).status_code
        let_in = ALLOWED[name] in (PUBLIC, EVERYBODY) or role in ALLOWED[name]
        if status not in (GONE_IN | {403} if ALLOWED[name] == PUBLIC else GONE_IN if let_in else {403, 405}):
            wrong.append((name, status))
    assert not wrong


@pytest.mark.django_db
def test_nobody_signed_in_is_asked_to_sign_in(client):
    for name, path in paths({}):
        response = client.get(path)
        if ALLOWED[name] != PUBLIC:
            assert response.status_code in (302, 405), name
            assert response.status_code == 405 or "/login/" in response["Location"], name


@pytest.mark.django_db
def test_a_missing_permission_answers_alike_for_every_reference(cast, sign_in):
    record = make_report(cast.teacher, "grooming")
    browser = sign_in(cast.governor)
    there, nowhere = (browser.get(f"/records/{ref}/") for ref in (record.ref, "ZZZZ-ZZZZ"))
    assert (there.status_code, nowhere.status_code) == (403, 403)
    assert still(there, record.ref) == still(nowhere, "ZZZZ-ZZZZ")


@pytest.mark.django_db
def test_a_row_one_may_not_know_of_answers_like_one_that_is_not_there(cast, sign_in):
    record = make_report(cast.teacher, "low-level-concern", people=[cast.coordinator.person])
    browser = sign_in(cast.coordinator)
    there, nowhere = (browser.get(f"/records/{ref}/") for ref in (record.ref, "ZZZZ-ZZZZ"))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert still(there, record.ref) == still(nowhere, "ZZZZ-ZZZZ")
