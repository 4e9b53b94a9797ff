"""Where a statement stands, and which campaigns there are."""

from django.db import models


class CampaignKind(models.TextChoices):
    """How often."""

    YEAR = "year", "年度收入采集"
    QUARTER = "quarter", "季度收入更新"


class StatementState(models.TextChoices):
    """Where a statement stands."""

    TO_FILL = "to_fill", "待采集"
    FILLED = "filled", "待签字"
    SIGNED = "signed", "待审核"
    CONFIRMED = "confirmed", "已审核"
    CALLED_OFF = "called_off", "不再采集"
    IMPORTED = "imported", "期初导入"


# What the village still owes, and all that is not ended.
OWED = (StatementState.TO_FILL, StatementState.FILLED)
UNDER_WAY = (*OWED, StatementState.SIGNED)
