"""整改台账 on the ledger kit."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q

from dixian.commons.rectification import actions
from dixian.commons.rectification.assisting import back_again, ended, keep_assisting
from dixian.commons.rectification.models import Problem, ProblemStep
from dixian.commons.rectification.papers import plan_paper
from dixian.commons.rectification.selectors import beside
from dixian.commons.rectification.states import DONE, PROBLEM, TO_FIX
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books.api import Act, Book, BookDuty, BookFigure, BookMark, BookPaper, Deed, declare
from dixian.foundation.worklist.api import DutyKind
from dixian.foundation.worklist.api import declare as declare_duty

BUREAU, LEADER = "nyncj", "xzf"


def _kind(code: str, title: str, verb: str) -> DutyKind:
    room, where = "commons.rectification", ("rectification",)
    return declare_duty(DutyKind(f"rectification.{code}", title, room, "book-row", verb, where))


def completion(rows: Any) -> Sequence[BookFigure]:
    """整改完成率: how many of those that count are closed, and which are missing (the paper asks 100 %)."""
    counted = rows.exclude(state="void").aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(state__in=DONE)),
    )
    rate = f"{100 * counted['done'] // counted['all']}%" if counted["all"] else "没有问题"
    missing = ",".join((*TO_FIX, "reported"))
    return (
        BookFigure("整改完成率", rate, f"state={missing},{','.join(DONE)}"),
        BookFigure("未销号", str(counted["all"] - counted["done"]), f"state={missing}"),
    )


BOOK = declare(
    Book(
        code="rectification",
        title="整改台账",
        noun="问题",
        why="登记一个问题，或者从 Excel 导入考核、督导、审计反馈的问题清单。",
        model=Problem,
        also={
            "source": ("来源", "反馈来源", "发现渠道"),
            "paper": ("反馈文件", "依据文件"),
            "found_on": ("反馈时间", "反馈日期", "发现时间"),
            "problem": ("问题", "问题描述", "具体问题", "问题表现", "反馈问题", "问题内容", "问题清单"),
            "unit": ("整改单位", "整改责任单位", "责任单位", "责任部门", "整改责任部门"),
            "lead": ("主要牵头单位",),
            "others": ("协办单位", "配合部门", "协同单位"),
            "person": ("具体责任人", "整改责任人"),
            "measure": ("措施", "整改举措", "具体措施", "整改方案"),
            "mode": ("整改方式", "整改时限类型", "类型", "问题类型"),
            "due_on": ("整改时限", "整改期限", "完成时限", "计划完成时间"),
            "mechanism": ("长效机制", "建章立制"),
            "mechanism_number": ("制度文号",),
            "mechanism_on": ("制度印发日期",),
        },
        instead={"unit": ("牵头单位",), "person": ("责任领导", "包抓领导")},
        means={
            "source": {
                **dict.fromkeys(("国家考核评估反馈", "国家考核", "国考反馈"), "国家考核评估"),
                **dict.fromkeys(("省级考核评估反馈", "省考核评估", "省级考核", "省考反馈"), "省级考核评估"),
                **dict.fromkeys(("审计反馈", "审计发现"), "审计"),
                **dict.fromkeys(("督导反馈", "督查反馈", "督导检查反馈"), "督导检查"),
                "自查发现": "自查",
            },
            "mode": {"长期整改": "长期坚持", "立即整改": "立行立改", "限时整改": "限期整改"},
        },
        step=ProblemStep,
        columns=(
            *("source", "paper", "found_on", "problem", "unit", "lead", "others", "person"),
            *("measure", "mode", "due_on", "mechanism", "mechanism_number", "mechanism_on"),
        ),
        shown=("problem", "source", "unit", "person", "mode", "due_on"),
        key=("source", "problem", "unit"),
        filters=("source", "mode", "unit"),
        others="others",
        seconds={"unit": "lead"},
        once=("found_on",),
        called="problem",
        states=PROBLEM,
        begins="open",
        ends=(*DONE, "void"),
        dropped=("void",),
        read=(C.KEEP_BOOKS, C.SEE_LOOP),
        write=C.KEEP_BOOKS,
        prepare=actions.prepare,
        altering=actions.altering,
        kept=keep_assisting,
        undated=("长期坚持", "长期", "长期整改", "持续整改", "持续推进", "立行立改", "立即整改"),
        beside=beside,
        figures=completion,
        marks=(BookMark("relapsed", "反弹过", actions.relapsed),),
        acts=(
            Act("plan", by="unit", fields=("measure", "person"), check=actions.planning),
            Act(
                "report",
                by="unit",
                says="整改结果",
                evidence="must",
                check=actions.reporting,
            ),
            Act(
                "establish",
                by="unit",
                says="建立了什么机制",
                needed=False,
                evidence="must",
                fields=actions.MECHANISM,
                quiet=True,
                check=actions.establishing,
            ),
            Act(
                "accept",
                "others",
                "验收意见",
                judges="report",
                elsewhere=True,
                check=actions.closing,
                sets=("closed_on",),
                then=ended,
            ),
            Act(
                "send_back",
                by="others",
                says="退回理由",
                judges="report",
                elsewhere=True,
                quiet=True,
                check=actions.after_report,
            ),
            Act(
                "recheck",
                "others",
                "复查情况",
                evidence="may",
                judges="report",
                elsewhere=True,
                check=actions.rechecking,
            ),
            Act(
                "recheck_again",
                "others",
                "复查情况",
                evidence="may",
                judges="report",
                elsewhere=True,
                check=actions.rechecking,
            ),
            Act(
                "relapse",
                by="others",
                says="反弹情况",
                elsewhere=True,
                quiet=True,
                evidence="may",
                fields=("due_on",),
                sets=("closed_on", "relapses"),
                check=actions.relapsing,
                then=back_again,
            ),
            Act("void", says="撤销理由", judges="register", elsewhere=True, quiet=True, then=ended),
        ),
        deeds=(
            Deed(
                "spread",
                "举一反三：各乡镇同步自查",
                C.CHECK_BOOKS,
                actions.spread,
                when=lambda row: row.origin_id is None and row.state != "void",
                asks="向其他各乡镇发出同类问题自查，各有期限",
            ),
        ),
        duties=(
            BookDuty(
                _kind("fix", "整改问题", "整改"),
                TO_FIX,
                C.KEEP_BOOKS,
                about="由本单位整改，到期前报告整改结果",
            ),
            BookDuty(
                _kind("accept", "验收整改", "验收"),
                ("reported",),
                C.CHECK_BOOKS,
                BUREAU,
                limit_code="limit.rectification.accept",
                about="责任单位已报告整改结果，由其他单位验收",
                leader=LEADER,
            ),
            BookDuty(
                _kind("recheck", "整改复查", "复查"),
                ("closed",),
                C.CHECK_BOOKS,
                BUREAU,
                actions.first_recheck,
                about="销号满三个月，看有没有反弹",
                leader=LEADER,
            ),
            BookDuty(
                _kind("recheck_again", "整改再次复查", "复查"),
                ("rechecked",),
                C.CHECK_BOOKS,
                BUREAU,
                actions.second_recheck,
                about="销号满六个月，看有没有反弹",
                leader=LEADER,
            ),
        ),
        papers=(BookPaper("plan", "整改方案", plan_paper),),
    )
)
