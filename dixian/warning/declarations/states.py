"""The states of a declaration: verb, from, to, capability."""

from dixian.foundation.kernel.states import StateTable, Step

ENDED = ("duplicate", "unknown", "outside", "withdrawn", "abuse")
DECLARATION = StateTable(
    "这份申报",
    {
        "waiting": "待认户",
        "joined": "已转线索",
        "duplicate": "重复申报",
        "unknown": "认不出是哪一户",
        "outside": "不是本县的户",
        "withdrawn": "申报人撤回",
        "abuse": "恶意填报",
    },
    (
        Step("join", "认户", ("waiting",), "joined", "answer"),
        Step("pass_on", "转给别的村", ("waiting",), "waiting", "confirm"),
        *(Step(f"end_{one}", "办结", ("waiting",), one, "confirm") for one in ENDED),
        Step("take_up", "重新办理", ENDED, "waiting", "confirm"),
    ),
)
