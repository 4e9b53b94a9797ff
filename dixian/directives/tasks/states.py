"""The states of a unit's share in a task, and of a progress entry."""

from dixian.foundation.kernel.states import StateTable, Step

SHARE = StateTable(
    name="这项任务",
    labels={
        "none": "未报进展",
        "reported": "待认可",
        "returned": "退回补充",
        "accepted": "推进中",
        "done": "已完成",
        "ended": "已终止",
    },
    steps=(
        Step("report", "填报进展", ("none", "returned", "accepted"), "reported", "report_tasks"),
        Step("accept", "认可进展", ("reported",), "accepted", "report_tasks"),
        Step("finish", "认可完成", ("reported",), "done", "report_tasks"),
        Step("send_back", "退回进展", ("reported",), "returned", "report_tasks"),
        Step("end", "终止", ("none", "reported", "returned", "accepted"), "ended"),
    ),
)
PORTION = StateTable(
    name="这件事项",
    labels={"open": "待落实", "done": "已落实", "confirmed": "已核实", "dropped": "不再办理"},
    steps=(
        Step("attach", "附子方案", ("open",), "open", "keep_books"),
        Step("finish", "登记落实", ("open",), "done", "keep_books"),
        Step("confirm", "核实", ("done",), "confirmed", "keep_books"),
        Step("send_back", "退回", ("done",), "open", "keep_books"),
        Step("drop", "不再办理", ("open",), "dropped", "keep_books"),
    ),
)
ENTRY = StateTable(
    name="这条进展",
    labels={"waiting": "待认可", "accepted": "已认可", "returned": "已退回", "ended": "随任务终止"},
    steps=(
        Step("accept", "认可", ("waiting",), "accepted", "report_tasks"),
        Step("send_back", "退回", ("waiting",), "returned", "report_tasks"),
        Step("end", "终止", ("waiting",), "ended"),
    ),
)
