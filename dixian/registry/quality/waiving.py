"""A finding that is right all the same."""

from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.quality.models import KeptFlaw


def waive(*, finding: KeptFlaw, reason: str, post: Post) -> None:
    """The township says why nothing is to be mended. Raises NotAllowed; Refusal without a reason, where it is mended already."""
    post.require(Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("没有写不用改的理由", "写明依据，例如“外籍配偶，没有居民身份证”")
    rows = KeptFlaw.objects.filter(pk=finding.pk, version=finding.version, gone_on=None)
    if not rows.update(
        waiver=reason.strip()[:200],
        waived_by=post.acting_person,
        waived_on=clock.today(),
        version=F("version") + 1,
    ):
        raise Refusal("这个问题刚被改正或认定过", "刷新页面看最新情况")
