"""The words by which reviews are told apart: what people write when they complain of something, or praise it.

Each entry is a pattern of a regular expression. `sure` says it alone, `likely` needs no more than a
second hint, `things` are what a review may speak about: with a word of `BAD` (or the topic's own `bad`)
beside it in the same clause that is a complaint, with one of `GOOD` praise.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.reviews import ReviewTopic as T

Words = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """What tells one topic in one language."""

    sure: Words = ()
    likely: Words = ()
    things: Words = ()
    bad: Words = ()
    good: Words = ()
    praise: Words = ()


ZH_COUNT = "[一二两俩三四五六七八九十几半百\\d]+"
ZH: Mapping[T, Vocabulary] = {
    T.QUALITY: Vocabulary(
        sure=(
            "开胶|脱胶|脱线|开线|线头|起球|毛球|掉毛|掉漆|掉皮|缩水|生锈|全锈|锈了|锈迹|发霉|霉[味斑点]",
            "异味|刺鼻|难闻|[胶臭怪霉馊腥]味|塑料味|甲醛|油漆味|哈喇味|熏人|很臭",
            "冒烟|异响|噪音|没反应|没有?(任何|一点|半点)反应|罢工|死机|闪屏|失灵|次品|残次|劣质|粗制滥造|沙眼|毛刺",
            "不(亮|转|通电|制热|制冷|工作|好用|耐用|耐穿|结实|牢固|牢靠|保暖|灵敏|新鲜|好吃|好喝)|[转推按拉拧]不动",
            "(夹|粘|吸|挂|撑|站|固定)不[住稳牢]",
            "难[吃喝]|变质|过期|拉肚子|过敏|没效果|没有效果|不新鲜|漏[水电油气]|渗水",
            "[断裂崩]了|裂开|断[掉裂]|一掰就|松动|脱落|变形|瑕疵|做工(粗糙|差)|亮线|声音(很|太|特别|好|贼)?大|声音(跟|像)",
            "一(掰|碰|拉|洗|拽)就|(掰|碰|拉|洗|拽)[一两]下就|(撑|用|坚持)不[到了].{0,4}(小时|天|分钟)",
            "[天夜晚半周又老全]就?(自己|全|都)?掉(了|下来)|掉下来(了|砸)|砸[坏烂]了|粘不[牢住]|撕下来",
            "一[擦摸洗拍碰]一?[手脸身地盆]|[用穿]了?(没)?几?[天次个](就|便)",
            "偷工减料|就[歪瘪塌]了?|一[按坐压]就|[天次]又掉|味道?(太|很|特别)[大重冲]|破了[个一]?[角洞口]",
        ),
        likely=(
            "坏了|坏的|坏掉|裂[纹缝痕]|裂|划痕|豁口|卡(死|住|顿)|起皮|静电|太?吵|脆|烂了|发热|发烫|烫手",
            "掉下来|掉(了|一地)|(太|好|很|真)薄|薄得|没(啥|什么)?味(道|儿)?|没用|不行了|塌",
        ),
        things=(
            "质量|做工|品质|材质|用料|面料|布料|料子|材料|工艺|品控|质感|手感|东西|产品|商品|效果|口感|味道",
        ),
        bad=("薄|糙|脆|硬|劣|廉价|堪忧|将就|问题",),
        good=("扎实|结实|舒服|柔软|厚实|过硬|细[致腻]?|足",),
        praise=(
            "没毛病|扎实|结实|耐用|做工(很)?(好|细|精)|质量(很|真|超|挺|非常)?(好|棒|不错|过硬)|好用|好[吃喝]|舒服|暖和",
        ),
    ),
    T.SIZE: Vocabulary(
        sure=(
            "偏[大小长短肥瘦宽窄紧松]|穿不[上进下了]|塞不[进下]|套不[上进]|拉不上|扣不上|放不[进下]|不合身|不合脚|紧绷|勒得|箍得",
            f"[大小长短](了|出)?{ZH_COUNT}(个)?[号码圈寸]|(大|小)一圈|孔位|对不上孔|孔对不上|尺[码寸](不|差|有)",
            "(?<!味)(?<!味道)(?<!声音)太[大小长短肥瘦宽窄紧松](?!意|心|声|气)|[大小长短肥紧松]得(离谱|很|要|能|像)|买[大小]了|标(的|着)?[\\d.]+",
        ),
        likely=(
            "(只有|才|就|实际|量)[^，。]{0,4}[\\d.]+ ?(米|厘米|公分|cm|m|mm)|穿[xXsSmMlL]+",
            "[xXsSmMlL]+码|平时穿",
            "拖地|露脚踝|勒",
        ),
        things=(
            "尺码|尺寸|大小|码数|号码|鞋码|尺码表|腰围|胸围|肩宽|袖长|裤长|裤腿|裙长|长度|宽度|高度|圈口|腰|帽围|码",
        ),
        bad=("不准|不对|不符|不标准|不合适|差|乱|[偏太][大小]|(有点|稍微?)[大小长短紧松]",),
        good=("合适|刚好|标准|准|正好",),
        praise=("合身|合脚|刚刚好|大小(正好|合适|刚好)|不大不小|不松不紧|不紧不松|版型(好|正)",),
    ),
    T.COLOUR: Vocabulary(
        sure=(
            "色差|掉色|褪色|染色|串色|偏色|偏[黄红蓝绿粉灰深浅暗]|发[黄灰绿暗](?!货)|(不是|不)一个(颜?色|色号)|色[号调]不",
            "颜色.{0,6}(差|不[对一符同]|怪|丑|暗|深|浅|艳|土|老|难看|像)|颜色[发寄给拿]错",
            "[买拍订]的?.{1,4}色?[，,]?(发|来|到|成|变)了?.{0,3}(色|[红黄蓝绿黑白灰紫粉])",
        ),
        likely=("太艳|偏暗|老气|[红黄蓝绿黑白灰紫粉]得|色",),
        things=("颜色|色泽|色彩|色号",),
        bad=("深|浅|暗|艳|土|丑|怪|不一样|不符|不对|差",),
        good=("正|好看|漂亮|一样|一致|美",),
        praise=("颜色(很|真|超|挺|比.{2,4}还)?(正|好看|漂亮|美)",),
    ),
    T.LOGISTICS: Vocabulary(
        sure=(
            "丢件|[我的]件.{0,3}丢|路上(耽误|走了)|(一直|就是|始终|迟迟)不(送|派|到)|花儿?都谢|慢死|龟速|迟迟(不|没)|没收到货",
            "还没(到|收到|发货)|[未待]发货|不发货|不派送|签收",
            f"([等过发走拖送用]了?(整整|将近|差不多|快|足足|都)?|第){ZH_COUNT}(多|来)?个?(天|周|星期|礼拜|月)(才|还|了|都|没|过去)",
            f"延期|催发|催了|{ZH_COUNT}个?(天|周|星期)(才到|没动|才收|没到|没更新|才发|不发)",
        ),
        likely=("终于到|等得|等到|才到|才收到|才送到|耽误|催",),
        things=(
            "快递|物流|发货|配送|派送|派件|送货|送到|到货|运输|顺丰|中通|圆通|申通|韵达|邮政|极兔|小哥|驿站|单号|揽收|预售|派件员",
        ),
        bad=("慢|久|拖|丢|没动|没到|不动|不送|延|晚|耽误|扔|乱放|不接|不更新|直接放|电话都[不没]",),
        good=("快|神速|及时|给力|迅速|准时|爽快",),
        praise=(
            "神速|(发货|物流|快递|到货|送货|到得|送得)(也|很|真|超|倒是|挺|非常|不)?(快|给力|迅速)|(当|第二)天就(到|收到)",
        ),
    ),
    T.SERVICE: Vocabulary(
        sure=(
            "不理(人|我|睬)?(?!想)|没人(理|管|回)|[已只]读不回|不回(复|消息|信息|话)|推来推去|推卸|踢皮球|扯皮|店大欺客|失联",
            "拉黑|阴阳怪气|骂人|态度敷衍",
            "不给(退|换|处理|解决|售后|说法)|不让退|拒绝(退|售后)|转人工|机器人|人工.*排队",
            "(态度|服务)(极|很|太|真)?(差|恶劣|不好|冷淡|敷衍)",
            "退货.{0,6}(运费|难|不|麻烦)|换货?.{0,8}(扯|拖|难|麻烦)|发票.{0,6}(不|没|拖|要了|难)|七天无理由",
            "问.{0,6}(不回|不答|不理|没人)",
        ),
        likely=("怼|杠|沟通|没结果|无理由|客服说",),
        things=("客服|售后|卖家|店家|商家|老板|店主|掌柜|服务|态度|人工|小二",),
        bad=(
            "(?<![补退])差(?!价|额)|不理|不回|不管|推|恶劣|冷淡|慢|骂|凶|敷衍|不耐烦|没人|拒绝|拖|不处理|不解决|傲慢|失望",
            "不承认|让我|关闭|排",
        ),
        good=("好|耐心|热情|负责|爽快|贴心|周到|及时|满分|细心|nice|赞|二话没说",),
        praise=(
            "服务(态度)?(很|真|超|非常)?(好|周到|热情)|耐心|一一解答|有求必应|秒回|小姐姐.{0,4}(好|耐心|热情)|送了?小礼物",
        ),
    ),
    T.PACKAGE: Vocabulary(
        sure=(
            "压[扁坏烂瘪]|挤[扁坏压]|摔[坏烂碎]|磕[坏碰破]|泡水|(没有?|无)(任何)?(泡沫|气泡|缓冲|防护|保护)|一层泡沫都没",
            "碎了(?!心)|全碎|[都是]碎的|碎成|洒了|撒了|漏了(一半|一箱|光|出)|流了一|瘪了|凹(进|了|陷)|散架|自封袋",
        ),
        likely=("湿了|拆过|压得|碎",),
        things=("包装|包得|盒子?|箱|瓶[盖子口]|盖子|罐|快递袋|塑料袋|礼盒",),
        bad=("破|烂|压|扁|瘪|变形|简陋|差|湿|洞|凹|随便|简单|拆|脏|敷衍|漏|开|粘过|没拧紧|歪|坏",),
        good=("好|严实|结实|用心|精美|完好|扎实|到位",),
        praise=(
            "包装(很|真|超|非常)?(好|严实|精美|用心|仔细|完好)|包得.{0,8}(好|严|粽子|结实)|完好无损|里三层外三层",
        ),
    ),
    T.PRICE: Vocabulary(
        sure=(
            "[太好真小买有点]贵|贵了|降价|涨价|差价|保价|价保|不值(?!得信)|性价比(太|很|真)?(低|差|不高)|坑钱|割韭菜|冤大头|智商税",
            "虚高",
            f"便宜(了)?({ZH_COUNT}|一半|不少|好多)|降了?{ZH_COUNT}|买(贵|亏)",
            "刚[买拍下].{0,8}(降|活动|便宜|打折)|先涨|一半(的)?(钱|价)|价格.{0,4}(高|虚|变|不值)",
            "(邮费|运费)(太|很|收|比)|套路|对不起这?个?价|不给?补差|不给?退差",
        ),
        likely=("贵|划不来",),
        things=("价格|价钱|价位|性价比|定价",),
        bad=("高|虚|不值|不划算|变|离谱|套路",),
        good=("美丽|实惠|便宜|划算|值|低|良心|亲民|公道",),
        praise=(
            "划算|实惠|物美价廉|超值|便宜大碗|性价比(很|超|真)?高|值(了|得|这个价)|价格(很|真)?(美丽|便宜|实惠|公道)",
            "便宜(是便宜)?",
        ),
    ),
    T.AUTHENTICITY: Vocabulary(
        sure=(
            "假[货的冒]|假一赔|仿[的品冒货制]|高仿|山寨|盗版|[不非]是?正品|和?正品.{0,4}(差|不)|二手|翻新|货不对板|图文不符",
            "虚假宣传|照骗|贴牌|挂羊头|防伪|序列号|买家秀",
            "([跟和与同])(描述|图片|详情页?|宣传|介绍|页面|照片|主播|直播).{0,10}(不符|不一样|不一致|不同|对不上|两(个|码|样)|完全)",
            "(查|扫)不(到|出)|明明是|(号称|所谓|说是|说好).{0,5}(真皮|纯棉|进口|正品|专柜|原装|纯银|羊毛)",
        ),
        likely=("骗|假|别人(用|穿|退)过|用过的?|指纹|印[歪错]",),
        things=("正品|真品|原装",),
        bad=("差|不|怀疑|假",),
        good=("是|真|放心",),
        praise=("是正品|保真|(确实|绝对)是?真的|专柜.{0,4}一样",),
    ),
    T.MISSING: Vocabulary(
        sure=(
            f"少[发件给配寄装]|少了{ZH_COUNT}?(个|只|件|条|颗|包|瓶|盒|支|片|袋|根|块|样)|漏[发寄装]",
            f"缺(件|少|了|货|零件|配件|{ZH_COUNT}[个颗块])|[发寄]错|错发|配错",
            f"[只就才](有|发|给|收到|寄|到)了?(来)?{ZH_COUNT}[个只件条双包瓶盒支片袋根颗]|补[发寄]",
            "没(有|给|送|带|配|见|找到)?(说明书|螺丝|配件|赠品|充电线|数据线|电池|遥控器?|工具)",
            "(说明书|螺丝|配件|赠品|充电线|数据线|电池|遥控器|刷头)(都|也)?(没|未|呢|缺)|空空如也|空[盒包]",
        ),
        likely=("赠品|少了|缺|没给|说好(送|的)|买一送一",),
    ),
}
ZH_BAD: Words = ("(?<![补退色温反])差(?!价|额|不多|别|点儿?)|烂|不行|不好|糟|垃圾|失望|不满意|恶心|坑|太次",)
ZH_GOOD: Words = ("好|不错|棒|赞|满意|喜欢|可以|没得说|给力|爱了|良心|优秀",)
ZH_NOT = (
    "(没有?|并?不会?|并?不是|毫?无|从未|从没|没发现|未见|不用担心|完全没|也没|并未)"
    "(太|很|什么|任何|一点|半点|出现|发现|那么|有)?"
)
ZH_MERELY = "担心|怕|以为|幸好|还好|要不是|原本|生怕|本来想"
ZH_TURNS = "但是?|就是(?!说|不)|不过|可是|可惜|只是|奈何|然而|反而"

EN_SHADE = "(yellow|purple|orange|pink|brown|grey|gray|blue|green|black|white|navy|red|beige)"
EN_NUMBER = "(one|two|three|four|five|six|seven|eight|nine|ten|several|a few|\\d+)"
EN: Mapping[T, Vocabulary] = {
    T.QUALITY: Vocabulary(
        sure=(
            "broke(n)?( after| down| off| within)?|fell (apart|off)|falls apart",
            "came apart|stopped (working|charging)",
            "(snapped|ripped|tore|cracked|peel(ed|s|ing)?|pill(ed|s|ing)|rust(ed|s|y)?|leak(s|ed|ing|y)?|flimsy|defective|faulty|shoddy|dead|wobbl(es|y|ing)|flickers?|chips?|stuck|rash|loud)",
            "(lasts?|lasted) .{0,12}(minutes?|hour)",
            "(poor(ly)?|bad|terrible|awful|low|cheap) (quality|made|build|material|fabric)",
            "(doesn't|does not|didn't|won't|not|never) "
            "(work(ing)?|turn on|charge|hold(?! (much|more|all))|last|heat|cool|stick)",
            "fall(ing|s)? apart|paper[- ]thin|see[- ]through",
            "g[ai]ves? way|down again|burrs?|bent (after|in)",
            "(burnt|chemical|plastic|weird) smell",
            "smell(s|ed)? (like|bad|awful|terrible|of|strong(ly)?)|stinks",
            "tastes? (like|bad|awful|off)",
        ),
        likely=(
            "noisy|thin|cheap(ly|er)? (made|plastic)|plastic|wear|weak|battery|useless",
            "smell(s|y)?|scratch(es|ed)?|shr(ank|unk)|seams?|stain(s|ed)?",
        ),
        things=("quality|material|fabric|build|product|item|stitching|finish",),
        bad=("thin|weak|cheap|rough|flimsy",),
        good=("solid|sturdy|excellent|well made|soft|durable",),
        praise=(
            "solid|sturdy|well[- ]made|durable",
            "(great|excellent|good|lovely|amazing|high) (quality|knife|product)",
            "works (great|well|perfectly)|quality is (great|good|excellent)",
        ),
    ),
    T.SIZE: Vocabulary(
        sure=(
            "too (small|big|large|tight|loose|short|long|narrow|wide)",
            "run(s|ning)? (a (bit|little) )?(small|large|big|short|tight)",
            "(doesn't|does not|didn't|won't|wouldn't|couldn't|not) (fit|go past|zip up|button)",
            "wrong size|size(s)? (off|is off|too|chart)|sizes? (up|down)",
            "barely covers|(inch(es)?|foot|feet|cm) (shorter|smaller|longer|too)",
            "slides (right )?off|holes? (do(es)? not|don't|doesn't) match",
        ),
        likely=("smaller than|bigger than|shorter than|larger than|tiny|huge|medium|xl",),
        things=("size|sizing|fit|length|sleeves?|waist|width",),
        bad=("off|wrong|small|large|big|short|tight|loose|terrible",),
        good=("perfect|perfectly|great|true|right|spot on",),
        praise=(
            "true to size|fits? (is )?(perfect(ly)?|great|well|like a glove|spot on)",
            "perfect fit|right size",
        ),
    ),
    T.COLOUR: Vocabulary(
        sure=(
            "fad(ed|es|ing)",
            "(colou?r|shade)s? (is|was|are|were)?.{0,14}"
            "(off|wrong|different|dull|not|nothing|darker|lighter|awful)",
            "wrong colou?r|(darker|lighter|brighter|duller|yellower) than",
            f"ordered (\\w+ )?{EN_SHADE}",
            f"(is|was|looks?) (basically|really|actually|more|almost|closer to) {EN_SHADE}",
            "bled|different colou?r",
        ),
        likely=(
            f"(basically|more like|closer to|almost) {EN_SHADE}",
            "neon|pastel",
        ),
        things=("colou?rs?|shade",),
        bad=("off|wrong|different|dull|ugly|darker|lighter",),
        good=("exactly|gorgeous|beautiful|perfect|lovely|great",),
        praise=(
            "colou?rs? (is|are) (exactly|gorgeous|beautiful|perfect|lovely|great|just)",
            "(gorgeous|beautiful|lovely|great) colou?r",
        ),
    ),
    T.LOGISTICS: Vocabulary(
        sure=(
            "never (arrived|came|showed up)",
            "(hasn't|has not|haven't|still not|never) (shipped|arrived|been shipped|been delivered)",
            "says? delivered|lost in (the )?(mail|post|transit)",
            "(slow|late|delayed) (shipping|delivery)",
            "(shipping|delivery|courier|postage) (was|is|took|takes)? ?(so |very |really |too )?"
            "(slow|late|forever|ages|terrible)",
            "took (forever|ages)|stuck in customs|wrong (house|address)|still waiting",
            f"{EN_NUMBER} (days|weeks|months) "
            "(to (arrive|get here|ship)|late|later and (still )?(nothing|no))",
            f"took {EN_NUMBER} (days|weeks|months)(?! to (get a )?(reply|respond|answer|response))",
            "arriv(ed|es) late|delivery date",
        ),
        likely=("tracking|customs|courier|waiting|delivered",),
        things=("shipping|delivery|courier|shipment|postage|tracking|parcel|dispatch",),
        bad=("slow|late|forever|ages|lost|delayed|never|terrible|wrong",),
        good=("fast|quick|quickly|prompt|speedy|on time",),
        praise=(
            "(fast|quick|speedy|prompt) (shipping|delivery)",
            "(shipping|delivery) (was|is)? ?(fast|quick)|came (fast|quickly)",
            "arrived (quickly|early|on time|fast)|next day",
        ),
    ),
    T.SERVICE: Vocabulary(
        sure=(
            "rude|ghost(ed|ing)",
            "no (reply|response|answer|one (answers|replies|responds))",
            "nobody (answers|replies|responds)",
            "never (replied|answered|responded|got back|reached)|ignored?( me)?",
            "unhelpful|refus(ed|es|ing) (to|the|my|a)|hung up|chatbot|copy[- ]paste",
            "stall(ing|ed)",
            "(customer )?(service|support) (is|was)? ?(terrible|awful|bad|useless|horrible|a joke|non)",
            "(terrible|awful|bad|worst|poor|horrible|rude) (customer )?(service|support|seller)",
            "won't (refund|reply|answer|respond)",
            "(e-?mailed|called|messaged|contacted|asked).{0,20} times|return label",
            "no (phone|email)",
        ),
        likely=(
            "refund|blam(ed|ing|es)|emailed|messaged|get a reply|support",
            "customer service",
        ),
        things=("service|support|seller|staff|customer service|they",),
        bad=("rude|useless|terrible|awful|slow|refused|blamed|worst|joke",),
        good=("helpful|sweet|kind|friendly|great|amazing|responsive|lovely|quick",),
        praise=(
            "(great|excellent|amazing|friendly|helpful|sweet|responsive) "
            "(customer )?(service|support|seller|people)",
            "seller (was|is) .{0,12}(helpful|sweet|kind|great|friendly)",
            "no questions asked|replaced it",
        ),
    ),
    T.PACKAGE: Vocabulary(
        sure=(
            "(box|carton|parcel|packag(e|ing)|packet|envelope|lid|bottle).{0,25}(crush(ed)?|dent(ed)?|torn|damaged|open(ed)?|hole|smashed|wet|soaked|ripped|leak(ed)?)",
            "no (bubble ?wrap|padding|protection|insulation)",
            "(poor(ly)?|bad(ly)?|terrible) pack(ed|aging)|in (pieces|transit)",
            "arrived (dented|broken|smashed|damaged|crushed|shattered|cracked|in pieces)",
            "shattered|melted|damaged in|rattling|taped",
        ),
        likely=("crushed|dented|smashed|bubble wrap|envelope",),
        things=("packag(e|ing)|box|packed|wrapping|carton",),
        bad=("crushed|damaged|terrible|poor|bad|torn|flat",),
        good=("great|well|good|perfect|flawless|careful(ly)?",),
        praise=(
            "(well|carefully|beautifully|nicely|securely) (packed|packaged|wrapped)",
            "great packaging|(arrived|came) (flawless|intact|in perfect condition)",
            "packed like",
        ),
    ),
    T.PRICE: Vocabulary(
        sure=(
            "over ?priced|pric(e)?y|too expensive|rip[- ]?off|not worth",
            "waste of money|(price|cost) (dropped|went down|fell)|price match",
            "half (the|of the) (price|money)|cheaper (elsewhere|at|in|on)",
            "(too|so) (much|expensive)|cost more than",
            "for (that|this|the) (price|money)",
        ),
        likely=("expensive|for \\S+ (bucks|dollars|quid|euros)|\\d+ (bucks|dollars)",),
        things=("price|cost",),
        bad=("high|steep|ridiculous|crazy|dropped",),
        good=("great|good|fair|low|unbeatable",),
        praise=(
            "(great|good|fair|unbeatable|this) price|worth (every|it|the)|bargain",
            "steal|good value|cheap and",
        ),
    ),
    T.AUTHENTICITY: Vocabulary(
        sure=(
            "fake|counterfeit|knock[- ]?off",
            "not (genuine|authentic|original|real|as (described|advertised|pictured|shown))",
            "replica|refurb(ished)?|(clearly|obviously|definitely|been|already) used",
            "second[- ]?hand|nothing like the (description|listing|picture|photo|ad)",
            "false advertising|scam|serial number|misleading",
            "different from the (listing|description)",
            "(says|said|listing says|claims) .{0,20}(leather|genuine|cotton|made in)",
        ),
        likely=("logo|advert(ised)?|bait|the listing|pretend",),
        things=("authentic(ity)?|genuine",),
        bad=("not|isn't|doubt",),
        good=("definitely|really|truly",),
        praise=("(genuine|authentic|the real (thing|deal)|100% real)",),
    ),
    T.MISSING: Vocabulary(
        sure=(
            "missing|(was|were|is|are)n't in the (box|bag|package|packet)",
            "no (instructions?|manual|remote|charger|screws?|cable|batter(y|ies)|allen key)",
            "wrong (item|model|product|thing|one)|incomplete",
            f"(got|received|sent|only) (only )?{EN_NUMBER} (of|instead|out)",
            f"(set|pack) of {EN_NUMBER}|where('s| is| are) (the|my)|one \\w+ short",
            "empty box|supposed to (be in|come with)",
            "only (the|one) .{0,20}(showed|came|arrived)",
        ),
        likely=("short|instead of|forgot|left out",),
    ),
}
EN_BAD: Words = (
    "bad|terrible|awful|horrible|poor|worst|disappoint(ed|ing)|crap|garbage",
    "joke|sucks?",
)
EN_GOOD: Words = (
    "good|great|nice|excellent|amazing|lovely|perfect|love|fine|ok(ay)?|happy",
    "awesome|sweet",
)
EN_NOT = (
    "(not?|never|without|zero|isn't|wasn't|doesn't|didn't|don't|hasn't|can't)"
    "( a| any| too| at all| even| really| once| that| very| so)*"
)
EN_MERELY = "worried|afraid|thought|expected|luckily|thankfully|feared|figured it"
EN_TURNS = "but|though|although|however|yet|except|unfortunately"
