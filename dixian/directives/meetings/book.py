"""部门会商 on the ledger kit."""

from dixian.directives.meetings import actions, checking
from dixian.directives.meetings.models import Meeting, MeetingStep
from dixian.directives.meetings.papers import minutes_paper
from dixian.directives.meetings.selectors import beside
from dixian.directives.meetings.states import AHEAD, HELD, MEETING
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, BookPaper, Deed, declare
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

ROOM, WHERE = "directives.meetings", ("meetings",)
HOLD = declare_duty(DutyKind("meetings.hold", "召开部门会商", ROOM, "book-row", "办理", WHERE))
ISSUE = declare_duty(DutyKind("meetings.issue", "签发会商纪要", ROOM, "book-row", "签发", WHERE))

BOOK = declare(
    Book(
        code="meetings",
        title="部门会商",
        noun="会议",
        why="每季度的会商到季初自动列出；临时会商点“登记”。",
        model=Meeting,
        step=MeetingStep,
        columns=("title", "quarter", "unit", "held_on", "place", "chair", "due_on"),
        shown=("title", "held_on", "place", "due_on"),
        key=("title",),
        called="title",
        states=MEETING,
        begins="preparing",
        ends=("issued", "missed"),
        write=C.CHECK_BOOKS,
        prepare=checking.fill_in,
        altering=checking.keeps_its_quarter,
        beside=beside,
        acts=(
            Act("call", fields=("held_on", "place", "chair"), check=checking.called_for, then=actions.invite),
            Act("hold", fields=("held_on", "place", "chair"), check=checking.was_held),
            Act("issue", says="签发意见", needed=False, judges="hold", then=actions.issue),
            Act("miss", says="未召开的原因", quiet=True, check=actions.called_off),
        ),
        deeds=(
            Deed(
                "refresh",
                "更新议程里的数据",
                C.CHECK_BOOKS,
                actions.refresh,
                when=lambda row: row.state in AHEAD,
            ),
        ),
        duties=(
            BookDuty(HOLD, AHEAD, C.CHECK_BOOKS, about="原则上每季度召开一次部门会商会议"),
            BookDuty(
                ISSUE,
                ("held",),
                C.CHECK_BOOKS,
                limit_code="limit.meeting.minutes",
                about="会后整理纪要，由另一位同事签发，决定事项转为任务",
            ),
        ),
        papers=(
            BookPaper("minutes", "会议纪要", minutes_paper, of_one=True, when=lambda row: row.state in HELD),
        ),
    )
)
