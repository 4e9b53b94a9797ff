"""What let somebody in with a one-time password, and the code its approver tells them."""

from uuid import UUID

from dixian.foundation.accounts.api import BulkAccount, User, let_in_code
from dixian.foundation.policy.enums import ProposalState
from dixian.foundation.policy.models import Proposal
from dixian.foundation.policy.openings import OPENINGS
from dixian.foundation.policy.people import APPOINTMENT, PASSWORD

# Subject -> where its arguments keep what the code is made from.
NAMED_BY = {APPOINTMENT: "let_in", PASSWORD: "let_in", OPENINGS: "opening"}


def agreed_on(user: User) -> Proposal | None:
    """The proposal by which somebody with a one-time password was let in; None where it was none."""
    if user.let_in is None:
        return None
    approved = Proposal.objects.filter(state=ProposalState.APPROVED, subject__in=NAMED_BY)
    asked = approved.select_related("submitter", "approver")
    key = str(user.let_in)
    return asked.filter(arguments__let_in=key).first() or asked.filter(arguments__opening=key).first()


def code_to_tell(proposal: Proposal, user: User) -> str:
    """The let-in code, for who approved this proposal as long as somebody needs it; "" for everybody else."""
    name = NAMED_BY.get(proposal.subject)
    if name is None or name not in proposal.arguments or proposal.state != ProposalState.APPROVED:
        return ""
    agreed = UUID(proposal.arguments[name])
    return let_in_code(agreed) if proposal.approver_id == user.pk and _is_needed(agreed) else ""


def _is_needed(agreed: UUID) -> bool:
    """Whether somebody still comes with it, or a row of its list waits to be opened."""
    waiting = BulkAccount.objects.filter(opening__uid=agreed, user=None, failed=False)
    return User.objects.filter(let_in=agreed).exists() or waiting.exists()


def has_code(proposal: Proposal) -> bool:
    """Whether somebody may be let in by approving this kind of proposal."""
    return proposal.subject in NAMED_BY
