"""What may be said of an exception where others read it: its class and where it arose. Its text may name people."""

import traceback


def class_and_places(error: BaseException) -> tuple[str, list[str]]:
    """`module.Class`, and `file:line function` of our own last frames and of the very last one."""
    frames = list(traceback.extract_tb(error.__traceback__))
    frames = [frame for frame in frames if "/dixian/" in frame.filename][-6:] + frames[-1:]
    places = [f"{frame.filename.rpartition('/dixian/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return f"{type(error).__module__}.{type(error).__qualname__}", places
