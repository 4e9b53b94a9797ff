"""A village's public address: opened, renewed, revoked by its township."""

import secrets

from django.db import transaction
from django.db.models import F, QuerySet

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.audit.transactions import holding
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.vault.blind import blind
from dixian.warning.declarations.models import Entrance

# 128 bits, as an address holds them; nobody tries these.
BYTES = 16
DOMAIN, LONGEST = "entrance", 40


def index_of(token: str) -> bytes:
    """What a token is found by."""
    return blind(token, DOMAIN)


@transaction.atomic
def open_entrance(*, village: Area, phone: str, post: Post, reason: str = "") -> Entrance:
    """A new public address of a village; the one before, which is on posters, stops, for a reason.

    Raises NotAllowed beyond the post's area; Refusal without a telephone, and without a reason where one is replaced.
    """
    post.require(Capability.CONFIRM)
    _require_reached(village, post)
    if village.level != Level.VILLAGE or village.has_ended():
        raise Refusal("只有村能开申报入口", "选一个村")
    before = entrances(post).filter(village=village, ended_on=None).first()
    if before is not None:
        end_entrance(entrance=before, reason=reason, post=post)
    token = secrets.token_urlsafe(BYTES)
    return Entrance.objects.create(
        village=village,
        token=token,
        token_index=index_of(token),
        phone=phone,
        opened_on=clock.today(),
        by=post.acting_person,
    )


def end_entrance(*, entrance: Entrance, reason: str, post: Post) -> None:
    """The address opens nothing any more; what came through it stays. Raises NotAllowed; Refusal without a reason."""
    post.require(Capability.CONFIRM)
    _require_reached(entrance.village, post)
    if not reason.strip():
        raise Refusal("没有写为什么停用", "写明理由，例如“海报被撕走，换新的”")
    rows = Entrance.objects.filter(pk=entrance.pk, ended_on=None).update(
        ended_on=clock.today(), reason=reason.strip()[:200], version=F("version") + 1
    )
    if not rows:
        raise Refusal("这个入口已经停用", "刷新页面看现在的情况")


def entrances(post: Post) -> QuerySet[Entrance]:
    """The addresses of the villages a post reaches."""
    return Entrance.objects.visible_to(post).select_related("village__parent", "by")


def entrance_of(token: str) -> Entrance | None:
    """The village somebody with this token stands before; None where it opens nothing (any more)."""
    index = index_of(token[:LONGEST])
    with holding(index):
        found = Entrance.objects.filter(token_index=index, ended_on=None)
        return found.select_related("village__parent").first()


def _require_reached(village: Area, post: Post) -> None:
    span = span_of(post)
    if not (span.everything or village.pk in span.areas):
        raise NotAllowed("这个村不在您的范围内", "请这个乡镇的同事办理")
