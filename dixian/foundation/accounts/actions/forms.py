"""A form counts once (decision 12): its key, and what the first sending was answered."""

from uuid import UUID

from dixian.foundation.accounts.models import Post, SubmittedForm
from dixian.foundation.audit.api import actor
from dixian.foundation.kernel.problems import Refusal


def form_sent_before(key: UUID) -> SubmittedForm | None:
    """The first sending of this form by the same person, where there was one.

    Raises Refusal where somebody else used the key: on a shared computer, or from a page that was passed on.
    """
    found = SubmittedForm.objects.filter(key=key).first()
    if found is not None and found.made_by != actor():
        raise Refusal("这张表单已经由别人提交过，没有办理", "从菜单重新打开这个页面，用自己的账号填写提交")
    return found


def what_was_said(form: SubmittedForm) -> str:
    """What the first sending was answered, in words; "" where it was a page without any."""
    return str(form.told.open()) if form.told else str(form.said)


def use_up_form(*, key: UUID, post: Post | None, address: str, said: str) -> None:
    """Note that a form was sent, where its answer led to and what it said.

    Raises IntegrityError where the key was used meanwhile; everything else of the transaction goes with it.
    """
    SubmittedForm.objects.create(key=key, post=post, address=address[:400], told=said[:400] or None)
