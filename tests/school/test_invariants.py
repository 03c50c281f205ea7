"""INV-9: a stopped account has no session."""

import pytest

from school import invariants
from school.models import User

pytestmark = pytest.mark.django_db


def test_a_session_of_a_stopped_account(cast, sign_in):
    sign_in(cast.teacher)
    assert list(invariants.sessions()) == []
    User.objects.filter(pk=cast.teacher.pk).update(is_active=False)
    assert cast.teacher.ref in " ".join(invariants.sessions())
