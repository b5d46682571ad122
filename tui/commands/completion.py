"""`completion`: the script that teaches a shell the commands."""

from __future__ import annotations

import click

from content.words import mark_for_translation
from tui.commands.base import argument, command


@command(
    help=mark_for_translation(
        "Print the script that completes commands in a shell.\n\n"
        'bash: eval "$(sixdonts completion bash)" in ~/.bashrc; zsh the same in ~/.zshrc; '
        "fish: sixdonts completion fish > ~/.config/fish/completions/sixdonts.fish"
    )
)
@argument("shell", type=click.Choice(["bash", "zsh", "fish"]), help=mark_for_translation("Which shell."))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print click's script for the shell."""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None  # the three shells are click's own
    click.echo(script(context.find_root().command, {}, "sixdonts", "_SIXDONTS_COMPLETE").source())
