"""The second word that accounts and places wait for."""

from collections.abc import Callable

from django.test import Client

from dixian.foundation.audit.api import acting, reading
from dixian.foundation.policy.api import Proposal
from dixian.foundation.policy.leave import STANDING_IN
from dixian.foundation.policy.openings import OPENINGS
from dixian.foundation.policy.people import APPOINTMENT, CODES, ENABLED, PASSWORD
from dixian.foundation.policy.places import PLACE
from tests.web.conftest import SYSTEM


def agree(as_post: Callable[[str], Client], verb: str = "approve") -> None:
    """The security administrator decides on every account and place that waits."""
    about = (APPOINTMENT, CODES, ENABLED, OPENINGS, PASSWORD, PLACE, STANDING_IN)
    with acting(SYSTEM), reading():
        waiting = list(Proposal.objects.filter(state="waiting", subject__in=about))
    assert waiting
    for one in waiting:
        sent = {"verb": verb, "reason": "核对过"}
        answer = as_post("security_admin").post(f"/settings/proposals/{one.uid}/", sent)
        assert answer.status_code == 302, answer.content.decode()
