"""驻村工作队 and 驻村干部 on the ledger kit."""

from dixian.directives.teams import actions, villages
from dixian.directives.teams.models import (
    ORGANISATION,
    Member,
    MemberStep,
    NeedyVillage,
    NeedyVillageStep,
    Team,
    TeamStep,
)
from dixian.directives.teams.papers import month_paper
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, BookMark, BookPaper, declare
from dixian.foundation.kernel.states import StateTable, Step
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

KEEP, CHECK = "keep_books", "check_books"
ROTATE = declare_duty(
    DutyKind("teams.rotate", "驻村期满轮换交接", "directives.teams", "book-row", "办理", ("team-members",))
)

TEAMS = declare(
    Book(
        code="teams",
        title="驻村工作队",
        noun="工作队",
        why="登记派驻的工作队，或者从 Excel 导入；缺第一书记、人数不够的列在“人员不齐”，没有登记工作队的村看“选派村”。",
        model=Team,
        titles={"unit": "管理的乡镇"},
        also={"unit": ("乡镇", "所在乡镇", "乡镇名称"), "village": ("村名", "行政村")},
        step=TeamStep,
        columns=("title", "village", "unit", "place", "needed", "from_on"),
        counted=("title",),
        key=("village",),
        filters=("place", "unit"),
        called="title",
        states=StateTable(
            "这支工作队",
            {"posted": "派驻中", "ended": "已撤回"},
            (Step("end", "撤回", ("posted",), "ended", CHECK),),
        ),
        begins="posted",
        ends=("ended",),
        write=C.KEEP_BOOKS,
        prepare=actions.of_team,
        beside=lambda row, _post: {"lacks": villages.what_team_lacks(row)},
        marks=(BookMark("lacking", "人员不齐", actions.lacking),),
        acts=(Act("end", says="撤回的依据", quiet=True),),
        papers=(BookPaper("month", "驻村工作月报", month_paper, of_one=True),),
    )
)

VILLAGES = declare(
    Book(
        code="team-villages",
        title="选派村",
        noun="选派村",
        why="登记应当派驻工作队的村，或者从 Excel 导入选派名单；必须派驻的类型在“政策参数”的名单里，没有完整工作队的列在上面。",
        model=NeedyVillage,
        titles={"unit": "管理的乡镇"},
        also={
            "unit": ("乡镇", "所在乡镇", "乡镇名称"),
            "village": ("村名", "行政村"),
            "place": ("村类型", "类型", "选派村类型"),
            "paper": ("依据文件", "文号"),
        },
        step=NeedyVillageStep,
        columns=("village", "unit", "place", "paper", "from_on", "until_on"),
        key=("village",),
        filters=("place", "unit"),
        called="village",
        states=StateTable(
            "这个村",
            {"listed": "选派中", "ended": "已移出"},
            (Step("end", "移出", ("listed",), "ended", CHECK),),
        ),
        begins="listed",
        ends=("ended",),
        write=C.KEEP_BOOKS,
        prepare=villages.of_needy,
        beside=lambda row, _post: {"lacks": villages.what_lacks(row)},
        marks=(
            BookMark("unready", "没有完整工作队的村", villages.unready),
            BookMark("teamless", "没有登记工作队的村", villages.teamless),
        ),
        acts=(
            Act(
                "end",
                says="移出的依据",
                fields=("until_on",),
                also=ORGANISATION,
                quiet=True,
                check=villages.ending,
            ),
        ),
    )
)

MEMBERS = declare(
    Book(
        code="team-members",
        title="驻村干部",
        noun="驻村干部",
        why="在工作队的页面上登记，或者从 Excel 导入选派名单。",
        model=Member,
        step=MemberStep,
        parent="teams",
        of="team",
        titles={"unit": "派驻单位", "due_on": "派驻期满"},
        columns=(
            *("name", "team", "unit", "role", "from_on", "due_on"),
            *("insured_on", "checked_on", "funds", "promoted", "grade"),
        ),
        shown=("name", "team", "unit", "role", "from_on", "due_on"),
        key=("name", "team"),
        loads="assess",
        filters=("role", "unit"),
        called="name",
        states=StateTable(
            "这位驻村干部",
            {"serving": "在岗", "handing": "交接中", "left": "已离岗"},
            (
                Step("train", "登记培训", ("serving",), "serving", KEEP),
                Step("support", "登记保障", ("serving",), "serving", KEEP),
                Step("assess", "登记考核", ("serving",), "serving", CHECK),
                Step("hand_over", "交接离岗", ("serving",), "handing", KEEP),
                Step("confirm", "确认交接", ("handing",), "left", KEEP),
            ),
        ),
        begins="serving",
        ends=("left",),
        write=C.KEEP_BOOKS,
        prepare=actions.of_member,
        keepers="reach",
        marks=(
            BookMark("uninsured", "一年内没有投保", actions.uninsured),
            BookMark("unchecked", "一年内没有体检", actions.unchecked),
        ),
        acts=(
            Act("train", says="培训内容", evidence="may", quiet=True, check=actions.serving),
            Act(
                "support",
                says="保障情况",
                offers=("insured_on", "checked_on", "funds", "promoted"),
                evidence="may",
                quiet=True,
                check=actions.supporting,
            ),
            Act(
                "assess",
                says="考核意见",
                fields=("grade",),
                evidence="may",
                also=ORGANISATION,
                quiet=True,
                check=actions.serving,
            ),
            Act(
                "hand_over",
                says="移交的工作和资料",
                fields=("successor",),
                offers=("left_on",),
                evidence="may",
                quiet=True,
                check=actions.handing,
            ),
            Act(
                "confirm",
                says="接收情况",
                offers=("left_on",),
                judges="hand_over",
                check=actions.leaving,
            ),
        ),
        duties=(BookDuty(ROTATE, ("serving",), C.KEEP_BOOKS, about="派驻期满，轮换并交接工作"),),
    )
)
