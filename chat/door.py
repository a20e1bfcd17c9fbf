"""The front door: who may have what they want, and what becomes of their mistakes and ours."""

import secrets
from collections.abc import Awaitable, Iterable
from datetime import datetime

import structlog
import telegram
from markupsafe import Markup
from sqlalchemy.orm import Session
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import NetworkError

import services.members
from chat.alerts import catch_up
from chat.context import (
    MAX_NOTE,
    Answer,
    Button,
    Command,
    Context,
    Founder,
    Handler,
    Member,
    Visitor,
    thread_of,
)
from chat.house import House
from chat.private import Private, choice_in
from chat.setbacks import lose_chat
from chat.visitors import Admins, visitor_of
from chat.wishes import Wish, Wishes
from messages.help import owner_post, stranger_post
from messages.mistakes import incident, sentence
from messages.people import asked_note, question_post
from messages.post import Post
from messages.texts import Texts, language_of
from metrics.mistakes import Mistake
from metrics.stores import Chat, Role, Store
from storage import chats, members, stores

__all__ = ["Answer", "Button", "Command", "Context", "Door", "Handler", "Member", "Visitor"]

log = structlog.get_logger()
INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)
EVERYBODY = 0  # a group gets its one polite line once, whoever speaks


class Door:
    """Handles updates. `found` is called for `/setup` by an owner in a group that has no store yet."""

    def __init__(
        self,
        house: House,
        *,
        commands: Iterable[Command],
        buttons: Iterable[Button],
        answers: Iterable[Answer],
        documents: Handler,
        found: Founder,
    ) -> None:
        self.house = house
        self.commands = tuple(commands)
        self.found = found
        self.wishes = Wishes(house, self.commands, buttons, answers, documents)
        self.admins = Admins(house.bot, house.clock)
        self.private = Private(house, self.admins)

    async def handle(self, update: telegram.Update) -> None:
        """Does what the update asks for. Raises only where not even an apology could be put out."""
        if update.my_chat_member is not None:
            await self._moved(update, update.my_chat_member)
        elif update.chat_member is not None:
            self.admins.forget(update.chat_member.chat.id, update.chat_member.new_chat_member.user.id)
        elif (moved := moved_group(update.message)) is not None:
            await self.house.run(chats.migrate, *moved)
        elif update.message is not None or update.callback_query is not None:
            await self._hear(update)

    async def _hear(self, update: telegram.Update) -> None:
        visitor, place = visitor_of(update, self.house.owners), update.effective_chat
        if visitor is None or place is None or place.type == ChatType.CHANNEL:
            return
        if not self.wishes.may_hold_one(update):
            return
        chat = await self.house.run(chats.chat_for, place.id, place.type, place.title or visitor.name)
        context = Context(self.house, update, chat, commands=self.commands)
        try:
            await self._caught(context, visitor.texts, self._enter(context, visitor))
        finally:
            await context.answer()

    async def _enter(self, context: Context, visitor: Visitor) -> None:
        wishes = await self.wishes.read(context)
        if not wishes:
            return
        if context.chat.kind == ChatType.PRIVATE:
            await self._enter_private(context, visitor, wishes)
        else:
            await self._enter_group(context, visitor, wishes)

    # -------------------------------------------------------------------------------- groups

    async def _enter_group(self, context: Context, visitor: Visitor, wishes: tuple[Wish, ...]) -> None:
        store = await self.house.read(stores.store_of_chat, context.chat.id)
        if store is None and visitor.is_owner and any(wish.command == "setup" for wish in wishes):
            await self.found(context, visitor)
        elif store is None:
            await self._turn_away(context, visitor)
        else:
            role = await self._role(context.chat, visitor, store)
            if role is None or role is Role.ASKED:
                await self._ask_managers(context, visitor, store)
            elif role is not Role.REFUSED:
                await self._serve(context, visitor, store, role, wishes)

    async def _role(self, chat: Chat, visitor: Visitor, store: Store) -> Role | None:
        """What somebody may do in their group's store; None where nobody has decided yet."""
        if visitor.is_owner or visitor.anonymous:
            return Role.MANAGER
        known = await self.house.read(members.person_in, store.id, visitor.user_id)
        try:
            if await self.admins.is_in_charge(chat.telegram_id, visitor.user_id):
                return Role.MANAGER
        except NetworkError:
            if known is None:
                raise
        return known.role if known else None

    async def _ask_managers(self, context: Context, visitor: Visitor, store: Store) -> None:
        """One question per person and store, which tells the person too that it was asked."""
        texts, now, written = self.house.texts(store), self.house.clock(), context.update.message

        def note(session: Session) -> None:
            services.members.ask(session, store.id, visitor.user_id, visitor.name, now)

        await context.answer(asked_note(visitor.texts))
        await self.house.send(
            context.chat.id,
            question_post(visitor.user_id, visitor.name, texts),
            dedupe=f"ask:{store.id}:{visitor.user_id}",
            store_id=store.id,
            thread_id=thread_of(context.message),
            reply_to=written.message_id if written else None,
            also=note,
        )

    # -------------------------------------------------------------------------------- private chats

    async def _enter_private(self, context: Context, visitor: Visitor, wishes: tuple[Wish, ...]) -> None:
        among = await self.private.roles_of(visitor)
        choice = choice_in(context.update)
        if not among:
            await self._turn_away(context, visitor)
        elif choice is not None:
            if await self.private.choose(context, visitor, among, choice):
                await self._take_up(context, visitor)
        else:
            store = await self.private.meant(visitor, among, wishes[0].store_id)
            if store is None:
                await self.private.ask(context, visitor, among)
            else:
                await self._serve(context, visitor, store, among[store], wishes)

    async def _take_up(self, context: Context, visitor: Visitor) -> None:
        """Does what was wanted before the store had to be asked: the question hangs below that message."""
        wanted = context.message.reply_to_message if context.message else None
        if wanted is None or wanted.from_user is None or wanted.from_user.id != visitor.user_id:
            return
        update = telegram.Update(context.update.update_id, message=wanted)
        again = Context(self.house, update, context.chat, commands=self.commands, series="again")
        await self._enter(again, visitor)

    # -------------------------------------------------------------------------------- let in, or not

    async def _serve(
        self, context: Context, visitor: Visitor, store: Store, role: Role, wishes: tuple[Wish, ...]
    ) -> None:
        texts = self.house.texts(store)
        thread_id, now = thread_of(context.message), self.house.clock()
        member = Member(visitor.user_id, visitor.name, role, store, context.chat, thread_id, texts, now)
        context.store_id = store.id
        for wish in wishes:
            context.args, context.text = list(wish.args), wish.text
            await self._caught(context, texts, self._grant(context, member, wish), wish.topic)

    async def _grant(self, context: Context, member: Member, wish: Wish) -> None:
        if not member.role.may(wish.role):
            raise Mistake("needs_manager" if wish.role is Role.MANAGER else "needs_staff")
        if wish.store_id not in (None, member.store.id):
            raise Mistake("not_your_store")
        await wish.handler(context, member)

    async def _turn_away(self, context: Context, visitor: Visitor) -> None:
        """An owner learns what to do next; everybody else gets one polite line, once."""
        if visitor.is_owner:
            await context.reply(owner_post(visitor.texts))
            return
        who = visitor.user_id if context.chat.kind == ChatType.PRIVATE else EVERYBODY
        if await self.house.run(chats.greet_once, context.chat.id, who, self.house.clock()):
            await context.reply(stranger_post(visitor.texts))

    async def _caught(self, context: Context, texts: Texts, work: Awaitable[None], topic: str = "") -> None:
        """People's mistakes become a sentence; ours go to the log under a number, which the person gets."""
        try:
            try:
                await work
            except Mistake as mistake:
                await self._explain(context, sentence(mistake, texts), topic)
        except Exception:
            number = secrets.token_hex(4)
            log.exception("incident", incident=number, update=context.update.update_id)
            await self._explain(context, incident(number, texts))

    async def _explain(self, context: Context, text: Markup, topic: str = "") -> None:
        """Says what is wrong. With the topic of the question that was asked, it can be answered again."""
        note = text.striptags()
        if context.update.callback_query is not None and not context.answered and len(note) <= MAX_NOTE:
            await context.answer(note, alert=True)
        else:
            await context.reply(Post(text, topic=topic))

    # -------------------------------------------------------------------------------- the bot comes and goes

    async def _moved(self, update: telegram.Update, moved: telegram.ChatMemberUpdated) -> None:
        now, place = self.house.clock(), moved.chat
        chat = await self.house.run(chats.chat_for, place.id, place.type, place.title or "")
        if chat.telegram_id != place.id:
            return  # it has moved on under another id: the old group is left behind
        if not is_inside(moved.new_chat_member):
            await self.house.run(lose_chat, chat.id, "removed", now)
            self.house.outbox.wake()
            return
        await self.house.run(catch_up, chat.id, now)
        self.house.outbox.wake()
        if place.type in (ChatType.GROUP, ChatType.SUPERGROUP) and not is_inside(moved.old_chat_member):
            await self._arrived(update, chat, moved.from_user, now)

    async def _arrived(self, update: telegram.Update, chat: Chat, by: telegram.User, now: datetime) -> None:
        if await self.house.read(stores.store_of_chat, chat.id) is not None:
            return
        texts = Texts(language_of(by.language_code))
        if by.id in self.house.owners:
            post = owner_post(texts)
        elif await self.house.run(chats.greet_once, chat.id, EVERYBODY, now):
            post = stranger_post(texts)
        else:
            return
        await self.house.send(chat.id, post, dedupe=f"u{update.update_id}:1")


def is_inside(member: telegram.ChatMember) -> bool:
    return member.status in INSIDE and getattr(member, "is_member", True)


def moved_group(message: telegram.Message | None) -> tuple[int, int] | None:
    """The old and the new id of a group that became a supergroup. Both chats tell: chats are heard side by
    side, and what is said in the new one must not be heard before it is known to be the old one's."""
    if message is not None and message.migrate_to_chat_id is not None:
        return message.chat.id, message.migrate_to_chat_id
    if message is not None and message.migrate_from_chat_id is not None:
        return message.migrate_from_chat_id, message.chat.id
    return None
