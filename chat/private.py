"""Private chats: for which store somebody speaks."""

from collections.abc import Mapping

import telegram
from sqlalchemy.orm import Session

from chat.context import Context, Visitor
from chat.house import House
from chat.visitors import Admins
from messages.help import chosen_store_post, which_store_post
from metrics.stores import LOCAL, Chat, Role, Store
from services.stores import choose_in_private, chosen_in_private
from storage import chats, members, stores

TOPIC = "store"
MAY_READ = (Role.VIEWER, Role.STAFF)


class Private:
    """Which stores are somebody's, and which of them they mean."""

    def __init__(self, house: House, admins: Admins) -> None:
        self._house = house
        self._admins = admins

    async def roles_of(self, visitor: Visitor) -> Mapping[Store, Role]:
        """Every store somebody may at least read: given a role there, in charge of its group, or an owner."""
        found: dict[Store, Role] = {}
        for store, chat, role in await self._house.read(_all_with_roles, visitor.user_id):
            if visitor.is_owner or await self._leads(chat, visitor):
                found[store] = Role.MANAGER
            elif role in MAY_READ:
                found[store] = role
        return found

    async def _leads(self, chat: Chat, visitor: Visitor) -> bool:
        return chat.kind != LOCAL and await self._admins.is_in_charge(chat.telegram_id, visitor.user_id)

    async def meant(
        self, visitor: Visitor, among: Mapping[Store, Role], store_id: int | None
    ) -> Store | None:
        """The only store, that of the message at hand, or the one last chosen; None: it must be asked."""
        if len(among) == 1:
            return next(iter(among))
        wanted = store_id or await self._house.read(chosen_in_private, visitor.user_id)
        return next((store for store in among if store.id == wanted), None)

    async def ask(self, context: Context, visitor: Visitor, among: Mapping[Store, Role]) -> None:
        await context.reply(which_store_post(tuple(among), visitor.texts))

    async def choose(
        self, context: Context, visitor: Visitor, among: Mapping[Store, Role], choice: str
    ) -> bool:
        """A press on one of the stores, or on "another". Returns whether there is a store now."""
        store = next((store for store in among if str(store.id) == choice), None)
        if store is None:
            await context.edit(which_store_post(tuple(among), visitor.texts))
            return False
        await context.run(choose_in_private, visitor.user_id, store.id)
        await context.edit(chosen_store_post(store, visitor.texts))
        return True


def choice_in(update: telegram.Update) -> str | None:
    """Which store was pressed: its id, or "ask" for another one."""
    query = update.callback_query
    head, _, rest = (query.data or "").partition(":") if query else ("", "", "")
    return rest if head == TOPIC else None


def _all_with_roles(session: Session, user_id: int) -> list[tuple[Store, Chat, Role | None]]:
    found = []
    for store in stores.all_stores(session):
        person = members.person_in(session, store.id, user_id)
        if chat := chats.chat_by_id(session, store.chat_id):
            found.append((store, chat, person.role if person else None))
    return found
