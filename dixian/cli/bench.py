"""`dixian bench`: how well the system does what can be counted against a known truth."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dixian.cli.environment import bring_up
from dixian.cli.progress import busy, telling
from dixian.cli.troubles import EXIT_DIFFERENCE, NotReady
from dixian.cli.zh import Group, Number
from dixian.foundation.kernel.problems import Refusal

if TYPE_CHECKING:
    from dixian.simulation.drive.quality import Score

KINDS = {
    "clean": "没有差错",
    "lower_x": "末位小写 x",
    "blanks": "空格、不可见字符",
    "full_width": "全角数字",
    "letters": "字母 O、I、l 当数字",
    "fifteen": "15 位旧号",
    "card": "残疾证号",
    "wrong_digit": "错一位",
    "missing_digit": "少一位",
    "extra_digit": "多一位",
    "swapped": "两位写反",
    "noughts": "末三位成 000",
    "eights": "末三位成 008 等",
    "as_float": "数字单元格",
    "scientific": "科学记数法",
    "spelled": "生僻字写成拼音",
    "sound": "同音字",
    "shape": "形近字",
    "family": "用了家人的号码",
    "no_number": "没有号码",
    "nickname": "小名",
    "twice": "错一位且同音字",
    "stranger": "外县人",
    "namesake": "外县同名人",
    "sibling": "不在册的双胞胎",
    "mistyped_stranger": "外县同名人且错一位",
}
BINS = {
    "linked": "对上",
    "repaired": "修正",
    "ambiguous": "待比对",
    "stranger": "不在册",
    "rejected": "退回",
}
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group(cls=Group, help="用合成县的答案检验质量。")
def command() -> None:
    """Commands that count against a known truth."""


@command.command(
    "matching",
    short_help="比对的质量，按差错种类列出，未达标时退出码为 1",
    help="造一个县和一份带差错的名单，逐行比对后对照答案，按差错种类列出。未达标时退出码为 1。",
)
@click.option("--people", type=Number(1, 5_000_000), default=300_000, show_default=True, help="人数")
@click.option("--rows", type=Number(1, 5_000_000), default=100_000, show_default=True, help="名单行数")
@click.option("--seed", type=Number(0, 10**9), default=7, show_default=True, help="随机种子")
@click.option("--world", type=FOLDER, help="不另造县，读取 dixian simulate 写好的文件夹，逐个文件比对")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def matching(people: int, rows: int, seed: int, world: Path | None, as_json: bool) -> None:
    """Print how rows of each kind of error ended, and whether the targets are met."""
    bring_up("worker", needs_setup=False, needs_schema=False)
    from dixian.foundation.areas.api import packaged_villages
    from dixian.simulation.drive.quality import measure, measure_world

    if world:
        try:
            with telling() as tell:
                quality = measure_world(world, tell)
        except Refusal as refusal:
            raise NotReady("。".join(filter(None, (refusal.message, refusal.remedy)))) from None
    else:
        with busy("造县、造名单、比对"):
            quality = measure(people=people, rows=rows, seed=seed, villages=packaged_villages())
    if as_json:
        told = {
            "reached": quality.reached,
            "seconds": round(quality.seconds, 3),
            "total": _figures(quality.total),
            "kinds": {kind: _figures(score) for kind, score in quality.by_kind.items()},
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for kind, score in quality.by_kind.items():
            click.echo(_line(KINDS[kind], score))
        total = quality.total
        click.echo(_line("合计", total))
        click.echo(
            f"自动对上的错误率 {total.wrong_share:.4%}（不超过 0.01%），在册的人自动对上 {total.linked:.2%}"
            f"（不低于 98.5%），连同比对台前三名 {total.with_desk:.2%}（不低于 99.7%）："
            f"{'达标' if quality.reached else '未达标'}。比对用时 {quality.seconds:.2f} 秒"
        )
    if not quality.reached:
        raise SystemExit(EXIT_DIFFERENCE)


def _figures(score: "Score") -> dict[str, Any]:
    return {
        "rows": score.rows,
        **{name: score.bins[name] for name in BINS},
        "residents": score.residents,
        "wrong": score.wrong,
        "linked_share": round(score.linked, 5),
        "with_desk_share": round(score.with_desk, 5),
    }


def _line(title: str, score: "Score") -> str:
    bins = "  ".join(f"{shown} {score.bins[name]:>6}" for name, shown in BINS.items())
    shares = f"自动对上 {score.linked:>7.2%}  连同比对台 {score.with_desk:>7.2%}" if score.residents else ""
    # A Chinese character is two columns wide.
    padding = " " * (20 - sum(2 if ord(char) > 255 else 1 for char in title))
    return f"{title}{padding}{score.rows:>7} 行  {bins}  错 {score.wrong:>3}  {shares}".rstrip()
