"""A job that ended without success tells the room whose work it was, in the same transaction."""

from django.db import transaction

from dixian.foundation.jobs import log
from dixian.foundation.jobs.kinds import kind_of
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.problems import UnknownJob


def tell(job: Job, message: str) -> None:
    """Call the kind's `failed`. What goes wrong in it is logged: the job ends all the same."""
    try:
        failed = kind_of(job.name).failed
    except UnknownJob:
        return
    if failed is None:
        return
    try:
        with transaction.atomic():
            failed(message=message, **job.arguments)
    except Exception as error:  # noqa: BLE001 - a job that can't end would be recovered for ever
        log.trouble("failed_not_told", error, job=job.id, name=job.name)
