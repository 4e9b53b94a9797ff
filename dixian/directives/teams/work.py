"""驻村考勤 and 驻村日志 on the ledger kit."""

from dixian.directives.teams import actions
from dixian.directives.teams.models import LogEntry, LogEntryStep, MemberMonth, MemberMonthStep
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, BookMark, Series, declare
from dixian.foundation.kernel.states import StateTable, Step
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

KEEP = "keep_books"
NOTE = declare_duty(
    DutyKind("teams.attend", "登记驻村考勤", "directives.teams", "book-row", "登记", ("team-months",))
)

MONTHS = declare(
    Book(
        code="team-months",
        title="驻村考勤",
        noun="考勤",
        why="每位在岗的驻村干部每月自动列出一件，次月初逐个登记，或者把全乡的考勤表从 Excel 导入。",
        model=MemberMonth,
        titles={"unit": "派驻单位", "period": "月份"},
        also={
            "period": ("考勤月份", "期次"),
            "member": ("姓名", "干部姓名", "队员姓名"),
            "days": ("出勤天数", "在岗天数", "驻村（天）", "天数"),
            "leave": ("请假", "请假（天）"),
            "leave_why": ("事由", "备注"),
        },
        step=MemberMonthStep,
        parent="team-members",
        of="member",
        columns=(
            *("period", "member", "village", "days", "leave", "leave_why"),
            *("norm", "unit", "due_on"),
        ),
        shown=("period", "member", "village", "days", "leave", "norm", "due_on"),
        counted=("village", "norm", "unit", "due_on"),
        loads="report",
        key=("member", "period"),
        filters=("unit",),
        called="period",
        states=StateTable(
            "这个月的考勤",
            {
                "due": "待登记",
                "reported": "待核对",
                "returned": "退回重报",
                "confirmed": "已核对",
                "off": "已离岗",
            },
            (
                Step("report", "登记考勤", ("due", "returned"), "reported", KEEP),
                Step("confirm", "核对无误", ("reported",), "confirmed", KEEP),
                Step("send_back", "退回", ("reported",), "returned", KEEP),
            ),
        ),
        begins="due",
        ends=("confirmed", "off"),
        dropped=("off",),
        write=C.KEEP_BOOKS,
        keepers="reach",
        prepare=actions.of_work,
        marks=(BookMark("short", "不达标", actions.short),),
        acts=(
            Act(
                "report",
                says="说明",
                needed=False,
                fields=("days", "leave"),
                offers=("leave_why",),
                sets=("norm",),
                evidence="may",
                check=actions.attending,
            ),
            Act("confirm", says="核对情况", needed=False, judges="report"),
            Act("send_back", says="退回理由", judges="report", quiet=True),
        ),
        duties=(
            BookDuty(
                NOTE,
                ("due", "returned"),
                C.KEEP_BOOKS,
                about="按月登记驻村天数和请假，由另一人核对",
                area="village",
            ),
        ),
        series=Series(
            states=("serving", "handing"),
            every=lambda _member: "month",
            since=lambda member: member.from_on,
            until=lambda member: member.left_on,
            due=actions.report_by,
            off="off",
            fill=lambda member: {"village_id": member.village_id},
        ),
    )
)

LOG = declare(
    Book(
        code="team-log",
        title="驻村日志",
        noun="日志",
        why="驻村干部按五项职责记下做了什么；可以从 Excel 导入。",
        model=LogEntry,
        step=LogEntryStep,
        parent="team-members",
        of="member",
        columns=("on", "member", "duty", "text", "households", "village"),
        counted=("village",),
        also={"member": ("姓名", "干部姓名", "记录人"), "text": ("工作内容", "内容")},
        key=("member", "on", "duty", "text"),
        filters=("duty",),
        called="text",
        states=StateTable(
            "这条日志",
            {"written": "已记", "void": "已作废"},
            (Step("void", "作废", ("written",), "void", "answer"),),
        ),
        begins="written",
        ends=("written", "void"),
        # Whoever works in the village writes it: its cadres, the team, the township.
        write=C.ANSWER,
        keepers="reach",
        prepare=actions.of_work,
        acts=(Act("void", says="作废的原因", quiet=True),),
    )
)
