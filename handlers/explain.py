"""/why of alerts: why one was sent, and why none was."""

import services.explain
from chat.context import Context, Member
from messages.explain import why_alert_post, why_nothing_post
from messages.post import Post
from metrics.explain import NOTHING


async def explain(context: Context, member: Member, asked: int) -> None:
    """`/why #12`, `/why nothing`."""
    if asked == NOTHING:
        silence = await context.read(services.explain.why_nothing, member.store, member.now)
        await context.reply(why_nothing_post(silence, member.texts))
    else:
        await context.reply(await why_alert(context, member, asked))


async def why_alert(context: Context, member: Member, alert_id: int, back: str = "") -> Post:
    """`back` is the data of the button that leads back; empty: to the alert's card."""
    why = await context.read(services.explain.why_alert, member.store, alert_id, member.now)
    return why_alert_post(why, member.store.id, member.texts, back)
