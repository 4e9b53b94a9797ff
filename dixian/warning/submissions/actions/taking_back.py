"""A committed roster is taken back, and with it what was proposed because of it."""

from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import cancel
from dixian.registry.households.api import call_off_roster, decided_of
from dixian.warning.submissions.actions.opening import refuse_foreign
from dixian.warning.submissions.actions.steps import step
from dixian.warning.submissions.checks.ending import batch_withdrawn
from dixian.warning.submissions.duties import SETTLE, open_submit_duties
from dixian.warning.submissions.enums import GONE, BatchState
from dixian.warning.submissions.models import Batch, Submission
from dixian.warning.submissions.yielding import undecided

WHY = "报送单位撤回了名册"


def take_back(*, batch: Batch, post: Post) -> None:
    """In the open transaction; the month is to be reported anew.

    Raises Refusal for a file that mends or is mended, while rows are being compared, and where a township has decided.
    """
    refuse_foreign(batch.submission.kind, post)
    # Jobs that propose hold the batch too, so that none comes between.
    Batch.objects.select_for_update().get(pk=batch.pk)
    _refuse_late(batch)
    call_off_roster(source_uid=batch.uid, why=WHY)
    step(batch, "take_back", message="")
    batch_withdrawn(batch=batch, post=post)
    for kind in SETTLE.values():
        cancel(kind=kind.code, subject_uids=[batch.uid], reason=WHY, post=post)
    counted = Batch.objects.filter(submission=batch.submission_id, mends=None, state=BatchState.COMMITTED)
    if counted.exists():
        return
    Submission.objects.filter(pk=batch.submission_id).update(submitted_on=None, version=F("version") + 1)
    batch.submission.refresh_from_db()
    month = Month.parse(batch.submission.month)
    open_submit_duties([batch.submission], month, why="名册已撤回，请重新报送")


def _refuse_late(batch: Batch) -> None:
    if batch.mends_id or batch.mended_by.exclude(state__in=GONE).exists():
        raise Refusal("补报过的名册不能撤回", "报错的行，请审批的乡镇退回")
    if not batch.message and undecided(batch.pk).exists():
        raise Refusal("正在与户档案对照，还不能撤回", "对照完再撤回")
    if (first := decided_of(batch.uid).first()) is not None:
        raise Refusal(
            f"{first.area.name}已经办理过这份名册的变更，不能整份撤回", "报错的行，请审批的乡镇退回或撤销"
        )
