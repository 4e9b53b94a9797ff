"""click's help and errors in Chinese; the words of a tool its users can read."""

from typing import Any

import click

EXIT_DIFFERENCE = 1
EXIT_USAGE = 2
EXIT_NOT_READY = 3


class NotReady(click.ClickException):
    """Something this command needs is missing; the message says what to do. Exit code 3."""

    exit_code = EXIT_NOT_READY

    def show(self, file: Any = None) -> None:
        """Print the message with a Chinese label."""
        click.echo(f"错误：{self.format_message()}", err=True, file=file)


class Command(click.Command):
    """A command with a Chinese help page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", **kwargs})

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`用法：dixian check [选项]`."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Chinese title."""
        shown = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        if shown:
            with formatter.section("选项"):
                formatter.write_dl(shown)


class Group(Command, click.Group):
    """A group of commands with a Chinese help page."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "命令 [参数]...", **kwargs})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        found = [command for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
        rows = [(command.name or "", command.get_short_help_str(70)) for command in found]
        if rows:
            with formatter.section("命令"):
                formatter.write_dl(rows)
