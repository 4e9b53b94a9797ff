"""联系点 and their 走访 on the ledger kit."""

from dixian.directives.points import actions
from dixian.directives.points.models import ContactPoint, PointStep, PointVisit, PointVisitStep
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, BookMark, Series, declare
from dixian.foundation.kernel.states import StateTable, Step
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

KEEP = "keep_books"
VISIT = declare_duty(
    DutyKind("points.visit", "登记领导走访联系点", "directives.points", "book-row", "登记", ("point-visits",))
)
PAY = declare_duty(
    DutyKind("points.pay", "走访联系点", "directives.points", "book-row", "登记", ("point-visits",))
)

POINTS = declare(
    Book(
        code="points",
        title="领导联系点",
        noun="联系点",
        why="登记一个联系点，或者从 Excel 导入领导包联安排。",
        model=ContactPoint,
        titles={"unit": "登记单位"},
        step=PointStep,
        columns=("leader", "position", "village", "unit", "rhythm", "from_on", "until_on"),
        key=("leader", "village"),
        filters=("rhythm", "unit"),
        called="leader",
        states=StateTable(
            "这个联系点",
            {"kept": "联系中", "ended": "已结束"},
            (Step("end", "结束联系", ("kept",), "ended", KEEP),),
        ),
        begins="kept",
        ends=("ended",),
        write=C.KEEP_BOOKS,
        prepare=actions.of_village,
        kept=actions.owed_by,
        acts=(Act("end", says="结束的原因", fields=("until_on",), quiet=True, check=actions.ending),),
    )
)

VISITS = declare(
    Book(
        code="point-visits",
        title="联系点走访",
        noun="走访",
        why="每个联系点到期自动列出；走访以后由登记单位的联络员登记，附照片或记录，领导有账号的也能自己登记。",
        model=PointVisit,
        step=PointVisitStep,
        parent="points",
        of="point",
        keepers="reach",
        columns=("point", "period", "village", "visited_on", "problems", "solved", "due_on"),
        shown=("period", "point", "village", "visited_on", "problems", "solved", "due_on"),
        key=("point", "period"),
        called="period",
        states=StateTable(
            "这次走访",
            {"due": "待走访", "visited": "已走访", "missed": "漏走访", "off": "联系已结束"},
            (
                Step("visit", "登记走访", ("due",), "visited", KEEP),
                Step("add", "补记问题解决情况", ("visited",), "visited", KEEP),
                Step("miss", "登记漏走访", ("due",), "missed", KEEP),
            ),
        ),
        begins="due",
        ends=("visited", "missed", "off"),
        dropped=("off",),
        write=C.KEEP_BOOKS,
        prepare=actions.of_point,
        marks=(BookMark("missed", "漏走访", actions.missed),),
        acts=(
            Act(
                "visit",
                says="走访情况",
                offers=("problems", "solved"),
                sets=("visited_on",),
                # Recorded for a leader by a liaison: the photo or the leader's own note stands behind it.
                evidence="must",
                whose=actions.own,
                check=actions.visiting,
            ),
            Act("add", says="解决情况", fields=("solved",), evidence="may", whose=actions.own, quiet=True),
            Act("miss", says="漏走访的原因", quiet=True, check=actions.missing),
        ),
        duties=(
            BookDuty(
                VISIT,
                ("due",),
                C.KEEP_BOOKS,
                about="领导按要求定期走访联系点，由联络员登记，附走访照片或记录",
            ),
            BookDuty(
                PAY,
                ("due",),
                C.SEE_LOOP,
                about="本人的联系点，本期要走访一次；走访后由联络员登记，或者自己登记",
                holders=actions.leaders,
            ),
        ),
        series=Series(
            states=("kept",),
            every=lambda point: point.rhythm,
            since=lambda point: point.from_on,
            until=lambda point: point.until_on,
            off="off",
            fill=lambda point: {"village_id": point.village_id},
        ),
    )
)
