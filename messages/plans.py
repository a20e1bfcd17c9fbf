"""The sheets to fill in: which there are, what goes with each, and receipts of what came back."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from messages.post import Attachment, Button, Post
from messages.texts import Texts, beside, lines, shorten
from metrics.campaigns import CampaignsHeadline, PricesHeadline, TargetsHeadline

SHOWN = 3  # rivals that are cheaper
NAME = 16  # cells of a name
SHEET_NAMES: Mapping[str, str] = {
    "competitors": "Competitors",
    "costs": "Costs",
    "targets": "Targets",
    "campaigns": "Campaigns",
    "prices": "Same-item prices",
}
WORDS_SENTENCES: Mapping[str, str] = {
    "costs": "Fill in what each item costs, and send the sheet back as a file.",
    "targets": "Fill in targets by day or by month, and send the sheet back as a file.",
    "campaigns": "Fill in one line per campaign, and send the sheet back as a file.",
    "prices": "Fill in what rivals ask for the same items, and send the sheet back as a file.",
}
MISTAKES: Mapping[str, str] = {
    "unknown_template": "I have no sheet “{given}”. Send /template to see which there are.",
}

PlanHeadline = TargetsHeadline | CampaignsHeadline | PricesHeadline


def templates_post(texts: Texts) -> Post:
    """Which sheets there are, each with its button."""
    listed = (
        texts.t("• /template {name} · {title}", name=name, title=texts.t(title))
        for name, title in SHEET_NAMES.items()
    )
    buttons = tuple((Button(str(texts.t(title)), f"template:{name}"),) for name, title in SHEET_NAMES.items())
    return Post(lines(texts.t("<b>Sheets to fill in</b>"), *listed), buttons)


def form_post(name: str, file_name: str, data: bytes, known: int, texts: Texts) -> Post:
    """A sheet, and what to do with it; `known` items stand in it already."""
    text = lines(
        texts.t(WORDS_SENTENCES[name]),
        texts.n(
            "{count} item of yours stands in it already.",
            "{count} items of yours stand in it already.",
            known,
        )
        if known
        else None,
    )
    return Post(text, attachment=Attachment(file_name, data))


def plan_lines(headline: PlanHeadline, texts: Texts) -> Iterable[Markup | None]:
    match headline:
        case TargetsHeadline():
            return targets_lines(headline, texts)
        case CampaignsHeadline():
            return campaigns_lines(headline, texts)
        case PricesHeadline():
            return prices_lines(headline, texts)


def targets_lines(headline: TargetsHeadline, texts: Texts) -> Iterable[Markup]:
    yield texts.n("The target of {count} day", "Targets of {count} days", headline.days)
    yield texts.t("Together: <b>{amount}</b>", amount=texts.money(headline.amount))


def campaigns_lines(headline: CampaignsHeadline, texts: Texts) -> Iterable[Markup]:
    yield texts.n("{count} campaign", "{count} campaigns", headline.campaigns)
    if headline.next_name is not None and headline.next_day is not None:
        name = shorten(headline.next_name, NAME)
        yield texts.t("Next: <b>{name}</b>, {day}", name=name, day=texts.day(headline.next_day))


def prices_lines(headline: PricesHeadline, texts: Texts) -> Iterable[Markup]:
    cheaper = texts.count(len(headline.cheaper))
    yield texts.t(
        "{prices} prices, <b>{cheaper} below ours</b>", prices=texts.count(headline.prices), cheaper=cheaper
    )
    for one in headline.cheaper[:SHOWN]:
        theirs, ours = texts.money(one.price), texts.money(one.own_price)
        shop = shorten(one.shop, NAME)
        yield beside(
            texts.t("• {shop}: {theirs} (ours {ours})", shop=shop, theirs=theirs, ours=ours),
            texts.t("• {shop}: {theirs}", shop=shop, theirs=theirs),
            texts.t("ours {ours}", ours=ours),
        )
    if len(headline.cheaper) > SHOWN:
        yield texts.n("… and {count} more", "… and {count} more", len(headline.cheaper) - SHOWN)
