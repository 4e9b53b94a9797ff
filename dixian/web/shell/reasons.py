"""Why somebody sees personal data: an open duty of theirs, else a reason they write (decision 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.api import record_read
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox
from dixian.web.shell.words import free_text

SHORTEST, LONGEST = 2, 200


@dataclass(frozen=True)
class Why:
    """The reason that is noted before anything is shown."""

    reason: str
    duty: str = ""

    def note(self, *, what: str, subject: str, uids: Sequence[UUID]) -> None:
        """Raises SpoolFailed where it can't be noted; then nothing is shown."""
        record_read(
            what=what, subject=subject, uids=[str(uid) for uid in uids], reason=self.reason, duty=self.duty
        )


def duty_in_hand(
    post: Post, *, subjects: Sequence[UUID] = (), household: int | None = None
) -> Obligation | None:
    """An open duty of this post about one of these records, or about the household."""
    about = Q(subject_uid__in=subjects)
    if household is not None:
        about |= Q(household_id=household)
    return inbox(post).filter(about).first()


def why(request: Any, duty: Obligation | None) -> Why | None:
    """The duty, else what the form says; None where somebody has still to be asked.

    Raises Refusal where the form says nothing.
    """
    return None if duty is None and request.method == "GET" else why_sent(request, duty)


def why_sent(request: Any, duty: Obligation | None) -> Why:
    """The same where a form was sent."""
    if duty is not None:
        return Why(duty.title[:LONGEST], str(duty.uid))
    reason = free_text(request, "reason", called="查看理由", longest=LONGEST)
    if len(reason) < SHORTEST:
        raise Refusal("没有写明查看理由", "写明为什么要看，例如“入户核对证件”")
    return Why(reason)


def ask(request: Any, *, what: str, name: str, back: str) -> HttpResponse:
    """The page that asks for the reason and sends it to the same address."""
    return render(request, "shell/ask_reason.html", {"what": what, "name": name, "back": back})
