"""The states of a quarterly consultation."""

from dixian.foundation.kernel.states import StateTable, Step

CHECK = "check_books"
AHEAD, HELD = ("preparing", "called"), ("held", "issued")

MEETING = StateTable(
    name="这次会商",
    labels={
        "preparing": "筹备中",
        "called": "已通知",
        "held": "已召开",
        "issued": "纪要已印发",
        "missed": "未召开",
    },
    steps=(
        Step("call", "通知开会", ("preparing",), "called", CHECK),
        Step("hold", "登记召开", ("called",), "held", CHECK),
        Step("issue", "签发纪要", ("held",), "issued", CHECK),
        Step("miss", "登记未召开", AHEAD, "missed", CHECK),
    ),
)
