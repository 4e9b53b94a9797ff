"""A county adds, changes or ends a kind: dated, with its paper, by a proposal another person approves (R2.3)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.policy.api import DatedRows, Proposal, Subject, approved_by, bounds, propose, rows_of
from dixian.warning.submissions.anomalies import LIMITS
from dixian.warning.submissions.asked import TYPES, Setting, check_setting
from dixian.warning.submissions.enums import Mode
from dixian.warning.submissions.models import DataKind, KindVersion

VERSIONS = DatedRows(KindVersion, ("code",))
FIRST = "随程序带来的报送种类"
# What both a version and the kind itself hold.
SHARED = ("unit_id", "name", "mode", "columns", "amount_column", "day_column", "source_label", "urgent")
HELD = (*SHARED, "sign_off", "limits")


@transaction.atomic
def propose_kind(
    *,
    kind: DataKind | None,
    units: Sequence[Unit],
    setting: Setting,
    valid_from: date,
    source: str,
    post: Post,
) -> Proposal:
    """Ask for a new kind of each of these units, or for another setting of a kind, from a day on.

    Raises NotAllowed; Refusal for an impossible setting, a name the unit has already, without a unit or a source.
    """
    post.require(Capability.PROPOSE_POLICY)
    if kind is not None:
        _keep_first(kind)
        units = [kind.unit]
    if not units:
        raise Refusal("没有选择报送单位", "至少选一个单位")
    rows = [_row(kind, unit, setting) for unit in units]
    for row in rows:
        _check_row(row)
    verb, of = "修改" if kind else "增加", "、".join(unit.short_name for unit in units)
    said = list(_said(setting, _now(kind)))
    return _propose(f"{verb}报送种类“{setting.name}”（{of}）", rows, said, valid_from, source, post)


@transaction.atomic
def propose_end_of_kind(*, kind: DataKind, valid_from: date, source: str, post: Post) -> Proposal:
    """Ask that a kind is pushed no more from a day on. Raises NotAllowed, Refusal."""
    post.require(Capability.PROPOSE_POLICY)
    _keep_first(kind)
    label = f"停用报送种类“{kind.name}”（{kind.unit.short_name}）"
    rows = [{"code": kind.code, "ended": True}]
    return _propose(label, rows, ["以前报送的不变"], valid_from, source, post)


def take_effect(codes: Sequence[str] | None = None) -> int:
    """Kinds become what was decided for today (codes: only these). Returns how many changed; harmless when repeated."""
    versions = KindVersion.objects.order_by("code", "valid_from")
    if codes is not None:
        versions = versions.filter(code__in=codes)
    by_code: dict[str, list[KindVersion]] = {}
    for one in versions.filter(valid_from__lte=clock.today()):
        by_code.setdefault(one.code, []).append(one)
    kinds = {one.code: one for one in DataKind.objects.filter(code__in=by_code)}
    return sum(_become(kinds.get(code), begun) for code, begun in by_code.items())


def versions_of(kind: DataKind) -> list[KindVersion]:
    """Its settings through time, those to come too, the latest first."""
    return list(KindVersion.objects.filter(code=kind.code).order_by("-valid_from"))


def setting_of(kind: DataKind | KindVersion) -> Setting:
    """What a kind is set to today, or a version of it."""
    shared = {name: getattr(kind, name) for name in (*HELD[1:6], "urgent", "sign_off", "limits")}
    first, last = None, None
    if isinstance(kind, KindVersion):
        first, last = kind.window_first, kind.window_last
    elif kind.windows:
        first, last = kind.windows[-1]["first"], kind.windows[-1]["last"]
    return Setting(**shared, window_first=first, window_last=last)


def _propose(
    label: str, rows: list[dict[str, Any]], said: list[str], since: date, source: str, post: Post
) -> Proposal:
    arguments = {"rows": rows, "valid_from": since.isoformat(), "said": said}
    return propose(
        code="kind", label=f"{label}，自 {since} 起", arguments=arguments, source=source, post=post
    )


def _row(kind: DataKind | None, unit: Unit, setting: Setting) -> dict[str, Any]:
    label = kind.source_label if kind else f"{unit.short_name}报送"
    code = kind.code if kind else f"{unit.code}_{new_uid().hex[-8:]}"[-40:]
    return {"code": code, "unit_id": unit.pk, "source_label": label, **setting.plain()}


def _now(kind: DataKind | None) -> Setting | None:
    return setting_of(kind) if kind else None


def _check(arguments: dict[str, Any]) -> None:
    for row in rows_of(arguments):
        if not row.get("ended"):
            _check_row(row)
    VERSIONS.check(arguments)


def _check_row(row: dict[str, Any]) -> None:
    names = (*HELD[1:6], "urgent", "sign_off", "limits", "window_first", "window_last")
    asked = Setting(**{name: row[name] for name in names})
    if asked.mode not in Mode.values:
        raise Refusal("没有选择报送方式", "选全量名册、新增或当年累计")
    kind = DataKind.objects.filter(code=row["code"]).first()
    check_setting(asked, before=_now(kind), matched=not (kind and kind.change))
    for code, figure in asked.limits.items():
        _check_limit(code, figure)
    same = DataKind.objects.filter(in_force(clock.today()), unit=row["unit_id"], name=asked.name)
    if same.exclude(code=row["code"]).exists():
        raise Refusal(f"这个单位已有报送种类“{asked.name}”", "换一个名称，或修改已有的那一种")


def _check_limit(code: str, figure: str) -> None:
    if code not in LIMITS:
        raise Refusal("没有这样的异常界限", "刷新页面后重填")
    within = bounds(f"anomaly.{code}")
    least, most = within.least or 0, within.most or 0
    if not (figure.isdecimal() and figure.isascii() and least <= int(figure) <= most):
        raise Refusal(f"异常界限“{figure}”须是 {least} 至 {most} 的整数", "随全县的不填")


def _keep_first(kind: DataKind) -> None:
    """What a kind was before the county changed it for the first time stays readable."""
    if KindVersion.objects.filter(code=kind.code).exists():
        return
    values = {name: getattr(kind, name) for name in HELD}
    KindVersion.objects.create(code=kind.code, valid_from=kind.valid_from, source=FIRST, **values)


def _apply(arguments: dict[str, Any], source: str) -> None:
    VERSIONS.apply(arguments, source)
    take_effect([row["code"] for row in rows_of(arguments)])


def _become(kind: DataKind | None, begun: Sequence[KindVersion]) -> bool:
    """begun: the versions of one code up to today, the latest last."""
    last, today = begun[-1], clock.today()
    values: dict[str, Any] = {name: getattr(last, name) for name in HELD}
    values["valid_to"] = last.valid_to if last.valid_to and last.valid_to <= today else None
    values["windows"] = [
        {"since": one.valid_from.isoformat(), "first": one.window_first, "last": one.window_last}
        for one in begun
    ]
    if kind is None:
        DataKind.objects.create(code=last.code, valid_from=last.valid_from, **values)
        return True
    if all(getattr(kind, name) == value for name, value in values.items()):
        return False
    DataKind.objects.filter(pk=kind.pk).update(**values, version=F("version") + 1)
    return True


def _said(asked: Setting, before: Setting | None) -> Iterator[str]:
    """For whoever approves: what it asks for, of a change only what differs."""
    now, old = dict(_words(asked)), dict(_words(before)) if before else {}
    for title, words in now.items():
        if before is None:
            yield f"{title}：{words}"
        elif old.get(title) != words:
            yield f"{title}：{old.get(title) or '没有'} 改为 {words}"


def _words(of: Setting) -> Iterator[tuple[str, str]]:
    titles = {one["code"]: one["title"] for one in of.columns}
    yield "名称", of.name
    yield "方式", Mode(of.mode).label
    yield "报送窗口", f"{of.window_first} 日至 {of.window_last} 日" if of.window_last else "随全县"
    yield "负责人签发", "要" if of.sign_off else "不要"
    yield "随时报送", "是" if of.urgent else "否"
    yield "金额列", titles.get(of.amount_column, "没有")
    yield "截至列", titles.get(of.day_column, "没有")
    yield "异常界限", "、".join(f"{LIMITS[code]} {figure}" for code, figure in of.limits.items()) or "随全县"
    for one in of.columns:
        yield f"栏目“{one['title']}”", _column_words(one)


def _column_words(one: dict[str, Any]) -> str:
    parts = [TYPES[one["type"]], "必填" if one.get("required") else "可以不填"]
    parts += [f"选项：{'、'.join(one['options'])}"] if one.get("options") else []
    parts += [f"也叫{'、'.join(one['aliases'])}"] if one.get("aliases") else []
    return "，".join(parts)


KIND = Subject(
    "kind",
    "设置报送种类",
    Capability.PROPOSE_POLICY,
    approved_by(Capability.APPROVE_POLICY),
    VERSIONS.version,
    _apply,
    _check,
    lines=lambda arguments: arguments.get("said", ()),
    dated=VERSIONS,
    named=VERSIONS.named,
)
