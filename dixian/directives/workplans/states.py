"""The states of a workplan; the steps without a right are the system's."""

from dixian.foundation.kernel.states import StateTable, Step

WORKPLAN = StateTable(
    name="工作要点",
    labels={
        "reading": "读取中",
        "refused": "读不了",
        "failed": "没有完成",
        "draft": "待校对",
        "adopted": "已下达",
        "withdrawn": "不采用",
        "stopped": "停止执行",
    },
    steps=(
        Step("finish", "完成读取", ("reading",), "draft"),
        Step("refuse", "判为读不了", ("reading",), "refused"),
        Step("give_up", "判为没有完成", ("reading",), "failed"),
        Step("adopt", "下达", ("draft",), "adopted", "approve_policy"),
        Step("stop", "停止执行", ("adopted",), "stopped", "approve_policy"),
        Step("withdraw", "改为不采用", ("draft",), "withdrawn", "propose_policy"),
    ),
)
