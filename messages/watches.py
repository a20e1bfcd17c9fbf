"""What is watched, in words: each rule's name, when it fires, and when it is over."""

from messages.budgets import channel_name
from messages.sales_alerts import FIGURE_NAMES, SCORE_NAMES
from messages.texts import Texts
from metrics.alerts import Rule
from metrics.rules import THRESHOLDS, Rules, told
from metrics.unusual import Figure

RULE_NAMES = {
    Rule.BUDGET_OVER: "Day's budget",
    Rule.BUDGET_UNDER: "Day's budget",
    Rule.MONTH_OVER: "Month's budget",
    Rule.MONTH_UNDER: "Month's budget",
    Rule.BALANCE_SHORT: "Ad balance",
    Rule.BALANCE_LOW: "Ad balance",
    Rule.BALANCE_EMPTY: "Ad balance",
    Rule.ROI_LOW: "ROI",
    Rule.SPEND_SHARE: "Ad share",
    Rule.PLAN_WASTE: "Plans without sales",
    Rule.WORD_WASTE: "Words without sales",
    Rule.UNUSUAL_LOW: "Unusual day",
    Rule.UNUSUAL_HIGH: "Unusual day",
    Rule.PRODUCT_FELL: "Main products",
    Rule.SOLD_OUT: "Their stock",
    Rule.SCORE_LOW: "DSR",
    Rule.REVIEW_TOPIC: "Complaints of one kind",
    Rule.SAME_ITEM_CHEAPER: "Same item",
    Rule.RIVAL_PRICE: "Rivals' prices",
    Rule.RIVAL_SALES: "Rivals' sales",
    Rule.RIVAL_NEW_ITEM: "Rivals' new items",
    Rule.RIVAL_LOOK: "Rivals' pages",
    Rule.RIVAL_RATING: "Rivals' ratings",
}
FIRES_SENTENCES = {
    Rule.BUDGET_OVER: "Fires when the day heads for more than {pace_high} of its budget; the later the hour, "
    "the nearer to 100%.",
    Rule.BUDGET_UNDER: "Fires when the day heads for less than {pace_low} of its budget; the later the hour, "
    "the nearer to 100%.",
    Rule.MONTH_OVER: "Fires when the month heads for more than {pace_high} of its budget; the later, the "
    "nearer to 100%.",
    Rule.MONTH_UNDER: "Fires when the month heads for less than {pace_low} of its budget; the later, the "
    "nearer to 100%.",
    Rule.BALANCE_SHORT: "Fires when today's pace uses the balance up before midnight.",
    Rule.BALANCE_LOW: "Fires when the balance will not last {balance_days} days beyond today.",
    Rule.BALANCE_EMPTY: "Fires when the balance is used up, at any hour.",
    Rule.ROI_LOW: "Fires when a day's ROI is under {roi_pass}.",
    Rule.SPEND_SHARE: "Fires when ads take more than {spend_share_limit} of a day's sales.",
    Rule.PLAN_WASTE: "Fires when a plan cost {waste_spend} in {waste_days} days, with {waste_clicks} clicks, "
    "and its ROI is under {waste_roi} of {roi_pass}.",
    Rule.WORD_WASTE: "Fires when a word cost {waste_spend} in {waste_days} days, with {waste_clicks} clicks, "
    "and its ROI is under {waste_roi} of {roi_pass}.",
    Rule.UNUSUAL_LOW: "Fires when a figure is {unusual_score} times its usual scatter and {unusual_change} "
    "under what is usual on such a day, and that is worth {unusual_orders} orders.",
    Rule.UNUSUAL_HIGH: "Fires when a figure is {unusual_score} times its usual scatter and {unusual_change} "
    "over what is usual on such a day, and that is worth {unusual_orders} orders.",
    Rule.PRODUCT_FELL: "Fires when a main product is {unusual_score} times its usual scatter and "
    "{unusual_change} under what is usual, and that is worth {product_orders} orders.",
    Rule.SOLD_OUT: "Fires when the newest stock list has none of a main product.",
    Rule.SCORE_LOW: "Fires when one of the three scores is under {score_low}.",
    Rule.REVIEW_TOPIC: "Fires when {review_topic_count} bad reviews of one product within 7 days complain "
    "of the same.",
    Rule.SAME_ITEM_CHEAPER: "Fires when another shop sells our item {same_item_cheaper} below our price.",
    Rule.RIVAL_PRICE: "Fires when a price is {rival_price_change} off the one announced last; beyond "
    "{rival_second_look} when it is seen twice.",
    Rule.RIVAL_SALES: "Fires when a rival's sales are {rival_sales_score} times their usual scatter and "
    "{rival_sales_change} off what is usual.",
    Rule.RIVAL_NEW_ITEM: "Fires when a followed shop has an item it did not have.",
    Rule.RIVAL_LOOK: "Fires when a followed shop changes picture, video or discount.",
    Rule.RIVAL_RATING: "Fires when a followed shop's rating falls by {rival_rating_drop}.",
}
OVER_SENTENCES = {
    Rule.BUDGET_OVER: "Over when it is back within {pace_recover} of the way to the limit, for an hour.",
    Rule.BUDGET_UNDER: "Over when it is back within {pace_recover} of the way to the limit, for an hour.",
    Rule.MONTH_OVER: "Over when it is back within {pace_recover} of the way to the limit, for an hour.",
    Rule.MONTH_UNDER: "Over when it is back within {pace_recover} of the way to the limit, for an hour.",
    Rule.BALANCE_SHORT: "Over when the balance lasts the day, topped up or spent more slowly.",
    Rule.BALANCE_LOW: "Over when the balance lasts so long again.",
    Rule.BALANCE_EMPTY: "Over when somebody tells a balance again.",
    Rule.ROI_LOW: "Over with a day whose ROI is {recover_margin} better than {roi_pass}.",
    Rule.SPEND_SHARE: "Over with a day that is {recover_margin} better than {spend_share_limit}.",
    Rule.PLAN_WASTE: "Over when it sells, or costs nothing any more.",
    Rule.WORD_WASTE: "Over when it sells, or costs nothing any more.",
    Rule.UNUSUAL_LOW: "Over with a day that is less than 60% as far off.",
    Rule.UNUSUAL_HIGH: "Over with a day that is less than 60% as far off.",
    Rule.PRODUCT_FELL: "Over with a day that is less than 60% as far off.",
    Rule.SOLD_OUT: "Over with a stock list that has some.",
    Rule.SCORE_LOW: "Over when it is 0.02 above {score_low}.",
    Rule.REVIEW_TOPIC: "Over when fewer than one less than {review_topic_count} do.",
    Rule.SAME_ITEM_CHEAPER: "Over when it is no longer cheaper there.",
    Rule.RIVAL_PRICE: "Over when it is taken back, somebody answers, or 7 days have passed.",
    Rule.RIVAL_SALES: "Over when their sales are usual again.",
    Rule.RIVAL_NEW_ITEM: "Over when somebody answers, or 7 days have passed.",
    Rule.RIVAL_LOOK: "Over when it is taken back, somebody answers, or 7 days have passed.",
    Rule.RIVAL_RATING: "Over when it is better again, somebody answers, or 7 days have passed.",
}
OF_ADS = frozenset(rule for rule in Rule if rule.value.startswith(("budget_", "month_", "balance_")))
SUBJECT = 10  # cells


def rule_sentences(rule: Rule, rules: Rules, texts: Texts) -> tuple[str, str]:
    """When it fires and when it is over, with the shop's own thresholds."""
    values = {one.name: told(one.unit, one.value(rules)) for one in THRESHOLDS}
    return texts.t(FIRES_SENTENCES[rule], **values), texts.t(OVER_SENTENCES[rule], **values)


def watch_name(rule: Rule, subject: str, texts: Texts) -> str:
    """What is watched, in a few words; not escaped."""
    if rule in (Rule.UNUSUAL_LOW, Rule.UNUSUAL_HIGH) and subject in set(Figure):
        return str(texts.t(FIGURE_NAMES[Figure(subject)]))
    name = str(texts.t(RULE_NAMES[rule]))
    if rule is Rule.SCORE_LOW and subject in SCORE_NAMES:
        return f"{name} {texts.t(SCORE_NAMES[subject])}"
    if rule in OF_ADS and subject:
        return f"{name} {channel_name(subject, texts, SUBJECT)}"
    return name
