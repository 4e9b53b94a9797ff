"""Entry on behalf (代录): typed in from a signed sheet, confirmed by somebody else."""

from uuid import UUID

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.accounts.models import OnBehalf, Post
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def enter_on_behalf(
    *, for_post: Post, subject_label: str, subject_uid: UUID, sheet: StoredFile, by: Post
) -> OnBehalf:
    """Note that `by` typed something in for `for_post` from a signed sheet; somebody else confirms it.

    Raises NotAllowed; Refusal for one's own post.
    """
    by.require(Capability.ENTER_ON_BEHALF)
    if for_post.user_id == by.acting_person.pk:
        raise Refusal("自己的反馈不用代录", "切换到自己的岗位直接反馈")
    return OnBehalf.objects.create(
        for_post=for_post,
        area=for_post.area,
        unit=for_post.unit,
        subject_label=subject_label,
        subject_uid=subject_uid,
        sheet=sheet,
        entered_by=by.acting_person,
    )


def confirm_on_behalf(*, entry: OnBehalf, by: Post) -> None:
    """Somebody other than the entrant has compared it with the sheet. Raises Refusal for the entrant."""
    by.require(Capability.CONFIRM_ON_BEHALF)
    if entry.entered_by_id == by.acting_person.pk:
        raise Refusal("代录须由另一个人确认", "请同事对照签字原件后确认")
    changed = OnBehalf.objects.filter(pk=entry.pk, confirmed_by__isnull=True).update(
        confirmed_by=by.acting_person, confirmed_at=clock.now(), version=entry.version + 1
    )
    if not changed:
        raise Refusal("这条代录已经确认过")
