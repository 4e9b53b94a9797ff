"""click's help and errors in Chinese; the words of a tool its users can read."""

from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, types

from dixian.cli.troubles import said_in_chinese

# click asks gettext for each of its sentences; these are the answers for those our commands can provoke.
WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示本说明",
    "Try '{command} {option}' for help.": "用法说明：{command} {option}",
    "Error: {message}": "错误：{message}",
    "default: {default}": "默认 {default}",
    "required": "必填",
    "directory": "文件夹",
    "file": "文件",
    "File": "文件",
    "Missing command.": "没有写命令。",
    "Missing option": "缺少选项",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "No such command {name!r}.": "没有 {name} 这个命令。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中一个：{possibilities}？）",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写值。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不写值。",
    "Got unexpected extra argument ({args})": "多写了 {args}",
    "Got unexpected extra arguments ({args})": "多写了 {args}",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "{value!r} is not a valid {number_type}.": "{value} 不是{number_type}。",
    "{value} is not in the range {range}.": "{value} 不在范围内（{range}）。",
    "{name} {filename!r} is a file.": "{filename} 是文件，不是{name}。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，不是{name}。",
    "{name} {filename!r} does not exist.": "没有 {filename} 这个{name}。",
    "{name} {filename!r} is not readable.": "{name} {filename} 没有权限读。",
    "{name} {filename!r} is not writable.": "{name} {filename} 没有权限写。",
}


def speak_chinese() -> None:
    """Answer in gettext's place, in every module of click that asks it."""

    def said(text: str) -> str:
        return WORDS.get(text, text)

    def counted(one: str, many: str, number: int) -> str:
        return said(one if number == 1 else many)

    for module in (core, decorators, exceptions, formatting, parser, types):
        for name, ours in (("_", said), ("ngettext", counted)):
            if hasattr(module, name):
                setattr(module, name, ours)


class Number(click.IntRange):
    """A whole number within bounds."""

    name = "整数"

    def _describe_range(self) -> str:
        return f"{self.min} 到 {self.max}"


class Command(click.Command):
    """A command that explains itself, and what stops it, in Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", **kwargs})

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what falls out of it becomes a message and an exit code."""
        with said_in_chinese():
            return super().invoke(ctx)


class Group(Command, click.Group):
    """A group of commands."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "命令 [参数]...", **kwargs})
