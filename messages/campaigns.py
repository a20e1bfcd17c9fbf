"""Campaigns in words: those that run or come, one by itself, and what was planned by hand."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.calendar import back_button
from messages.post import Button, Post
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.campaigns import Campaign, CampaignKind
from metrics.periods import Period

MISTAKES = {
    "unknown_campaign_words": "I cannot read the campaign “{given}”. Write for example: "
    "/campaign Anniversary 12-01..12-05 +40% enrol 11-20",
    "campaign_name_too_long": "A campaign's name has at most {longest} characters.",
    "unknown_campaign": "This campaign is not planned any more. /campaign shows those that are.",
    "campaign_needs_manager": "Only a manager can plan campaigns. /campaign without more shows them.",
}
LISTED = 8
KIND_NAMES = {
    CampaignKind.GROUP_BUY: "group buy",
    CampaignKind.SPECIAL_PRICE: "special price",
    CampaignKind.NEW_ITEMS: "new items",
    CampaignKind.FREE_SHIPPING: "free shipping",
    CampaignKind.MEMBERS: "members",
    CampaignKind.PLATFORM: "the platform's",
    CampaignKind.OTHER: "own",
}


def campaigns_post(campaigns: Sequence[Campaign], month: Period, store_id: int, texts: Texts) -> Post:
    """Those that run or come, each with the number of its button, and how to plan one."""
    shown, left = campaigns[:LISTED], len(campaigns) - LISTED
    one, many = "<b>{count} campaign planned</b>", "<b>{count} campaigns planned</b>"
    head = texts.n(one, many, len(campaigns)) if campaigns else texts.t("<b>No campaign is planned</b>")
    parts: list[Markup | str] = [head]
    for number, campaign in enumerate(shown, 1):
        parts += ["", *listed_lines(number, campaign, texts)]
    if left > 0:
        parts += ["", texts.n("… and {count} more", "… and {count} more", left)]
    text = lines(
        *parts,
        "",
        texts.t("Plan one by hand:"),
        texts.t("/campaign Sale 12-1..12-5 +40%"),
        texts.t("or many at once by the sheet."),
    )
    place = f"{store_id}:{month.start:%Y%m}"
    numbers = [Button(str(i), f"campaign:{place}:show:{one.mark}") for i, one in enumerate(shown, 1)]
    rows = [tuple(numbers[i : i + 4]) for i in range(0, len(numbers), 4)]
    last = (Button(str(texts.t("As a sheet")), "template:campaigns"), back_button(month, store_id, texts))
    return Post(text, (*rows, last))


def listed_lines(number: int, campaign: Campaign, texts: Texts) -> tuple[Markup, Markup]:
    room = NARROW - cells(f"{number}. ")
    name = texts.t("{number}. {name}", number=number, name=shorten(campaign.name, room))
    return name, days_line(campaign, texts)


def days_line(campaign: Campaign, texts: Texts) -> Markup:
    first, last = texts.day(campaign.first_day), texts.day(campaign.last_day)
    uplift = "" if campaign.planned_uplift is None else f" {campaign.planned_uplift:+.0%}"
    if campaign.first_day == campaign.last_day:
        return texts.t("{day}{uplift}", day=texts.day(campaign.first_day, weekday=True), uplift=uplift)
    return texts.t("{first} to {last}{uplift}", first=first, last=last, uplift=uplift)


def campaign_post(campaign: Campaign, month: Period, store_id: int, texts: Texts) -> Post:
    """One campaign, all that is planned of it."""
    place = f"{store_id}:{month.start:%Y%m}"
    buttons = (
        (Button(str(texts.t("Remove")), f"campaign_off:{place}:{campaign.mark}"),),
        (Button(str(texts.t("‹ Campaigns")), f"campaign:{place}:list"),),
    )
    return Post(lines(*campaign_lines(campaign, texts)), buttons)


def campaign_lines(campaign: Campaign, texts: Texts) -> tuple[Markup | None, ...]:
    enrol = campaign.enrol_by
    revenue, budget = campaign.planned_revenue, campaign.budget
    return (
        Markup("<b>{}</b>").format(shorten(campaign.name, NARROW)),
        days_line(campaign, texts),
        texts.t("Enrol by {day}", day=texts.day(enrol, weekday=True)) if enrol else None,
        texts.figures("Planned {amount}", amount=revenue) if revenue is not None else None,
        texts.figures("Budget {amount}", amount=budget) if budget is not None else None,
        texts.t("Kind: {kind}", kind=texts.t(KIND_NAMES[campaign.kind])),
    )


def planned_post(campaign: Campaign, texts: Texts) -> Post:
    """Confirms what is planned now."""
    return Post(lines(texts.t("✅ Planned"), *campaign_lines(campaign, texts)))


def removed_post(campaign: Campaign, texts: Texts) -> Post:
    name = shorten(campaign.name, NARROW)
    return Post(lines(texts.t("Campaign removed:"), Markup("<b>{}</b>").format(name)))
