"""A finding that is right all the same, and that it is not after all."""

from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.quality.models import KeptFlaw

NO_WAIVER: dict[str, Any] = {"waiver": "", "waived_by": None, "waived_on": None}
NOT_TAKEN_BACK: dict[str, Any] = {"taken_back": "", "taken_back_by": None, "taken_back_on": None}


@transaction.atomic
def waive(*, finding: KeptFlaw, reason: str, post: Post) -> None:
    """The township says why nothing is to be mended.

    Raises NotAllowed; Refusal without a reason, where it is mended or waived already.
    """
    post.require(Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("没有写不用改的理由", "写明依据，例如“外籍配偶，没有居民身份证”")
    told = {"waiver": reason.strip()[:200], "waived_by": post.acting_person, "waived_on": clock.today()}
    _write(finding, waived=False, **told, **NOT_TAKEN_BACK)


@transaction.atomic
def take_back(*, finding: KeptFlaw, reason: str, post: Post) -> None:
    """The township's waiver was wrong: the finding is listed again, with why.

    Raises NotAllowed; Refusal without a reason, where nothing is waived, or it is mended.
    """
    post.require(Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("没有写撤回认定的理由", "写明哪里认定错了，例如“身份证已经办下来”")
    told = {
        "taken_back": reason.strip()[:200],
        "taken_back_by": post.acting_person,
        "taken_back_on": clock.today(),
    }
    _write(finding, waived=True, **told, **NO_WAIVER)


def _write(finding: KeptFlaw, *, waived: bool, **changes: Any) -> None:
    rows = KeptFlaw.objects.filter(pk=finding.pk, version=finding.version, gone_on=None)
    rows = rows.exclude(waiver="") if waived else rows.filter(waiver="")
    if not rows.update(version=F("version") + 1, **changes):
        raise Refusal("这个问题刚被改正、认定或撤回过", "刷新页面看最新情况")
