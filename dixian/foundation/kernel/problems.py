"""What can be wrong, said to people in Chinese: what happened, and what to do."""


class Refusal(Exception):
    """Something a person asked for can't be done. Web pages and commands show it as it is.

    message: what is the matter, with the names and values concerned (no ID numbers).
    remedy: what to do next.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class CellProblem(Exception):
    """One value can't be taken. The reader adds file, sheet, row and column.

    message: what is wrong with the value; remedy: how to mend it.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
