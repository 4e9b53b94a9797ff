"""临时报表 and each township's part on the ledger kit."""

from dixian.directives.blanks import actions, selectors, splitting
from dixian.directives.blanks.models import Blank, BlankPart, BlankPartStep, BlankStep
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, declare
from dixian.foundation.kernel.states import StateTable, Step
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

KEEP, CHECK = "keep_books", "check_books"
ROOM, BUREAU = "directives.blanks", "nyncj"
FILL = declare_duty(DutyKind("blanks.fill", "填报临时报表", ROOM, "book-row", "填报", ("blank-parts",)))
ACCEPT = declare_duty(DutyKind("blanks.accept", "审核临时报表", ROOM, "book-row", "审核", ("blank-parts",)))

BLANKS = declare(
    Book(
        code="blanks",
        title="临时报表",
        noun="报表",
        why="登记上级要的报表，再上传空表：能从系统取的自动填好，分给各乡镇，收齐以后合成原来的样子。",
        model=Blank,
        titles={"title": "报表名称", "unit": "经办单位", "due_on": "乡镇报来的期限"},
        step=BlankStep,
        columns=("title", "asked_by", "unit", "due_on"),
        needs=("due_on",),
        key=("title", "due_on"),
        called="title",
        states=StateTable(
            "这份报表",
            {"new": "待传空表", "read": "待分发", "sent": "填报中", "closed": "已办结", "void": "已取消"},
            (
                Step("load", "上传空表", ("new", "read"), "read", CHECK),
                Step("send", "分发各乡镇", ("read",), "sent", CHECK),
                Step("close", "办结", ("read", "sent"), "closed", CHECK),
                Step("void", "取消", ("new", "read"), "void", CHECK),
            ),
        ),
        begins="new",
        ends=("closed", "void"),
        dropped=("void",),
        # A superior's table may list households; townships are given their own part.
        opens=(C.CHECK_BOOKS, C.SEE_EVIDENCE),
        write=C.CHECK_BOOKS,
        prepare=actions.of_blank,
        altering=actions.redated,
        kept=actions.follow,
        beside=selectors.beside_blank,
        acts=(
            Act("send", says="填报要求", needed=False, then=splitting.split),
            Act("load", evidence="must", then=actions.read),
            Act("close", says="报送情况", check=actions.closing),
            Act("void", says="取消的原因", quiet=True),
        ),
    )
)

PARTS = declare(
    Book(
        code="blank-parts",
        title="临时报表各乡镇",
        noun="填报",
        why="县里分发临时报表以后，本单位要填的列在这里。",
        model=BlankPart,
        step=BlankPartStep,
        parent="blanks",
        of="blank",
        by_hand=False,
        # Its name is how its workbook is found again, its limit the report's.
        corrects=(),
        columns=("name", "blank", "due_on"),
        key=("blank", "name"),
        called="name",
        states=StateTable(
            "这一份",
            {"waiting": "待填报", "filled": "待审核", "returned": "退回重填", "accepted": "审核通过"},
            (
                Step("fill", "填报", ("waiting", "returned"), "filled", KEEP),
                Step("accept", "审核通过", ("filled",), "accepted", CHECK),
                Step("send_back", "退回", ("filled",), "returned", CHECK),
            ),
        ),
        begins="waiting",
        ends=("accepted",),
        # What came back may list households.
        opens=(C.SEE_HOUSEHOLDS,),
        write=C.CHECK_BOOKS,
        beside=selectors.beside_part,
        acts=(
            Act("fill", by="unit", quiet=True, check=actions.filling),
            Act("accept", by="others", says="审核意见", needed=False, judges="fill"),
            Act("send_back", by="others", says="退回理由", judges="fill", quiet=True),
        ),
        duties=(
            BookDuty(FILL, ("waiting", "returned"), C.KEEP_BOOKS, about="上级要的报表，系统已填的请核对"),
            BookDuty(
                ACCEPT,
                ("filled",),
                C.CHECK_BOOKS,
                BUREAU,
                limit_code="limit.blanks.accept",
                about="乡镇已填报",
            ),
        ),
    )
)
