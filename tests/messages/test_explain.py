"""Why an alert was sent and why none was, word for word in both languages, within a phone's width."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from messages.explain import HELD_MARKS, why_alert_post, why_nothing_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from messages.watches import FIRES_SENTENCES, OVER_SENTENCES, RULE_NAMES, rule_sentences, watch_name
from metrics.aftermath import Measure, Reading, Trend
from metrics.alerts import Alert, AlertState, Event, Finding, Mute, Reason, Rule, Status
from metrics.explain import AlertWhy, Held, Look, Seen, Silence, Why
from metrics.rules import Rules

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
ROI = Finding(
    Rule.ROI_LOW,
    "",
    {"roi": "2.10", "day": "2026-11-22", "level": "3", "spend": "1200.00", "revenue": "2520.00"},
    of=date(2026, 11, 22),
)
SHARE = Finding(
    Rule.SPEND_SHARE,
    "",
    {
        "share": "0.143",
        "limit": "0.10",
        "day": "2026-11-22",
        "spend": "1200.00",
        "revenue": "8000.00",
        "lower": "400.00",
    },
)
STORY = (Event(NOW - timedelta(hours=3), "new", None, ""), Event(NOW, "solved", "李雷", ""))
ALERT = Alert(
    12,
    ROI,
    NOW - timedelta(hours=3),
    AlertState(Status.SOLVED, NOW, closed_on=date(2026, 11, 22)),
    person="李雷",
    card_id=4,
    reason=Reason.SOLVED,
)
READING = Reading(3, Measure.ROI, Decimal("2.85"), Decimal("3.60"), 2, Trend.BETTER)
SOLVED = AlertWhy(ALERT, STORY, (READING,), Rules(roi_pass=Decimal("2.5")))
EN = """Why alert #12
ROI 2.10 on 22 Nov: under 3
Spend ¥1,200.00
Ad revenue ¥2,520.00
Stop what sells nothing:
/roi 2026-11-22

Fires when a day's ROI is under 2.5.
Over with a day whose ROI is 5% better than 2.5.

✅ Solved by 李雷
Somebody solved it: quiet until figures of a later day.
Then and now: ROI
Day 3: 2.85 → 3.60, better
07:00 found
10:00 solved by 李雷"""
ZH = """为什么有提醒 #12
11月22日 ROI 2.10：低于 3
花费 ¥1,200.00
推广成交 ¥2,520.00
先停掉不成交的：
/roi 2026-11-22

规则：某天 ROI 低于 2.5 就提醒。
结束：有一天 ROI 比 2.5 好 5%。

✅ 李雷 已解决
有人已解决：等以后日子的数据再看。
处理前后：ROI
第3天 2.85 → 3.60 好转
07:00 发现
10:00 李雷 解决"""


@pytest.mark.parametrize(("language", "words"), [("en", EN), ("zh", ZH)])
def test_an_alert_is_explained_with_this_shops_own_thresholds(language: str, words: str) -> None:
    post = why_alert_post(SOLVED, 3, Texts(language))
    assert plain(post.text) == words
    assert [button.data for row in post.buttons for button in row] == [
        "history:3:1:0:roi_low",
        "alert:show:12",
    ]


def test_back_leads_to_where_it_was_opened() -> None:
    post = why_alert_post(SOLVED, 3, Texts("en"), "history:3:2:0:roi")
    assert post.buttons[0][1].data == "history:3:2:0:roi"
    untold = replace(SOLVED, alert=replace(ALERT, card_id=None))
    assert [button.label for button in why_alert_post(untold, 3, Texts("en")).buttons[0]] == ["Earlier ones"]


def test_who_muted_it_and_what_explains_it() -> None:
    muted = replace(ALERT, state=AlertState(Status.MUTED, NOW), muted_until=LATER, reason=Reason.MUTED)
    said = plain(
        why_alert_post(
            replace(SOLVED, alert=muted, mute=Mute(None, None, LATER, "韩梅梅")), 3, Texts("en")
        ).text
    )
    assert "🔕 Muted until 24 Nov 10:00\nMuted by 韩梅梅\n(with everything else)\n" in said
    assert "Somebody muted it." not in said
    kind = plain(
        why_alert_post(
            replace(SOLVED, alert=muted, mute=Mute(Rule.ROI_LOW, None, LATER, "韩梅梅")), 3, Texts("en")
        ).text
    )
    assert "(with all of its kind)" in kind
    hidden = replace(ALERT, state=AlertState(Status.SUPPRESSED), reason=Reason.SUPPRESSED)
    said = plain(why_alert_post(replace(SOLVED, alert=hidden, cause=SHARE), 3, Texts("en")).text)
    assert "Explained by:\nAds 14.3% of sales, 22 Nov\nSomething larger explains it." in said


LOOKS = (
    Look(Rule.BUDGET_OVER, "关键词推广", Seen.NOT_TOLD),
    Look(Rule.BUDGET_UNDER, "关键词推广", Seen.NOT_TOLD),
    Look(Rule.BALANCE_EMPTY, "", Seen.NOT_TOLD),
    Look(Rule.ROI_LOW, "", Seen.FOUND, ROI),
    Look(Rule.SPEND_SHARE, "", Seen.FINE),
    Look(Rule.UNUSUAL_LOW, "revenue", Seen.FINE),
    Look(Rule.UNUSUAL_LOW, "conversion", Seen.FEW_DAYS),
    Look(Rule.UNUSUAL_LOW, "visitors", Seen.SMALL),
    Look(Rule.SCORE_LOW, "logistics", Seen.BETWEEN),
)
HELD = (
    Held(SHARE, Why.SENT),
    Held(ROI, Why.MUTED, "李雷", LATER),
    Held(ROI, Why.QUIET),
    Held(ROI, Why.SUPPRESSED, cause=SHARE),
    Held(ROI, Why.DISMISSED, "韩梅梅"),
)
WIDE = (Mute(None, None, LATER, "李雷"), Mute(Rule.ROI_LOW, None, LATER, "韩梅梅"))
QUIET_EN = """1 alert was sent today
🌙 Quiet until 24 Nov 10:00
🔕 All until 24 Nov 10:00
by 李雷
🔕 ROI
until 24 Nov 10:00 by 韩梅梅

📤 Ads 14.3% of sales, 22 Nov

There, but not sent
🔕 ROI 2.10 on 22 Nov: under…
until 24 Nov 10:00 by 李雷
🌙 ROI 2.10 on 22 Nov: under…
held in quiet hours
▫️ ROI 2.10 on 22 Nov: under…
by: Ads 14.3% of sales, 22 Nov
☑️ ROI 2.10 on 22 Nov: under…
no problem, says 韩梅梅

Not judged
Day's budget 关键词…: not told
Ad balance: not told
Conversion: too few days

Judged, and fine
Visitors: too small
DSR Logistics: near its limit
Ad share · Revenue"""
QUIET_ZH = """今天发了 1 条提醒
🌙 免打扰到 11月24日 10:00
🔕 全部静音到 11月24日 10:00
李雷 设的
🔕 ROI
韩梅梅 静音到 11月24日 10:00

📤 11月22日 推广费占比 14.3%

有情况，但没有发
🔕 11月22日 ROI 2.10：低于 3
李雷 静音到 11月24日 10:00
🌙 11月22日 ROI 2.10：低于 3
免打扰时间，先不发
▫️ 11月22日 ROI 2.10：低于 3
因：11月22日 推广费占比 14.3%
☑️ 11月22日 ROI 2.10：低于 3
韩梅梅 说不是问题

没法判断
日预算 关键词推广：没人报数
推广余额：没人报数
转化率：天数不够

看过，都正常
访客数：影响太小
DSR 物流服务：接近界限
推广费占比 · 销售额"""


@pytest.mark.parametrize(("language", "words"), [("en", QUIET_EN), ("zh", QUIET_ZH)])
def test_a_days_silence_is_explained(language: str, words: str) -> None:
    post = why_nothing_post(Silence(HELD, LOOKS, LATER, WIDE), Texts(language))
    assert plain(post.text) == words
    assert [line for line in plain(post.text).splitlines() if cells(line) > NARROW] == []


def test_the_first_line_tells_the_whole() -> None:
    def first(*said: Held) -> str:
        return plain(why_nothing_post(Silence(said, ()), Texts("en")).text).splitlines()[0]

    assert first() == "No alert: nothing is wrong"
    assert first(Held(ROI, Why.WENT)) == "No alert: nothing is wrong"
    assert first(Held(ROI, Why.MUTED)) == "No alert was sent today"
    assert first(Held(ROI, Why.SENT), Held(SHARE, Why.SENT)) == "2 alerts were sent today"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("why", Why)
def test_every_reason_fits_a_phone(why: Why, language: str) -> None:
    long = "一个非常非常长的名字在这里"
    assert why in HELD_MARKS
    for until in (None, LATER):
        post = why_nothing_post(Silence((Held(ROI, why, long, until, SHARE),), ()), Texts(language))
        assert [line for line in plain(post.text).splitlines() if cells(line) > NARROW] == []


def test_many_are_cut_and_counted() -> None:
    looks = [Look(Rule.BUDGET_OVER, f"渠道{number}", Seen.NOT_TOLD) for number in range(15)]
    said = plain(why_nothing_post(Silence((Held(ROI, Why.QUIET),) * 10, tuple(looks)), Texts("en")).text)
    assert "… and 2 more\n\nNot judged" in said
    assert said.endswith("… and 3 more")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_name_and_its_sentences(rule: Rule, language: str) -> None:
    fires, over = rule_sentences(rule, Rules(), Texts(language))
    assert rule in RULE_NAMES
    assert rule in FIRES_SENTENCES
    assert rule in OVER_SENTENCES
    assert "{" not in fires + over
    assert cells(watch_name(rule, "", Texts(language))) <= NARROW - 8
