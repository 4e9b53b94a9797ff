"""The states of a register check."""

from dixian.foundation.kernel.states import StateTable, Step

CHECK = StateTable(
    name="档案核对",
    labels={"open": "待核对", "asked": "已提请登记", "closed": "已办结"},
    steps=(
        Step("ask", "提请登记", ("open",), "asked", "propose_register"),
        Step("enter", "登记", ("asked",), "closed"),
        Step("reopen", "重新核对", ("asked",), "open"),
        Step("answer", "办结", ("open",), "closed", "settle_rows"),
        Step("settle", "在比对台处理", ("open", "asked"), "closed"),
        Step("withdraw", "随报送撤回", ("open", "asked"), "closed"),
    ),
)
