"""The typesetter in a process of its own: Typst with the fonts of the machine; it reads no file and reaches no network."""

import json
from typing import Any

from dixian.foundation.kernel.apart import answer

# What a county's machine may have, the best first; what Debian has by fonts-noto-cjk stands in both.
SERIF = (
    "FangSong_GB2312",
    "FangSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "AR PL UMing CN",
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)
SANS = (
    "SimHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Noto Serif CJK SC",
)
MEMORY, SECONDS = 3 * 1024**3, 120


def typeset(given: tuple[bytes, dict[str, Any]]) -> bytes | None:
    """The PDF of (layout, paper); None where the machine has no Chinese font."""
    import typst

    layout, paper = given
    fonts = typst.Fonts()
    there = set(fonts.families())
    serif, sans = ([one for one in names if one in there] for names in (SERIF, SANS))
    if not serif or not sans:
        return None
    told = {"paper": json.dumps(paper), "serif": json.dumps(serif), "sans": json.dumps(sans)}
    made = typst.compile(layout, font_paths=fonts, sys_inputs=told)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


if __name__ == "__main__":
    answer(typeset, memory=MEMORY, seconds=SECONDS)
