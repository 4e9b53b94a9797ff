"""A cell of an ID column, and what can be read out of it without knowing the register."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.destroyed import DESTROYED_FROM, KEPT
from dixian.foundation.kernel.idnumber import LENGTH, check_digit
from dixian.registry.matching.edits import WHOLE, checks
from dixian.registry.matching.masked import covered

# Other programs round to sixteen digits, and may come up to the next fifteen.
ROUNDED_UP = 50
# Fewer digits than this are but a piece of a number; without any, and with noughts alone, it is none: 无, 不详, 0, 待补.
FEWEST = 6
LETTERS = str.maketrans(dict.fromkeys("Oo〇", "0") | dict.fromkeys("Iil|L", "1"))
LAST_LETTERS = str.maketrans(dict.fromkeys("xХх×✕", "X"))
# Nothing to mend, or only what the digits themselves say.
TYPED = re.compile(r"[0-9]{6,}X?")
WIDE, BLANK, NOUGHTS = re.compile(r"[！-～]"), re.compile(r"\s"), re.compile(r"\.0+$")
SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[Ee]\+?(1[5-9])")
# At most sixteen away from a thousand, which is where the nearest float lies.
ENDS = ("00", "01", "98", "99")
# A disability card: number, class 1-7, level 1-4, and B1, B2 ... where it was issued again (facts 4.2).
CARD = re.compile(r"(\d{17}[\dX])[1-7][1-4](?:B\d)?", re.IGNORECASE)
# What people write before a number: 身份证号：, 证件号（户口）.
WORDS = re.compile(
    r"\s*(?:(?:居民|公民)?身份证?(?:件)?(?:号码?)?|证件(?:号码?)?|号码?|ID(?:\s*No)?|No)(?:\([^()\d]{0,10}\))?[\s.:：、#]*(?=\d)",
    re.IGNORECASE,
)
# And behind one: （户口本）, 已核. A piece of a number keeps what stands there.
REMARK = re.compile(r"(?<=[\dXx×✕])[\s(\[【,，;；、/:\-]{0,4}[\u3400-\u9fff]\D{0,40}$")
WORD, AFTER = "号码前的文字已去掉", "号码后的文字已去掉"
BLANKS, WIDTH, LETTER = "号码中的空格或符号已去掉", "号码中的全角字符已改为半角", "号码中的字母已改为数字"
LOWER, OLD, DISABILITY = "末位的小写 x 已改为 X", "15 位旧号已换成 18 位", "残疾证号取前 18 位"
# Old numbers were issued until the end of 1999 (国发〔1999〕15号, in force on 1 October 1999).
TOO_YOUNG = "15 位旧号只发给 1999 年以前出生的人，2000 年以后出生的人没有"


class Number(NamedTuple):
    """text: the number to compare, empty where none can be read; how: what was mended to read it;
    kept: the leading digits a spreadsheet left of a destroyed one; piece: too few digits to look for anybody;
    seen: what is seen of one that is covered (`masked`).
    """

    text: str = ""
    how: tuple[str, ...] = ()
    kept: str = ""
    piece: str = ""
    seen: str = ""

    @property
    def given(self) -> bool:
        """Whether the row says anything of a number."""
        return bool(self.text or self.kept or self.piece or self.seen)


def read_number(cell: object) -> Number:
    """The number of a cell as a reader gives it: text, an exact `int`, a `float` that may have lost digits."""
    if type(cell) is str and WHOLE.fullmatch(cell):
        return Number(cell, (), _destroyed(cell))
    if isinstance(cell, bool) or cell is None:
        return Number()
    if isinstance(cell, float):
        if cell != cell or abs(cell) < DESTROYED_FROM:
            return _read_text("" if cell != cell else f"{cell:.0f}")
        return _from_float(cell)
    return _read_text(str(cell))


def is_possible(text: str) -> bool:
    """Whether these 18 characters can be somebody's: digits, a date of birth, the check character."""
    return checks(text) and _is_date(text[6:14])


def of_this_century(number: Number) -> Number | None:
    """The number with a birth in this century where fifteen digits would make somebody over a hundred; else None."""
    text = number.text
    if OLD not in number.how or text[8:14] > f"{clock.today():%y%m%d}":
        return None
    first17 = f"{text[:6]}20{text[8:-1]}"
    return Number(first17 + check_digit(first17), (TOO_YOUNG,))


def fits_kept(number: str, kept: str) -> bool:
    """Whether a spreadsheet leaves `kept` of this number. One that ends in X is text and never destroyed."""
    if len(number) != LENGTH or not number.startswith(_begins(kept)) or not number.isdecimal():
        return False
    if number.startswith(kept):
        return True
    if len(kept) == KEPT:
        return 0 < int(kept + "000") - int(number) <= ROUNDED_UP
    return f"{int(number):.{len(kept) - 1}e}".split("e")[0].replace(".", "") == kept


def before(kept: str) -> str:
    """With what a number begins that was rounded up to this."""
    return f"{int(kept) - 1:0{len(kept)}}"


@lru_cache(maxsize=1000)
def _begins(kept: str) -> tuple[str, str]:
    return kept, before(kept)


def _read_text(raw: str) -> Number:
    if TYPED.fullmatch(raw):
        return _as_number(raw, [])
    wide = unicodedata.normalize("NFKC", raw)
    how = [WIDTH] if not raw.isascii() and WIDE.search(raw) else []
    if found := WORDS.match(wide):
        wide = wide[found.end() :]
        how.append(WORD)
    if seen := covered(wide):
        return Number(seen=seen)
    if (found := REMARK.search(wide)) and sum(map(str.isdecimal, wide[: found.start()])) >= KEPT:
        wide = wide[: found.start()]
        how.append(AFTER)
    text = NOUGHTS.sub("", wide.strip())
    if ("E" in text or "e" in text) and (power := SCIENTIFIC.fullmatch(BLANK.sub("", text))):
        return _scientific(power)
    bare = text if text.isalnum() else "".join(filter(_is_read, text))
    if bare != wide:
        how.append(BLANKS)
    if sum(map(str.isdecimal, bare)) < FEWEST:
        return Number(piece=bare if bare.isascii() and bare.strip("0").isdigit() else "")
    return _as_number(bare, how)


def _as_number(bare: str, how: list[str]) -> Number:
    if len(bare) == LENGTH and TYPED.fullmatch(bare):
        return Number(bare, tuple(how), _destroyed(bare))
    if len(bare) > LENGTH + 1 and (found := CARD.fullmatch(bare.translate(LAST_LETTERS).translate(LETTERS))):
        return Number(found[1].upper(), (*how, DISABILITY))
    head, last = bare[:-1], bare[-1].translate(LAST_LETTERS)
    if not head.isdecimal():
        head = head.translate(LETTERS)
    if last != bare[-1]:
        how.append(LOWER)
    if last != last.translate(LETTERS) or head != bare[:-1]:
        how.append(LETTER)
    text = (head + last.translate(LETTERS)).upper()
    if len(text) == KEPT and text.isdecimal() and _is_date("19" + text[6:12]):
        first17 = text[:6] + "19" + text[6:]
        return Number(first17 + check_digit(first17), (*how, OLD))
    return Number(text, tuple(how), _destroyed(text))


def _from_float(cell: float) -> Number:
    """Excel cuts after the fifteenth digit; other programs round to what a float can hold, some digits later."""
    if not 10 ** (LENGTH - 1) <= cell < 10**LENGTH:
        return Number(text=f"{cell:.0f}")
    kept = _rounded(cell)
    return Number(kept=kept if float(kept + "000") == cell else f"{cell:.0f}"[:KEPT])


def _scientific(found: re.Match[str]) -> Number:
    digits = found[1] + (found[2] or "")
    if int(found[3]) != LENGTH - 1:
        return Number(text=digits)
    return Number(kept=digits[:KEPT])


def _destroyed(text: str) -> str:
    """The surviving digits of a text such as ...000, or ...008 as readers invent them; empty for others."""
    if len(text) != LENGTH or text[KEPT:-1] not in ENDS or not text.isdecimal():
        return ""
    kept = _rounded(float(text))
    ends = text.endswith("000") and text[:KEPT] == kept
    return kept if ends or int(text) == int(float(kept + "000")) else ""


def _rounded(value: float) -> str:
    return f"{value:.{KEPT - 1}e}".split("e")[0].replace(".", "")


def _is_read(char: str) -> bool:
    return char.isalnum() or char in "|×✕"


def _is_date(text: str) -> bool:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])) >= date(1900, 1, 1)
    except ValueError:
        return False
