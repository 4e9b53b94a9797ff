"""What is true changes with the calendar, without anybody posting anything."""

from dixian.foundation.jobs.api import Lane, Progress, chunks, daily, job, once
from dixian.foundation.kernel import clock
from dixian.registry.facts.actions import follow
from dixian.registry.facts.models import Turn
from dixian.registry.facts.present import PIECE, everybody, households_that_turn, renew

FOLLOW = "facts.follow"


@job(FOLLOW, lane=Lane.LONG)
def follow_households(progress: Progress, households: list[int]) -> None:
    """What is true of households that have moved is known in their new village."""
    for number, piece in chunks(households, PIECE):
        with once(f"{progress.job.attempts}:{number}"):
            follow(piece)
        progress.step(min((number + 1) * PIECE, len(households)), len(households), "随户转到新的村")


@daily("00:05")
@job("facts.turn", lane=Lane.LONG)
def turn(progress: Progress) -> None:
    """Bring the present facts to today: what begins comes in, what has ended goes out."""
    today = clock.today()
    turning = households_that_turn(today)
    households = everybody() if turning is None else turning
    for number, piece in chunks(households, PIECE):
        with once(f"{progress.job.attempts}:{number}"):
            renew(piece)
        progress.step(min((number + 1) * PIECE, len(households)), len(households), "更新现状")
    with once("turned") as fresh:
        if fresh:
            Turn.objects.get_or_create(day=today)
