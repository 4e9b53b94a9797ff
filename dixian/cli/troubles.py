"""What stops a command, said in Chinese, and its exit code.

0 done; 1 a check found a difference; 2 wrong usage; 3 something is missing or out of reach; 4 the program broke.
"""

import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import click

EXIT_DIFFERENCE = 1
EXIT_USAGE = 2
EXIT_NOT_READY = 3
EXIT_BROKEN = 4
# As shells say it of a command that Ctrl-C ended.
EXIT_INTERRUPTED = 130

REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
}


class NotReady(click.ClickException):
    """Something this command needs is missing; the message says what to do. Exit code 3."""

    exit_code = EXIT_NOT_READY


class Broken(click.ClickException):
    """A defect of the program itself. Exit code 4, never 1, which says that a check found a difference."""

    exit_code = EXIT_BROKEN


@contextmanager
def said_in_chinese() -> Iterator[None]:
    """Turn what falls out of a command into a message and an exit code."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (KeyboardInterrupt, click.Abort):
        click.echo("已中断。", err=True)
        raise SystemExit(EXIT_INTERRUPTED) from None
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            raise
        raise _answer(error) from None


def _answer(error: Exception) -> click.ClickException:
    from django.db import OperationalError

    from dixian.foundation.vault.keys import KeysMissing

    if isinstance(error, KeysMissing):
        return NotReady(str(error))
    if isinstance(error, OperationalError):
        return NotReady(
            "数据库不可用。检查数据库是否在运行、地址和密码是否正确、磁盘是否已满。"
            f"数据库的答复：{str(error).strip().splitlines()[0]}"
        )
    if isinstance(error, OSError):
        return NotReady(f"{_reason(error)}：{error.filename or error}")
    traceback.print_exception(error)
    return Broken("程序内部出错，没有做完。请把上面的内容交给维护人员")


def _reason(error: OSError) -> str:
    return REASONS.get(error.errno or 0, "读写出错")
