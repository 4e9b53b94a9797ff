"""Who fills a declaration in, how it came, and where it stands."""

from django.db import models


class Filler(models.TextChoices):
    """Who has filled it in."""

    SELF = "self", "本人或家里人"
    HELPER = "helper", "帮扶责任人或村干部"
    NEIGHBOUR = "neighbour", "邻居、亲友"


class Way(models.TextChoices):
    """How it came in."""

    WEB = "web", "扫码"
    PAPER = "paper", "纸质"


class DeclarationState(models.TextChoices):
    """Where a declaration stands."""

    WAITING = "waiting", "待认户"
    JOINED = "joined", "已转线索"
    DUPLICATE = "duplicate", "重复申报"
    UNKNOWN = "unknown", "认不出是哪一户"
    OUTSIDE = "outside", "不是本县的户"
    WITHDRAWN = "withdrawn", "申报人撤回"
    ABUSE = "abuse", "恶意填报"


# What the township may end one with, other than its household; each takes a reason.
ENDS = (
    DeclarationState.DUPLICATE,
    DeclarationState.UNKNOWN,
    DeclarationState.OUTSIDE,
    DeclarationState.WITHDRAWN,
    DeclarationState.ABUSE,
)
