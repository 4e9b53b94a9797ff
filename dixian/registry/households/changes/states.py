"""The states of a batch of changes."""

from dixian.foundation.kernel.states import StateTable, Step

BATCH = StateTable(
    name="这批变更",
    labels={
        "preparing": "正在准备",
        "unprepared": "准备未完成",
        "refused": "读不了",
        "prepared": "待提请",
        "proposed": "待审批",
        "applying": "正在登记",
        "unapplied": "登记未完成",
        "applied": "已登记",
        "rejected": "已退回",
        "cancelled": "已取消",
    },
    steps=(
        Step("prepare", "准备", ("preparing",), "prepared"),
        Step("refuse", "判为读不了", ("preparing",), "refused"),
        Step("give_up_preparing", "判为准备未完成", ("preparing",), "unprepared"),
        Step("prepare_again", "重新准备", ("unprepared",), "preparing", "propose_register"),
        Step("propose", "提请", ("prepared",), "proposed", "propose_register"),
        Step("take_back", "撤回提请", ("proposed",), "prepared", "propose_register"),
        Step("reject", "退回", ("proposed",), "rejected", "approve_register"),
        Step("approve", "批准", ("proposed",), "applying", "approve_register"),
        Step("give_up_applying", "判为登记未完成", ("applying",), "unapplied"),
        Step("apply_again", "继续登记", ("unapplied",), "applying", "propose_register"),
        Step("finish", "完成登记", ("applying",), "applied"),
        Step("call_off", "随名册撤回", ("prepared", "proposed"), "cancelled", "submit"),
        Step("cancel", "取消", ("preparing", "unprepared", "prepared"), "cancelled", "propose_register"),
    ),
)
