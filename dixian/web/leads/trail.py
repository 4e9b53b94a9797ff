"""核实经过: what happened to leads, step by step, with the moment, the words, and who it was at which post."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from dixian.commons.leads.api import Lead, LeadMove, LeadSource, moves_of, sources_of_leads
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import Post, User
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import labels
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import Decision
from dixian.warning.declarations.api import SOURCE as DECLARED
from dixian.warning.verification import api as verification
from dixian.web.leads.columns import receipt_of

# What the township's word leads to, where it doesn't close the lead.
CONFIRMED = {
    Verdict.AT_RISK: "确认有风险，待识别",
    Verdict.NEW_RISK: "确认，线索办结，待修订帮扶计划",
    Verdict.DIFFICULTY: "确认，转部门解决",
    Verdict.VERIFY: "确认，交部门核对",
}


@dataclass(frozen=True)
class Step:
    """One step: when, what, the person's name or its actor, the id of the post.

    sheet: the push sheet it stands on. paper: the lead behind whose answer a signed sheet lies. photos: of an answer.
    """

    at: datetime
    what: str
    who: str
    post: int | None = None
    colour: str = ""
    sheet: verification.PushSheet | None = None
    paper: Lead | None = None
    photos: Sequence[verification.Photo] = ()


def trail_of(
    found: Sequence[Lead],
    answers: Sequence[verification.Answer],
    post: Post,
    sources: Sequence[LeadSource] | None = None,
    reasons: Mapping[str, str] | None = None,
) -> list[Step]:
    """What happened to these leads and what was answered to them, as far as `post` may know it, newest first.

    sources: theirs, as far as `post` may know them; reasons: code of an answer's reason -> its words. Where the page
    has them already.

    Who may see no leads is told how they ended, not what the village wrote.
    """
    steps = [Step(lead.made_at, _found(lead), "系统") for lead in found]
    sources = sources_of_leads(found, post) if sources is None else sources
    steps += _joined(sources)
    steps += [_moved(one) for one in reversed(moves_of(found, post))]
    # Whoever finds the household of a declaration pushes its lead with that; the county pushes all others.
    declared = {(one.lead_id, one.made_by) for one in sources if one.kind == DECLARED}
    steps += _pushes(verification.assignments_of(found, post), post, declared)
    by_id = {lead.pk: lead for lead in found}
    open_ = post.can(C.SEE_LEADS) or post.can(C.RELEASE)
    if not open_:
        reasons = None
    elif reasons is None:
        reasons = labels(*set(verification.REASONS.values()))
    for given in sorted(answers, key=lambda one: one.pk):
        steps += _answered(given, by_id[given.lead_id], reasons)
    steps += _beyond(found, {one.verdict for one in answers}, post, told=open_)
    if answers:
        steps += [step for one in verification.questions_of(list(by_id), post) for step in _asked(one)]
    at_risk = [one for one in found if one.verdict == Verdict.AT_RISK]
    passed = cases.cases_of_leads(at_risk, post) if at_risk else {}
    steps += [step for lead, case in passed.items() for step in _identified(lead, case)]
    # They were put together in their order, which tells steps of the same moment apart.
    return _named(sorted(steps, key=lambda step: step.at))[::-1]


def _beyond(found: Sequence[Lead], verdicts: set[str], post: Post, *, told: bool) -> list[Step]:
    """What went to another village, a unit, a plan; asked for only where an answer says there is something."""
    steps: list[Step] = []
    if Verdict.TRANSFER in verdicts:
        for transfer in verification.transfers_of(found, post):
            steps += _transferred(transfer)
    if verdicts & {Verdict.DIFFICULTY, Verdict.VERIFY}:
        for referral in verification.referrals_of(found, post):
            steps += _referred(referral, told=told)
    if Verdict.NO_RISK in verdicts:
        steps += [_examined(one, told=told) for one in verification.examinations_of(found, post)]
    if Verdict.NEW_RISK in verdicts:
        steps += map(_revised, verification.revisions_of(found, post))
    return steps


def _found(lead: Lead) -> str:
    return "发现线索" + _of_another_day("发现日期", lead.opened_on, lead.made_at)


def _joined(sources: Sequence[LeadSource]) -> Iterator[Step]:
    """What was reported of a household while it was under question; what came with the first report is no step of its own."""
    first: dict[int, LeadSource] = {}
    for one in sources:
        if one.group_uid != first.setdefault(one.lead_id, one).group_uid:
            yield Step(one.made_at, f"又有新的情况：{one.sentence}", one.unit.short_name, colour="amber")


def _moved(move: LeadMove) -> Step:
    left, now = (f"{one.parent.name if one.parent else ''}{one.name}" for one in (move.left, move.village))
    what = f"整户从{left}迁到{now}，线索随户转去" if move.moved else f"线索从{left}移交到{now}"
    return Step(move.made_at, what, move.made_by, move.made_by_post)


def _of_another_day(word: str, day: date, at: datetime) -> str:
    return "" if day == clock.day_of(at) else f"（{word} {day}）"


def _pushes(
    assigned: Sequence[verification.Assignment], post: Post, declared: Set[tuple[int, str]]
) -> Iterator[Step]:
    """The push, which the village knows by its own line of the sheet; the sheet and its receipt where `post` reaches it.

    declared: leads with who has found the household of a declaration.
    """
    seen = verification.sheets(post).in_bulk({one.sheet_id for one in assigned})
    for one in assigned:
        sheet = seen.get(one.sheet_id)
        how = "自主申报认户后推送到村" if (one.lead_id, one.made_by) in declared else "县局推送到村"
        what = f"{how}，核实期限 {one.due_on}"
        yield Step(one.made_at, what, one.made_by, one.made_by_post, sheet=sheet)
        receipt = receipt_of(sheet) if sheet else None
        if receipt:
            yield Step(receipt.made_at, "签收推送单", receipt.received_by.name, receipt.made_by_post)


def _answered(given: verification.Answer, lead: Lead, reasons: Mapping[str, str] | None) -> Iterator[Step]:
    """The answer, the comparison with the signed sheet where it was typed in, the township's word on it."""
    entry = given.on_behalf
    found, paper = _finding(given, reasons), lead if entry else None
    shown = list(given.photos.all()) if reasons is not None else []
    yield Step(given.made_at, found, given.answered_by.name, given.post_id, paper=paper, photos=shown)
    if entry and entry.confirmed_at and entry.confirmed_by:
        yield Step(entry.confirmed_at, "代录与签字原件一致", entry.confirmed_by.name)
    review: verification.Review | None = getattr(given, "review", None)
    if review:
        what = _word(given, review, told=reasons is not None)
        colour = "green" if review.confirmed else "red"
        yield Step(review.made_at, what, review.reviewed_by.name, review.made_by_post, colour)


def _finding(given: verification.Answer, reasons: Mapping[str, str] | None) -> str:
    how = "查资料批量" if given.many else given.get_method_display()
    said = f"{how}核实：{given.get_verdict_display()}"
    if reasons is not None:
        said += f"，{reasons.get(given.reason, given.reason)}" + (f"。{given.note}" if given.note else "")
    if given.on_behalf:
        said += f"（代{given.on_behalf.for_post.user.name}录入）"
    return said + _of_another_day("核实日期", given.event_on, given.made_at)


def _word(given: verification.Answer, review: verification.Review, *, told: bool) -> str:
    if not review.confirmed:
        return f"退回：{review.reason}" if told else "退回补充核实"
    return CONFIRMED.get(Verdict(given.verdict), "确认，线索办结")


def _transferred(one: verification.Transfer) -> Iterator[Step]:
    """What was offered, and the other village's word."""
    word: verification.Taking | None = getattr(one, "taking", None)
    yield Step(one.made_at, f"移交给{one.village}，等待接收", one.made_by, one.made_by_post)
    if word:
        what = f"{one.village}接收" if word.taken else f"{one.village}不接收：{word.reason}"
        yield Step(word.made_at, what, word.by.name, word.made_by_post, "green" if word.taken else "red")


def _referred(one: verification.Referral, *, told: bool) -> Iterator[Step]:
    """What a unit was asked, and what it answered."""
    word: verification.Reply | None = getattr(one, "reply", None)
    what = f"{one.get_kind_display()}：{one.unit.short_name}"
    yield Step(one.made_at, f"{what}，{one.text}" if told else what, one.made_by, one.made_by_post)
    if word:
        what = f"{one.unit.short_name}答复：{word.get_word_display()}"
        yield Step(word.made_at, f"{what}，{word.text}" if told else what, word.by.name, word.made_by_post)


def _examined(one: verification.Examination, *, told: bool) -> Step:
    """What the bureau found when it looked again."""
    if one.agreed:
        return Step(one.made_at, "县局抽查：认可", one.by.name, one.made_by_post, "green")
    what = f"县局抽查，退回重新核实：{one.reason}" if told else "县局抽查，退回重新核实"
    return Step(one.made_at, what, one.by.name, one.made_by_post, "red")


def _revised(one: verification.Revision) -> Step:
    what = f"帮扶计划已按纸质程序修订：{one.paper}" + _of_another_day("修订日期", one.on, one.made_at)
    return Step(one.made_at, what, one.by.name, one.made_by_post)


def _asked(one: verification.Question) -> Iterator[Step]:
    """What the department doubted, and the answer; only who may see its business has it at all."""
    reply: verification.QuestionReply | None = getattr(one, "reply", None)
    answers = "县农业农村局" if one.bureau else "乡镇"
    what = f"{one.unit.short_name}提出疑问：{one.text}" + ("" if reply else f"（等候{answers}答复）")
    yield Step(one.made_at, what, one.by.name, one.made_by_post, "amber")
    if reply:
        said = f"答复{one.unit.short_name}：{reply.get_word_display()}，{reply.text}"
        yield Step(reply.made_at, said, reply.by.name, reply.made_by_post)


def _identified(lead: int, case: cases.Case) -> Iterator[Step]:
    """That it has passed to its case or joined one, and what the county decided."""
    if case.lead_id != lead:
        yield Step(case.made_at, "并入这户在办的监测对象", "系统")
        return
    yield Step(case.made_at, "转入监测对象识别", "系统")
    decision = cases.decision_of(case)
    if decision == Decision.MONITORED and case.approved_on:
        what = f"县级审定纳入监测：{case.approval_number}（{case.approved_on}）"
        yield Step(clock.noon(case.approved_on), what, "县级", colour="green")
    elif decision == Decision.LEFT_OUT and case.ended_on:
        yield Step(clock.noon(case.ended_on), f"县级认定不纳入（{case.ended_on}）", "县级", colour="red")


def _named(steps: Sequence[Step]) -> list[Step]:
    """With names for actors, and the post behind each name."""
    posts = Post.objects.select_related("unit").in_bulk({step.post for step in steps if step.post})
    ids = {step.who.removeprefix("user:") for step in steps if step.who.startswith("user:")}
    names = {f"user:{one.pk}": one.name for one in User.objects.filter(pk__in=ids)}
    return [replace(step, who=_signed(_who(step.who, names), posts.get(step.post or 0))) for step in steps]


def _who(actor: str, names: Mapping[str, str]) -> str:
    """A person's name; what ran by itself is the system."""
    return "系统" if actor.startswith("job:") else names.get(actor, actor)


def _signed(name: str, post: Post | None) -> str:
    return f"{name}（{post}）" if post else name
