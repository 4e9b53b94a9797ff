"""督导检查 and 督导对象 on the ledger kit."""

from dixian.directives.inspections import actions, drawing, papers
from dixian.directives.inspections.models import (
    Inspection,
    InspectionStep,
    InspectionVisit,
    InspectionVisitStep,
)
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, BookPaper, declare
from dixian.foundation.kernel.states import StateTable, Step
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

CHECK = "check_books"
INSPECT = declare_duty(
    DutyKind(
        "inspections.inspect", "完成督导检查", "directives.inspections", "book-row", "办理", ("inspections",)
    )
)
READ = (C.CHECK_BOOKS, C.SEE_EVIDENCE)

INSPECTIONS = declare(
    Book(
        code="inspections",
        title="督导检查",
        noun="督导检查",
        why="登记一次督导检查，再抽取要走的村和户。",
        model=Inspection,
        titles={"title": "检查名称", "unit": "检查单位", "due_on": "结束日期"},
        needs=("due_on",),
        counted=("population",),
        step=InspectionStep,
        columns=(
            *("title", "unit", "area", "leader", "from_on", "due_on"),
            *("villages", "households", "among", "seed", "population"),
        ),
        shown=("title", "area", "leader", "from_on", "due_on"),
        key=("title", "from_on"),
        called="title",
        states=StateTable(
            "这次督导检查",
            {"planned": "待抽样", "drawn": "检查中", "closed": "已通报", "void": "已取消"},
            (
                Step("draw", "抽取村和户", ("planned",), "drawn", CHECK),
                Step("close", "签发通报", ("drawn",), "closed", CHECK),
                Step("void", "取消", ("planned",), "void", CHECK),
            ),
        ),
        begins="planned",
        # What was drawn stays as it was drawn.
        corrects=("planned",),
        ends=("closed", "void"),
        dropped=("void",),
        read=READ,
        write=C.CHECK_BOOKS,
        prepare=actions.of_inspection,
        acts=(
            Act(
                "draw",
                says="抽样说明",
                needed=False,
                sets=("seed", "population"),
                check=drawing.seeding,
                then=drawing.draw,
            ),
            Act("close", says="通报要点", judges="draw", check=actions.closing),
            Act("void", says="取消的原因", quiet=True),
        ),
        duties=(
            BookDuty(INSPECT, ("planned", "drawn"), C.CHECK_BOOKS, about="常态化开展督导检查，抽样走村入户"),
        ),
        papers=(
            BookPaper("sheet", "督导检查表", papers.sheet_paper, of_one=True, when=drawing.is_drawn),
            BookPaper("report", "督导检查通报", papers.report_paper, of_one=True, when=drawing.is_drawn),
        ),
    )
)

VISITS = declare(
    Book(
        code="inspection-visits",
        title="督导对象",
        noun="督导对象",
        why="督导检查抽样以后，要走的村和户列在这里。",
        model=InspectionVisit,
        step=InspectionVisitStep,
        parent="inspections",
        of="inspection",
        by_hand=False,
        columns=(
            *("title", "inspection", "village", "visited_on"),
            *("helped", "taught", "pushed", "settled", "due_on"),
        ),
        shown=("title", "inspection", "visited_on", "due_on"),
        key=("inspection", "title"),
        called="title",
        states=StateTable(
            "这个督导对象",
            {"due": "待检查", "visited": "已检查", "absent": "没有见到"},
            (
                Step("visit", "登记检查", ("due",), "visited", CHECK),
                Step("find", "登记问题", ("visited",), "visited", CHECK),
                Step("miss", "没有见到", ("due",), "absent", CHECK),
            ),
        ),
        begins="due",
        corrects=(),
        ends=("visited", "absent"),
        read=READ,
        write=C.CHECK_BOOKS,
        prepare=actions.of_visit,
        beside=actions.beside,
        acts=(
            Act(
                "visit",
                says="检查情况",
                offers=("helped", "taught", "pushed", "settled"),
                sets=("visited_on",),
                evidence="may",
                check=actions.visited,
            ),
            Act("find", fields=("finding", "mode"), offers=("fix_by",), then=actions.found),
            Act("miss", says="没有见到的原因", quiet=True),
        ),
    )
)
