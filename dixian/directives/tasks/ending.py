"""A stopped paper ends what of its tasks is not done; what was done stays done."""

from django.db.models import F

from dixian.directives.tasks.duties import AMEND, DECIDE, FINISH, REPORT, asked_about
from dixian.directives.tasks.models import Portion, ProgressEntry, Round, Share
from dixian.directives.tasks.states import ENTRY, SHARE
from dixian.directives.workplans.topics import WorkplanStopped
from dixian.foundation.books.api import book, call_off
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import cancel

REASON = "文件停止执行，任务终止"


def after_stopping(topic: WorkplanStopped) -> None:
    """Shares, entries that wait, rounds and portions end, with their duties; harmless when repeated."""
    plan = topic.workplan_id
    waiting = ENTRY.step("end")
    entries = ProgressEntry.objects.filter(share__task__workplan=plan, state__in=waiting.sources)
    words = asked_about(entries.values_list("pk", flat=True))
    entries.update(state=waiting.target, version=F("version") + 1)
    end = SHARE.step("end")
    shares = Share.objects.filter(task__workplan=plan, state__in=end.sources)
    parts = list(shares.values_list("uid", flat=True))
    shares.update(state=end.target, version=F("version") + 1)
    rounds = Round.objects.filter(share__task__workplan=plan).values_list("uid", flat=True)
    for kind, uids in ((REPORT, list(rounds)), (DECIDE, words), (AMEND, parts), (FINISH, parts)):
        cancel(kind=kind.code, subject_uids=uids, reason=REASON)
    portions = Portion.objects.filter(share__task__workplan=plan)
    call_off(book("breakdown"), portions.filter(state="open"), "dropped", clock.today())
