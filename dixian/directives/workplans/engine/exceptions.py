"""Names that leave some out: 各乡镇（除绥棱镇外）, 各成员单位（县财政局除外）, 除绥棱镇外的各乡镇."""

import re
from dataclasses import dataclass

OUTSIDE = r"(?:以外|之外|外)"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^(?P<whole>.+?)[（(〔]除(?!外)(?P<out>.+?){OUTSIDE}[）)〕]$",
        r"^(?P<whole>.+?)[（(〔](?P<out>[^（()）〔〕]+?)除外[）)〕]$",
        r"^(?P<whole>.+?)[（(〔](?:不含|不包括|不包含)(?P<out>.+?)[）)〕]$",
        rf"^除(?!外)(?P<out>.+?){OUTSIDE}的?(?P<whole>[^的]+)$",
        rf"^(?P<whole>.+?)[中里]?除(?!外)(?P<out>.+?){OUTSIDE}(?:的?(?:其他|其余)?(?:各?(?:单位|部门|乡镇)))?$",
    )
)
# Stands in one piece, whatever parts the names in it.
IN_ONE = re.compile(rf"除(?!外)[^（()）〔〕；;。]{{1,60}}?{OUTSIDE}(?=的|各|其|$|[、，,；;）)〕])")
SAID = re.compile(
    rf"除(?!外)[^，。；;]{{2,40}}?{OUTSIDE}|[^（(，。；;]{{2,40}}?除外|不含[^）)，。；;]{{2,40}}"
)
BETWEEN = re.compile(r"[、，,;；]|(?<=[局委办部厅会镇乡])[和及与]")


@dataclass(frozen=True)
class Excepting:
    """The name it is about, and the names left out of it."""

    whole: str
    out: tuple[str, ...]


def exception_in(name: str) -> Excepting | None:
    """What a name leaves out; None where it leaves out nothing."""
    for form in FORMS:
        if found := form.match(name.strip()):
            out = tuple(filter(None, (one.strip() for one in BETWEEN.split(found["out"]))))
            return Excepting(found["whole"].strip(), out)
    return None
