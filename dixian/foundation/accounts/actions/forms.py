"""A form counts once (decision 12): its key, and what the first sending was answered."""

from uuid import UUID

from dixian.foundation.accounts.models import Post, SubmittedForm
from dixian.foundation.audit.api import actor


def form_sent_before(key: UUID) -> SubmittedForm | None:
    """The first sending of this form by the same person, where there was one."""
    return SubmittedForm.objects.filter(key=key, made_by=actor()).first()


def use_up_form(*, key: UUID, post: Post | None, address: str, said: str) -> None:
    """Note that a form was sent, where its answer led to and what it said.

    Raises IntegrityError where the key was used meanwhile; everything else of the transaction goes with it.
    """
    SubmittedForm.objects.create(key=key, post=post, address=address[:400], said=said[:400])
