"""What `verify` found."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dixian.foundation.audit.noting import NAMED, listed

Rows = dict[str, list[int]]
COVERED = (
    "核验的是：每一条留痕，只增不改的记录（有没有改动、缺失、插入），"
    "和没有到期的原件（在不在、大小对不对；加 --files 逐个核对内容）。"
)
NOT_COVERED = "不在封存之内：可以修改的记录现在的值。绕过本系统直接改数据库的，这里查不出来；合计对不对，用 dixian check 核对。"


@dataclass
class Verdict:
    """changed, missing, inserted: table -> ids of rows. sealed, unsealed: how many lie under a seal, and in the tail.

    broken_seals: ids. The other lists are sentences: roots outside, tails that wait too long,
    what is not as declared, reads, originals on disk. advice: nothing is wrong, but it should be better.
    """

    sealed: int = 0
    unsealed: int = 0
    changed: Rows = field(default_factory=dict)
    missing: Rows = field(default_factory=dict)
    inserted: Rows = field(default_factory=dict)
    broken_seals: list[int] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    drifted: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether nothing at all was found."""
        return not list(self._found())

    def sentence(self) -> str:
        """The verdict in Chinese, with the numbers of the rows concerned, and what it speaks of."""
        lines = [f"已封存 {self.sealed} 条，尚未封存 {self.unsealed} 条。", *self._found()]
        lines += [f"建议：{said}" for said in self.advice]
        lines.append("留痕完整。" if self.intact else "留痕不完整，请立即报告审计管理员，不要再写入。")
        lines += [COVERED, NOT_COVERED]
        return "\n".join(lines)

    def _found(self) -> Iterator[str]:
        for name, rows in (
            ("被改动", self.changed),
            ("缺失", self.missing),
            ("封存之后插入", self.inserted),
        ):
            for table, ids in rows.items():
                yield f"{name}：{table} 的 {listed(ids)}"
        if self.broken_seals:
            yield f"断裂的封存：{listed(self.broken_seals)}"
        for name, said in (
            ("外部根值", self.roots),
            ("等待封存过久", self.late),
            ("与声明不符", self.drifted),
            ("查看记录", self.reads),
        ):
            if said:
                yield f"{name}：{'；'.join(said)}"
        for one in self.files[:NAMED]:
            yield f"原件：{one}"
        if len(self.files) > NAMED:
            yield f"原件共有 {len(self.files)} 个不对，加 --json 列出全部"
