"""The states of a problem found."""

from dixian.foundation.kernel.states import StateTable, Step

KEEP, CHECK = "keep_books", "check_books"
TO_FIX = ("open", "planned", "returned", "relapsed")
DONE = ("closed", "rechecked", "settled")
# What is never for the unit itself to say.
JUDGED_ELSEWHERE = ("accept", "send_back", "recheck", "recheck_again", "relapse")

PROBLEM = StateTable(
    name="这个问题",
    labels={
        "open": "待整改",
        "planned": "整改中",
        "reported": "待验收",
        "returned": "退回整改",
        "relapsed": "问题反弹",
        "closed": "已销号",
        "rechecked": "一次复查合格",
        "settled": "复查合格",
        "void": "已撤销",
    },
    steps=(
        Step("plan", "制定措施", ("open", "relapsed"), "planned", KEEP),
        Step("establish", "登记长效机制", TO_FIX, "planned", KEEP),
        Step("report", "报告整改结果", TO_FIX, "reported", KEEP),
        Step("accept", "验收销号", ("reported",), "closed", CHECK),
        Step("send_back", "退回整改", ("reported",), "returned", CHECK),
        Step("recheck", "一次复查合格", ("closed",), "rechecked", CHECK),
        Step("recheck_again", "二次复查合格", ("rechecked",), "settled", CHECK),
        Step("relapse", "认定反弹", DONE, "relapsed", CHECK),
        Step("void", "撤销", TO_FIX, "void", CHECK),
    ),
)
HELP = StateTable(
    name="这件配合",
    labels={"due": "待配合", "done": "已配合", "off": "不再配合"},
    steps=(
        Step("help", "登记配合情况", ("due",), "done", KEEP),
        Step("send_back", "退回", ("done",), "due", KEEP),
    ),
)
