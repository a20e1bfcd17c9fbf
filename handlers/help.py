"""/help and /start: what the bot can do for whoever asks; the lists of commands that Telegram shows."""

from collections.abc import Iterable, Sequence

import telegram

from chat.door import Command, Context, Member
from messages.help import help_post
from messages.texts import LANGUAGES, Texts
from metrics.stores import Role

MOST = 8  # commands somebody sees; the rest is named only
FIRST = ("brief", "roi", "competitors", "reviews", "setup", "people", "target", "budget", "spend", "template")


async def help_(context: Context, member: Member) -> None:
    mine = [command for command in context.commands if member.role.may(command.role)]
    shown = visible(mine)
    others = [command.name for command in mine if command not in shown and command.name != "start"]
    commands = [(command.name, command.description) for command in shown]
    may_upload = member.role.may(Role.STAFF)
    await context.reply(help_post(member.store, commands, others, member.texts, may_upload=may_upload))


def visible(commands: Iterable[Command]) -> list[Command]:
    """The eight that matter most, /help last."""
    known = {command.name: command for command in commands}
    shown = [known[name] for name in FIRST if name in known][: MOST - 1]
    return [*shown, known["help"]]


async def announce(bot: telegram.Bot, commands: Sequence[Command]) -> None:
    """Has Telegram list the commands, in both languages; the admins of groups see the managers' too."""
    scopes = (
        (telegram.BotCommandScopeDefault(), Role.STAFF),
        (telegram.BotCommandScopeAllChatAdministrators(), Role.MANAGER),
    )
    for scope, role in scopes:
        shown = visible([command for command in commands if role.may(command.role)])
        for language in LANGUAGES:
            texts = Texts(language)
            listed = [(command.name, str(texts.t(command.description))) for command in shown]
            await bot.set_my_commands(listed, scope=scope, language_code=language)
            if language == "en":  # for everybody whose language is neither
                await bot.set_my_commands(listed, scope=scope)


COMMANDS = (
    Command("help", help_, Role.VIEWER, "What I can do"),
    Command("start", help_, Role.VIEWER, "What I can do"),
)
