"""What stands in a cell for a value that could not be read."""

# Stands in text for bytes that are no characters.
UNREADABLE = "\ufffd"
# Stands for a formula whose result the file does not hold (`sheets.formulas`); what a spreadsheet says of a wrong one.
UNCALCULATED = "#公式没有结果"
WRONG_RESULTS = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"))


def is_no_result(text: str) -> bool:
    """Whether a tidied cell stands for a formula that came to nothing."""
    return text == UNCALCULATED or text in WRONG_RESULTS
