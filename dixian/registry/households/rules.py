"""Decisions on plain values."""

POVERTY_RELIEVED, GENERAL, MONITORED = "poverty_relieved", "general", "monitored"


def group_of(*, kind: str, monitored: str, risk_eliminated: bool) -> str:
    """The rule group: monitored while the risk is not eliminated, else by kind (facts 2.1)."""
    if monitored and not risk_eliminated:
        return MONITORED
    return POVERTY_RELIEVED if kind == POVERTY_RELIEVED else GENERAL
