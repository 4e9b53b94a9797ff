"""Decisions on plain values."""

POVERTY_RELIEVED, GENERAL, MONITORED = "poverty_relieved", "general", "monitored"


def group_of(*, kind: str, monitored: str, risk_eliminated: bool) -> str:
    """The rule group: monitored while the risk is not eliminated, else by kind (facts 2.1)."""
    if monitored and not risk_eliminated:
        return MONITORED
    return POVERTY_RELIEVED if kind == POVERTY_RELIEVED else GENERAL


def numbers_meant(text: str) -> tuple[str, ...]:
    """What a 户编号 may be that somebody has typed: as it is, in capitals, and with a capital L and small letters.

    So numbers were once given here, and nobody types them so.
    """
    upper = text.upper()
    return tuple(dict.fromkeys((text, upper, upper[:1] + upper[1:].lower())))
