"""Who may do what with a row, on plain values."""

from collections.abc import Container


def may_act(
    *, by: str, unit: int, mine: Container[int], everything: bool, approves: bool, judged: int | None, me: int
) -> bool:
    """Whether somebody may take a step with a row of `unit`.

    by: as in `Act`. mine: the units the post speaks for; everything: it reaches the whole county; approves: it has the
    right to approve. judged: who did what the step judges; nobody judges their own.

    The bureau reaches everything and nobody stands beside it: what its own unit did is judged by one of it who approves.
    """
    if judged == me:
        return False
    if by == "unit":
        return unit in mine
    if by == "others":
        return unit not in mine or (everything and approves)
    return True


def may_write(*, unit: int, mine: Container[int], everything: bool) -> bool:
    """Whether somebody may register, correct or import a row of `unit`."""
    return everything or unit in mine
