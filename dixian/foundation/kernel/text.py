"""Cells and headers as people type them, made comparable."""

import re
import unicodedata

# Printed ASCII without blanks, and ordinary characters: what most cells hold, and tidy as it stands.
TIDY = re.compile(r"[!-~一-龥]*")
BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]")


def tidy(value: object) -> str:
    """A cell as text: full width to half, control characters and all blanks at the ends and inside gone.

    Floats that are whole numbers lose their `.0`, as spreadsheets return integers as floats.
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if TIDY.fullmatch(text):
        return text
    text = unicodedata.normalize("NFKC", text)
    kept = "".join(char for char in text if not char.isspace() and unicodedata.category(char)[0] != "C")
    # What a blank kept apart may combine now.
    return unicodedata.normalize("NFC", kept)


def as_written(value: object) -> str:
    """A cell as people wrote it: breaks become blanks, control characters go, and blanks at the ends.

    Floats that are whole numbers lose their `.0`, as in `tidy`.
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = BREAKS.sub(" ", str(value))
    return "".join(char for char in text if unicodedata.category(char)[0] != "C").strip()


def one_line(value: str) -> str:
    """What somebody typed, on one line: breaks become blanks, control characters go."""
    kept = ("" if unicodedata.category(char)[0] == "C" else char for char in " ".join(value.split()))
    return "".join(kept).strip()


def header_key(value: object) -> str:
    """A header for comparing: tidied, lower case, without brackets' contents' punctuation."""
    text = tidy(value).lower()
    return "".join(char for char in text if char.isalnum())


def name_key(name: str) -> str:
    """A name for comparing: tidied, lower case, without the dots of minority names, which many leave out."""
    return "".join(char for char in tidy(name).lower() if char not in "·•‧・.．")
