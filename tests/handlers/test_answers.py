"""/answers, as a manager uses it: looked at, changed by reply, refused kindly, taken back."""

from tests.conversation import MANAGER, OWNER, STAFF
from tests.handlers.conftest import Talk
from tests.handlers.test_reviews import check, complain


async def test_an_answer_is_changed_by_reply_and_used_in_the_next_draft(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/answers")
    await talk.settle()
    card = await talk.group.reads()
    assert card.text.startswith("Answers to reviews\nTo buyers who write English\n")
    talk.group.presses(MANAGER, card, "quality")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert card.text.startswith("Answers: quality\nthe usual ones\n\n1. We are sorry that {product}[")
    talk.group.presses(MANAGER, card, "✎ 1")
    await talk.settle()
    question = await talk.group.reads()
    talk.group.says(MANAGER, "Dear {buyer}, sorry", reply_to=question)
    await talk.settle()
    refused = await talk.group.reads()
    assert refused.text.startswith(
        "I do not know {buyer}, so I have kept nothing. What I can fill in: {product}"
    )
    talk.group.says(MANAGER, "Sorry for the {product}, says {store} & team <3", reply_to=refused)
    await talk.settle()
    assert (await talk.group.reads()).text == "✅ Kept: answers on quality"
    card = await talk.group.reads_edited()
    assert "your own\n\n1. Sorry for the {product}, says {store} & team <3\n" in card.text
    complain(talk, "lamp")
    await check(talk)
    told = await talk.group.reads()
    talk.group.presses(OWNER, told, "📝 Draft")
    await talk.settle()
    assert "Sorry for the Lamp, says Tea House & team <3" in (await talk.group.reads_edited()).text
    talk.group.presses(MANAGER, card, "🗑 1")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "Sorry for the" not in card.text
    talk.group.presses(MANAGER, card, "The usual ones again")
    await talk.settle()
    assert "the usual ones" in (await talk.group.reads_edited()).text


async def test_answers_to_chinese_buyers_are_a_drawer_of_their_own(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(OWNER, "/answers")
    await talk.settle()
    card = await talk.group.reads()
    talk.group.presses(OWNER, card, "To Chinese buyers")
    await talk.settle()
    card = await talk.group.reads_edited()
    talk.group.presses(OWNER, card, "size")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "抱歉，{product}[（{variant}）]的尺寸" in card.text
    talk.group.presses(OWNER, card, "＋ One more")
    await talk.settle()
    question = await talk.group.reads()
    talk.group.says(OWNER, "{商品}可以免费换", reply_to=question)
    await talk.settle()
    await talk.group.reads()
    assert "3. {product}可以免费换" in (await talk.group.reads_edited()).text


async def test_only_managers_write_answers(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(STAFF, "/answers")
    await talk.settle()
    talk.group.presses(OWNER, await talk.group.reads(), "Staff")
    await talk.settle()
    talk.group.says(STAFF, "/answers")
    await talk.settle()
    assert "Answers to reviews" not in (await talk.group.reads()).text
