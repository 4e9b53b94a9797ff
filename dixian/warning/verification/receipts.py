"""What others do with what was pushed or found: the township receives a sheet, the department sees its results."""

from django.db import transaction

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import discharge
from dixian.warning.submissions.api import Batch
from dixian.warning.verification.duties import RECEIVE, RESULT
from dixian.warning.verification.models import PushSheet, Receipt


@transaction.atomic
def receive_sheet(*, sheet: PushSheet, post: Post) -> Receipt:
    """The township has received a push sheet with all its leads. The village's clock does not wait for it.

    Raises NotAllowed for another township's; Refusal where it was received already.
    """
    post.require(Capability.CONFIRM)
    if sheet.township_id not in span_of(post).areas:
        raise NotAllowed(f"推送单由{sheet.township.name}签收", "县里不代乡镇签收")
    today = clock.today()
    made, new = Receipt.objects.get_or_create(
        sheet=sheet,
        defaults={"township_id": sheet.township_id, "on": today, "received_by": post.acting_person},
    )
    if not new:
        raise Refusal(f"{sheet}已于 {made.on} 签收", "不必再次签收")
    discharge(kind=RECEIVE.code, subject_uids=[sheet.uid], post=post)
    return made


@transaction.atomic
def see_results(*, batch: Batch, post: Post) -> None:
    """Somebody of the unit that pushed has looked at the results.

    Raises NotAllowed for everybody else: who only reads does not end another's duty.
    """
    if batch.unit_id not in span_of(post).units:
        raise NotAllowed(f"核实结果由{batch.unit.short_name}登记查看", "您可以查看，不必登记")
    if not post.can(Capability.SIGN_OFF):
        post.require(Capability.SUBMIT)
    discharge(kind=RESULT.code, subject_uids=[batch.uid], post=post)
