"""The door of the jobs room."""

from dixian.foundation.jobs.actions import cancel, enqueue, is_queued
from dixian.foundation.jobs.enums import JobState, Lane
from dixian.foundation.jobs.kinds import daily, every, job
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.problems import Cancelled
from dixian.foundation.jobs.progress import Progress, chunks, once
from dixian.foundation.jobs.publishing import on_the_way, publish, subscribe, topic_map
from dixian.foundation.jobs.scope import set_scope_provider
from dixian.foundation.jobs.selectors import latest_job, queue_health
from dixian.foundation.jobs.sizing import Pieces
from dixian.foundation.jobs.topics import Topic
from dixian.foundation.jobs.worker import drain, run_worker, tick

__all__ = [
    "Cancelled",
    "Job",
    "JobState",
    "Lane",
    "Pieces",
    "Progress",
    "Topic",
    "cancel",
    "chunks",
    "daily",
    "drain",
    "enqueue",
    "every",
    "is_queued",
    "job",
    "latest_job",
    "on_the_way",
    "once",
    "publish",
    "queue_health",
    "run_worker",
    "set_scope_provider",
    "subscribe",
    "tick",
    "topic_map",
]
