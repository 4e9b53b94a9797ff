"""The states of an inquiry; every step is the system's."""

from dixian.foundation.kernel.states import StateTable, Step

INQUIRY = StateTable(
    name="名单比对",
    labels={"working": "比对中", "done": "已比对", "refused": "读不了", "failed": "没有完成"},
    steps=(
        Step("finish", "完成比对", ("working",), "done"),
        Step("refuse", "判为读不了", ("working",), "refused"),
        Step("give_up", "判为没有完成", ("working",), "failed"),
    ),
)
