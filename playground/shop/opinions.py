"""What buyers of the demo's shop write, about its goods in general and about single ones."""

from playground.shop.facts import Item, Opinions

GOOD = {
    "zh": (
        *(
            "收到就用上了，很结实，推荐。",
            "质量比想象的好，颜色也正。",
            "物流很快，客服耐心。",
            "第二次买了，一如既往地好。",
        ),
        *(
            "此用户没有填写评价。",
            "包装严实，一点没磕碰。",
            "没有异味，放心用。",
        ),
        *(
            "妈妈说好用，又让我下单一套。",
            "做工细，边角不割手。",
            "价格实在，活动时买更划算。",
        ),
        *(
            "跟图片一样，没有色差。",
            "隔天就到了，快递小哥送上楼。",
            "收纳控表示满意。",
            "朋友推荐来的，没失望。",
        ),
        *(
            "用了一个月来评价，还像新的。",
            "客服教我怎么量尺寸，买得很准。",
        ),
        *("租房党必备，搬家直接端走。",),
        "颜值高，放客厅也不丑。",
        "尺寸标得准。",
        "比超市便宜，质量还好。",
        "好评，会回购。",
        "卖家发货快，当天就出库。",
        "办公室同事都来要链接。",
        "性价比高。",
        "材料摸着舒服。",
        "空间利用得很好。",
        "买了三套，统一好看。",
        "有点小贵但值。",
        "家里清爽多了。",
        "比上一家买的好太多。",
        "活动价入手，很值。",
        "发票也一起到了，省心。",
        "用着顺手。",
        "老客户了，一直放心。",
        "颜色百搭，怎么放都好看。",
        "客服回得快，态度好。",
        "没有多余的塑料味。",
        "收到完好无损。",
        "尺寸跟详情页一样。",
        "全家都说好。",
        "下次还来这家。",
    ),
    "en": (
        "In use since the day it came. Sturdy, recommended.",
        "Better than I expected, true colour.",
        *(
            "Fast delivery, patient service.",
            "Second order, as good as the first.",
            "No comment was written.",
        ),
        *(
            "Well packed, not a scratch.",
            "No smell at all.",
            "My mother wants one too.",
        ),
        "Neat edges, nothing sharp.",
        "Fair price, even better on sale.",
        *(
            "Just like the pictures.",
            "Came the next day.",
            "A tidy home at last.",
            "A friend told me; she was right.",
        ),
        "After a month still like new.",
        "Service helped me measure.",
        "Perfect for rented flats.",
        *(
            "Good enough for the living room.",
            "Sizes are exact.",
            "Cheaper than the supermarket, and better.",
        ),
        "Will buy again.",
        "Shipped the same day.",
        "Colleagues asked for the link.",
        "Good value.",
        "Pleasant to touch.",
        "Uses the space well.",
        "Bought three sets, looks great.",
        "A little dear, but worth it.",
        "Does what it says.",
        "Very happy with it.",
        "The flat looks tidier.",
        "Much better than my last one.",
        "Bought on sale, worth it.",
        "The invoice came along.",
        "Handy every day.",
        "An old customer, never let down.",
        "The colour goes with everything.",
        "Quick and kind service.",
        "No plastic smell.",
        "Arrived whole.",
        "Exactly the stated size.",
        "The family likes it.",
        "Will come back to this shop.",
    ),
}
NEUTRAL = {
    "zh": (
        *(
            "东西还行，就是有点味道，散两天再看。",
            "比图片小一些，凑合用。",
            "颜色比图片浅。",
            "物流慢了两天，东西还可以。",
        ),
        *(
            "做工一般，对得起价格。",
            "客服回复慢，货没问题。",
            "少了说明书，自己琢磨着装的。",
            "有一道划痕，不影响用。",
        ),
        "厚度一般。",
        "尺寸没量好，自己的问题。",
        "包装有点瘪。",
        "用着还行，没有惊喜。",
    ),
    "en": (
        "Fine, but it smells a little; waiting.",
        "Smaller than in the picture, will do.",
        "Paler than shown.",
        "Two days late, goods are all right.",
        "Average work for the price.",
        "Service is slow, goods are fine.",
        "No instructions in the box.",
        "One scratch, still usable.",
        *(
            "Not very thick.",
            "I measured wrongly myself.",
            "The box was dented.",
            "All right, nothing special.",
        ),
    ),
}
BAD = {
    "zh": (
        *(
            "塑料很薄，边上还裂了，要求退货。",
            "收到是脏的，像别人退回来的。",
            "少发了一个配件，问客服半天没人理。",
        ),
        *(
            "味道太大，开窗三天还有。",
            "颜色发错了，换货要我出运费。",
            "用了一周就变形了。",
        ),
        *(
            "说是加厚，一按就瘪。",
            "催了五天才发货。",
            "客服态度差，问什么都是亲稍等。",
            "尺寸跟详情页差三厘米。",
        ),
        *(
            "破了一角，包装就一个塑料袋。",
            "毛刺扎手，给孩子用不放心。",
            "降价第二天，不给补差。",
            "发来的是旧款。",
        ),
    ),
    "en": (
        "Thin plastic, cracked at the edge. I want to return it.",
        "Came dirty, like a returned one.",
        "A part is missing and nobody answers.",
        "Smells strongly even after three days.",
        "Wrong colour, and I am to pay for the exchange.",
        "Bent after a week.",
        "Sold as thick, gives way at a touch.",
        "Shipped after five days of asking.",
        *(
            "Rude service.",
            "Three centimetres off the stated size.",
            "A corner is broken; packed in one bag.",
        ),
        *(
            "Sharp burrs, not safe for children.",
            "Price fell the day after, no refund.",
            "An old model was sent.",
        ),
    ),
}
FALLS_OFF = {
    "zh": (
        *(
            "架子装上第二天就掉下来了，东西摔了一地！",
            "胶粘不住，半夜哗啦一声全掉了。",
            "承重就是骗人的，放两瓶沐浴露就歪。",
        ),
        *(
            "免打孔？墙皮都给我撕下来了。",
            "新换的胶也不行，三天又掉。",
            "螺丝孔对不上，装不起来。",
            "生锈了，用了不到半个月。",
        ),
        "说能承重十斤，五斤就塌了。",
        "掉下来砸坏了我的花洒。",
        "和以前买的不是一个质量，明显偷工减料。",
    ),
    "en": (
        "Fell off the wall the next day, everything broke!",
        "The glue does not hold; crash at midnight.",
        *(
            "Two bottles of shampoo and it tilts.",
            "It tore the paint off my wall.",
            "New glue, down again in three days.",
        ),
        "Holes do not match, cannot be put up.",
        "Rusty in less than two weeks.",
        "Said to hold five kilos, gave way at two.",
        "Fell and broke my shower head.",
        "Not what I bought last year: clearly cheaper made.",
    ),
}


def opinions(item: Item, language: str, declining: str) -> Opinions:
    """`declining` is the item that falls off the wall, and what is wrong with it is always that."""
    bad = FALLS_OFF if item.id == declining else BAD
    return Opinions(GOOD[language], NEUTRAL[language], bad[language])
