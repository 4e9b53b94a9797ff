"""配合整改 on the ledger kit: what units named beside a problem owe to it."""

from dixian.commons.rectification.models import Help, HelpStep
from dixian.commons.rectification.states import HELP
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, declare
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

DO = declare_duty(
    DutyKind(
        "rectification.help",
        "配合整改",
        "commons.rectification",
        "book-row",
        "登记",
        ("rectification-help",),
    )
)

BOOK = declare(
    Book(
        code="rectification-help",
        title="配合整改",
        noun="配合",
        why="整改问题写了牵头单位、配合单位的，各单位的一份自动列在这里，办了什么在这里登记。",
        model=Help,
        titles={"unit": "牵头、配合单位"},
        step=HelpStep,
        parent="rectification",
        of="problem",
        by_hand=False,
        columns=("problem", "unit", "role", "due_on"),
        shown=("unit", "due_on"),
        key=("problem", "unit"),
        filters=("role", "unit"),
        called="unit",
        states=HELP,
        begins="due",
        corrects=(),
        ends=("done", "off"),
        dropped=("off",),
        read=(C.KEEP_BOOKS, C.SEE_LOOP),
        write=C.KEEP_BOOKS,
        acts=(
            Act("help", by="unit", says="办了什么", evidence="may"),
            Act("send_back", by="others", says="退回理由", judges="help", quiet=True),
        ),
        duties=(
            BookDuty(DO, ("due",), C.KEEP_BOOKS, about="整改问题列了本单位牵头或者配合，到期前登记办了什么"),
        ),
    )
)
