"""任务分解 on the ledger kit: a unit's share by persons and villages."""

from dixian.directives.tasks.models import Portion, PortionStep
from dixian.directives.tasks.portions import finishing, prepare
from dixian.directives.tasks.states import PORTION
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, declare
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

ROOM, WHERE = "directives.tasks", ("breakdown",)
DO = declare_duty(DutyKind("tasks.portion", "落实分解的任务", ROOM, "book-row", "登记", WHERE))

BOOK = declare(
    Book(
        code="breakdown",
        title="任务分解",
        noun="事项",
        why="把本单位承担的任务分到人、分到村：登记一件，或者从 Excel 导入。",
        model=Portion,
        step=PortionStep,
        columns=("task", "unit", "text", "person", "village", "due_on"),
        shown=("text", "task", "unit", "person", "village", "due_on"),
        key=("unit", "text", "person", "village"),
        needs=("due_on",),
        filters=("unit",),
        called="text",
        states=PORTION,
        begins="open",
        ends=("done", "confirmed", "dropped"),
        dropped=("dropped",),
        write=C.KEEP_BOOKS,
        prepare=prepare,
        acts=(
            Act("finish", by="unit", says="落实情况", evidence="may", check=finishing),
            Act("attach", by="unit", says="子方案名称", evidence="must"),
            Act("confirm", by="unit", says="核实情况", judges="finish"),
            Act("send_back", by="unit", says="退回理由", judges="finish"),
            Act("drop", by="unit", says="理由", quiet=True),
        ),
        duties=(BookDuty(DO, ("open",), C.KEEP_BOOKS, about="本单位分解到人、到村的事项，到期前登记落实"),),
    )
)
