"""The demo as a visitor meets it: in a browser, with the mouse and with the keyboard."""

import base64
import os
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from playground import people, places
from playground.server import Playground
from playground.shop.files import TODAY, ShopFile, morning
from tests.browser.conftest import opened

SHOTS = os.environ.get("ZHANGGUI_SCREENSHOTS")  # a folder: where pictures for the README are put
DROP = """async ([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  const chat = document.querySelector("#chat");
  for (const kind of ["dragenter", "dragover", "drop"])
    chat.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


NAMELESS = """() => [...document.querySelectorAll("button, input:not([hidden]), textarea, a[href]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.ariaLabel || node.textContent.trim() || node.labels?.length || node.title))
  .map((node) => node.outerHTML)"""
TOKEN, ANN, FORUM = "123456:TEST", 1, -1001
SAID = {
    "text": "bold and plain",
    "entities": [{"type": "bold", "offset": 0, "length": 4}],
    "reply_markup": {"inline_keyboard": [[{"text": "Open", "url": "https://example.com/"}]]},
}


def article(page: Page, words: str) -> Locator:
    """The last message with these words."""
    return page.get_by_role("log").locator("[data-message-id]", has_text=words).last


def briefs(page: Page) -> Locator:
    """All messages with a brief's own buttons, whatever they say."""
    own = page.locator('[data-key*=" brief:"]')
    return page.get_by_role("log").locator("article", has=own)


async def shot(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


async def drops(page: Page, file: ShopFile) -> None:
    """A file from the visitor's own computer, dragged into the chat, then sent."""
    await page.evaluate(DROP, [file.name, base64.b64encode(file.data).decode()])
    await expect(page.locator("#attached")).to_contain_text(file.name)
    await page.get_by_role("button", name="发送", exact=True).click()


async def test_a_visitor_sees_the_morning_and_tries_things_out(browser: Browser, demo: str) -> None:
    page = await opened(browser, demo, width=1280, height=800)
    await has_a_morning(page)
    await reads_a_dropped_file(page)
    await changes_the_brief_in_place(page)
    await refuses_the_stranger(page)
    await lets_a_night_pass(page)
    await speaks_english_in_the_dark(page)
    phone = await opened(browser, demo, width=390, height=844, device_scale_factor=2)
    await fits_a_phone(phone)
    assert page.hosts | phone.hosts == {demo.split("/")[2]}  # type: ignore[attr-defined]
    assert page.complaints + phone.complaints == []  # type: ignore[attr-defined]


async def has_a_morning(page: Page) -> None:
    brief = briefs(page).last
    await expect(brief).to_contain_text("11月23日")
    await expect(brief.get_by_role("img")).to_be_in_viewport(ratio=0.9)  # the first thing that one sees
    await expect(article(page, "推广费占比")).to_be_attached()
    await expect(article(page, "新增中差评")).to_be_attached()
    await expect(article(page, "9 份文件全部入库")).to_be_attached()
    await page.set_viewport_size({"width": 1280, "height": 1000})
    await brief.get_by_role("img").scroll_into_view_if_needed()
    await shot(page, "demo-desktop.zh")
    await page.set_viewport_size({"width": 1280, "height": 800})


async def reads_a_dropped_file(page: Page) -> None:
    today = next(file for file in morning(TODAY, "zh") if file.key == "sycm_shop")
    await drops(page, today)
    await expect(page.locator("#hint").get_by_role("listitem")).to_have_count(2)  # it has been tried
    receipt = article(page, "生意参谋 店铺 · 11月24日")
    await expect(receipt).to_contain_text("新增 1 行")
    await expect(receipt.get_by_role("button", name="撤回")).to_be_visible()


async def changes_the_brief_in_place(page: Page) -> None:
    brief = briefs(page).last
    number, picture = await brief.get_attribute("data-message-id"), brief.get_by_role("img")
    before = await picture.get_attribute("src")
    await brief.get_by_role("button", name="推广", exact=True).click()
    same = page.locator(f'[data-message-id="{number}"]').first
    await expect(same.get_by_role("button", name="✓ 推广")).to_be_visible()
    await expect(same.get_by_role("img")).not_to_have_attribute("src", before or "")


async def refuses_the_stranger(page: Page) -> None:
    await page.get_by_role("radio", name="陈先生").check()
    await page.get_by_role("textbox", name="消息").press_sequentially("/ro")
    await expect(page.get_by_role("option").first).to_contain_text("/roi")
    await page.keyboard.press("Enter")
    await expect(article(page, "陈先生 想在这里使用掌柜")).to_contain_text("已请管理者决定")
    await page.get_by_role("radio", name="张掌柜").check()


async def lets_a_night_pass(page: Page) -> None:
    before = await briefs(page).count()
    await briefs(page).first.scroll_into_view_if_needed()
    await page.get_by_role("button", name="下一个早晨").click()
    await expect(briefs(page)).to_have_count(before + 1, timeout=60_000)
    await expect(briefs(page).last).to_contain_text("11月24日")
    await expect(briefs(page).last).to_be_in_viewport()
    await expect(page.locator("#time")).to_contain_text("11月25日")
    await expect(page.locator("#hint")).to_be_hidden()


async def speaks_english_in_the_dark(page: Page) -> None:
    await page.locator("#language").click()
    await expect(page.get_by_role("textbox", name="Message")).to_be_visible()
    await page.emulate_media(color_scheme="dark")
    await shot(page, "demo-desktop-dark.en")
    nameless = await page.evaluate(NAMELESS)
    assert nameless == []
    await page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert await page.evaluate(outline) != "none"


async def fits_a_phone(page: Page) -> None:
    brief = briefs(page).last
    await expect(brief.get_by_role("img")).to_be_in_viewport(ratio=0.9)
    await page.locator("#hint").get_by_role("button").last.click()
    await brief.get_by_role("img").scroll_into_view_if_needed()
    await shot(page, "demo-phone.zh")
    await page.set_viewport_size({"width": 320, "height": 640})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) == 0
    await page.get_by_role("button", name="张掌柜").first.click()
    await expect(page.get_by_role("radio", name="李经理")).to_be_visible()


async def test_the_page_shows_all_a_chat_can_hold(browser: Browser) -> None:
    """Without a demo: topics, albums, edits, quotes, links, what is deleted."""
    async with Playground() as telegram:
        world = telegram.world
        bot = places.bot(world, TOKEN, privacy=False, first_name="Bot")
        places.user(world, ANN, "Ann")
        places.private(world, ANN)
        places.chat(world, FORUM, title="Forum", creator=ANN, forum=True, bot="administrator")
        topic = places.topic(world, FORUM, ANN, "Reports")
        page = await opened(browser, f"{telegram.url}/?lang=en", width=1000, height=700)
        sent = people.send(world, FORUM, ANN, "first <b>words</b> & 😀")
        await expect(article(page, "first <b>words</b> & 😀")).to_be_visible()
        people.edit(world, FORUM, ANN, sent["message_id"], "other words")
        await expect(article(page, "other words")).to_be_visible()
        people.delete(world, FORUM, sent["message_id"])
        await expect(page.get_by_text("other words")).to_have_count(0)
        world.post(world.chat(FORUM), bot, bot=world.bot(), **SAID)
        await expect(article(page, "bold").locator("strong, b")).to_have_text("bold")
        await expect(page.get_by_role("link", name="Open")).to_have_attribute("href", "https://example.com/")
        people.send(world, FORUM, ANN, "in the topic", thread=topic)
        await expect(page.get_by_text("in the topic")).to_have_count(0)
        await page.locator("#topics").get_by_role("button", name="Reports").click()
        await expect(article(page, "in the topic")).to_be_visible()
        people.send(world, FORUM, ANN, "line\n" * 60, thread=topic)
        await acts_on_a_long_message(page)
        assert page.complaints == []  # type: ignore[attr-defined]


async def acts_on_a_long_message(page: Page) -> None:
    """By keys: its beginning, where the menu belongs, is out of sight."""
    long = article(page, "line")
    await expect(long).to_be_visible()
    await page.get_by_role("log").focus()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.locator("dialog.menu")).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Enter")
    await expect(long.get_by_role("button", name="👍 1, from Ann")).to_be_visible()
