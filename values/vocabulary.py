"""The words by which amounts are stated, in English and Chinese; docs/amounts.md prints them.

Each table holds single words. How they go together is in amount_grammar.py, how they make numbers in numerals.py.
"""

from decimal import Decimal


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numbered(text: str, step: int = 1, start: int = 0) -> dict[str, int]:
    return {word: start + step * at for at, word in enumerate(text.split())}


# Numbers

ONES = _numbered("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""")
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", step=10, start=20)
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "bln": 10**9, "mrd": 10**9, "tn": 10**12, "trn": 10**12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
LETTERS = {"k": 10**3, "m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12, "w": 10**4}
"""Letters that are scales, but only beside a currency: "57 m" is a length."""

PLURALS = {
    "tens": (10, 100), "dozens": (12, 100), "hundreds": (100, 1000), "thousands": (1000, None),
    "millions": (10**6, None), "billions": (10**9, None), "trillions": (10**12, None),
}  # fmt: skip
"""Plurals without a number: "tens of millions", "hundreds of hospitals"; None is an end that the word does not set."""

SEVERAL = {"several": (2, 10), "few": (2, 10), "multi": (2, None)}

DIGITS = _numbered("零 一 二 三 四 五 六 七 八 九") | _numbered("〇 壹 贰 叁 肆 伍 陆 柒 捌 玖") | {"两": 2}
ZERO = _words("零 〇")
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE_SCALES = {"万": 10**4, "亿": 10**8}
CHINESE_SCALES = SMALL_SCALES | LARGE_SCALES
SOME = {"数": (2, 10), "几": (2, 10)}
CHINESE = DIGITS | CHINESE_SCALES | SOME
RANGE = _words("- – — ~ to or 至 到 和 之间 介于")

# Qualifiers, in front of the number and behind it

NEARLY = _words("nearly almost approaching 近 接近 将近 逼近") | {"close to"}
OVER = _words("over above exceed exceeds exceeded exceeding surpassing topping > 超 超过 超出 逾 过") | {
    "upwards of", "north of", "in excess of",
}  # fmt: skip
UNDER = _words("under below < 不到 不足 不满 低于 少于 未满")
AT_LEAST = _words("minimum ≥ 至少 最少 最低 起码 不低于 不少于 上")
AT_MOST = _words("maximum max within ≤ 不超过 不高于 不多于 至多 最多 最高 高达") | {
    "up to", "as high as", "as much as", "as many as",
}  # fmt: skip
ABOUT = _words("about approximately approx around roughly some circa c ca estimated ~ ≈ 约 大约 大概 约为")
MORE, LESS = _words("more greater higher"), _words("less fewer lower")
ABOUT_BEHIND = _words("左右 上下")
AT_LEAST_BEHIND = _words("plus + 以上 及以上 起")
AT_MOST_BEHIND = _words("以下 及以下 以内 之内 内")
ODD = _words("odd 余 多")
LEVEL = _words("级")
IN_FRONT = {
    "about": ABOUT, "nearly": NEARLY, "over": OVER, "under": UNDER, "at least": AT_LEAST, "at most": AT_MOST,
}  # fmt: skip
BEHIND = {
    "about": ABOUT_BEHIND, "at least": AT_LEAST_BEHIND, "at most": AT_MOST_BEHIND, "odd": ODD, "level": LEVEL,
}  # fmt: skip
BEHIND_OR = {
    "about": _words("so thereabouts"), "at least": _words("more above over greater up least"),
    "at most": _words("less fewer below under most"),
}  # fmt: skip
"""What follows "or", "and" or "at": or so, and above, at least."""
TOTALS = _words("totaling totalling worth 共 共计 总计 合计 累计 总额 达 达到 合 折合")

NEARLY_FROM = Decimal("0.8")
ABOUT_FROM, ABOUT_TO = Decimal("0.9"), Decimal("1.1")
"""Conventions of ours: "nearly" begins at 0.8 of the number, "about" is a tenth less or more."""

# What is not disclosed

UNDISCLOSED = _words("undisclosed confidential 未披露 未透露 未公开 未公布 未对外披露 不公开 保密")
DISCLOSED = _words("disclosed disclose revealed reveal published announced public")
TERMS = _words("""
    a an the of is are was were has have been be its their did made specific exact financial further deal transaction
    amount amounts raised sum figure terms term size value price details financing funding investment
    consideration round
    具体 具体金额 金额 融资 融资金额 交易 交易金额 条款 价格 规模 数额 投资 本轮 对外 的 并 尚 均 暂
""")
"""What may be said to be undisclosed, and the words around it."""

NO_AMOUNT = ("unknown", "n/a", "na", "tbd", "none", "?", "-", "–", "未知", "不详")
"""What people write where they have no amount. It would be shown as the source's words."""

# Money

CURRENCIES = {
    "AED": {"阿联酋迪拉姆", "uae dirham"},
    "AUD": {"a$", "au$", "australian dollar", "澳元", "澳大利亚元", "澳币"},
    "BRL": {"r$", "brazilian real", "雷亚尔", "巴西雷亚尔"},
    "CAD": {"c$", "ca$", "canadian dollar", "加元", "加拿大元", "加币"},
    "CHF": {"swiss franc", "瑞士法郎", "瑞郎"},
    "CNY": {"rmb", "renminbi", "yuan", "cn¥", "rmb¥", "chinese yuan", "人民币"},
    "DKK": {"danish krone", "danish kroner", "丹麦克朗"},
    "EUR": {"€", "euro", "欧元"},
    "GBP": {"£", "british pound", "sterling", "pound sterling", "pounds sterling", "英镑"},
    "HKD": {"hk$", "hong kong dollar", "港元", "港币"},
    "IDR": {"indonesian rupiah", "rupiah", "印尼盾", "印尼卢比"},
    "ILS": {"₪", "israeli shekel", "shekel", "nis", "新谢克尔"},
    "INR": {"₹", "indian rupee", "印度卢比"},
    "JPY": {"yen", "jp¥", "japanese yen", "日元", "円"},
    "KRW": {"₩", "won", "korean won", "south korean won", "韩元", "韩币"},
    "MYR": {"ringgit", "malaysian ringgit", "林吉特", "马币"},
    "NOK": {"norwegian krone", "norwegian kroner", "挪威克朗"},
    "NZD": {"nz$", "new zealand dollar", "新西兰元", "纽元"},
    "PHP": {"₱", "philippine peso", "菲律宾比索"},
    "RUB": {"₽", "ruble", "rouble", "russian ruble", "卢布"},
    "SAR": {"saudi riyal", "沙特里亚尔"},
    "SEK": {"swedish krona", "swedish kronor", "瑞典克朗"},
    "SGD": {"s$", "sg$", "singapore dollar", "singaporean dollar", "新加坡元", "新元", "坡币"},
    "THB": {"฿", "baht", "thai baht", "泰铢"},
    "TRY": {"₺", "turkish lira", "土耳其里拉"},
    "TWD": {"nt$", "taiwan dollar", "new taiwan dollar", "新台币", "台币"},
    "USD": {"us$", "us dollar", "american dollar", "美元", "美金"},
    "VND": {"₫", "vietnamese dong", "越南盾"},
    "ZAR": {"south african rand"},
}
DOLLARS = ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD")
SHARED_CURRENCIES = {
    "$": DOLLARS, "dollar": DOLLARS, "元": ("CNY", *DOLLARS, "JPY", "KRW"), "¥": ("", "CNY", "JPY"), "pound": ("GBP",),
    "franc": ("CHF",), "rupee": ("INR", "IDR"), "dirham": ("AED",), "peso": ("", "PHP", "MXN"),
}  # fmt: skip
"""Words and signs of several currencies. The first is inferred where nothing says which; "" infers none."""

CURRENCY_CODES = _words("""
    AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNH CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JOD JPY KES KRW KWD KZT
    LBP LKR MAD MOP MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RUB SAR SEK SGD THB TND TRY TWD UAH USD UZS VND ZAR
""")
SYMBOLS = {"USD": "US$", "CNY": "RMB ", "EUR": "€", "HKD": "HK$", "GBP": "£", "SGD": "S$"}
"""How a currency is written before a number; any other by its code."""

PURPOSES = _words("""
    total all aggregate cash cost costs funding financing revenue revenues sales capital equity debt investment
    investments value savings raised round 融资 资金 投资 总额
""")
"""What money is for, or where it comes from: "tens of millions in costs"."""

# What is counted or measured

COUNTED = _words("""
    aneurysm approval artery arteries article bed case catheter cell center centre certificate city cities clinic
    clinician company companies country countries customer dealer deal department device distributor doctor employee
    enterprise event expert facility facilities factory factories family families grant hospital household image
    implant implantation indication institution intervention invention investor lab laboratory laboratories
    lesion machine
    market member milestone model nurse operation operator order paper participant partner patent patient people person
    physician plant procedure product project province publication region registration robot room sample scan
    school site specialist staff stent store study studies subject surgeon surgery surgeries system test time trial unit
    university universities user valve ward worker
    家 例 台 人 名 位 个 项 种 款 次 件 套 张 所 间 支 枚 条 篇 座 人次 床位
    医院 医疗机构 机构 中心 企业 公司 国家 地区 城市 省份 省 市
    患者 病人 病例 受试者 医生 专家 员工 用户 客户
    手术 植入 产品 设备 系统 机器人 专利 发明专利 论文 研究 项目
""")
MEASURED = _words("""
    fold x year month week day hour minute min second sec s h ms pixel slice channel
    mm cm m km μm nm meter metre kilometer kilometre mile newton millimeter millimetre ml l dl μl liter litre
    mg g kg μg gram kilogram w kw kwh v hz mhz ghz gb tb sqm ㎡ m²
    倍 年 个月 月 周 天 日 小时 个小时 分钟 秒 秒钟 岁 毫米 厘米 米 公里 千米 毫升 升 克 千克 公斤 吨 平方米
""") | {"square meter", "square metre"}
CAN_BE_NEGATIVE = {"per cent"} | _words(
    "% percent pct percentage point pp mmhg °c ℃ degree bpm db ‰ 个百分点 百分点 分 度"
)
"""Units whose values may lie below zero: "up to 5%" sets no lower end."""
PERCENT_IN_FRONT = _words("百分之")

TRADITIONAL = str.maketrans(
    "體療獲億萬餘數約過幾歐圓級達個項種臺間內鎊韓兩貳參陸額計總紐幣資倫條醫員產術業專發國區學濟盧戶構統設備機論",
    "体疗获亿万余数约过几欧元级达个项种台间内镑韩两贰叁陆额计总纽币资伦条医员产术业专发国区学济卢户构统设备机论",
)
"""The characters of the words above as traditional script writes them."""

SIGNS = {
    name
    for table in (
        CHINESE, RANGE, NEARLY, OVER, UNDER, AT_LEAST, AT_MOST, ABOUT, ABOUT_BEHIND, AT_LEAST_BEHIND, AT_MOST_BEHIND,
        ODD, LEVEL, TOTALS, *CURRENCIES.values(), SHARED_CURRENCIES, PURPOSES, COUNTED, MEASURED, CAN_BE_NEGATIVE,
        PERCENT_IN_FRONT,
    )
    for name in table
    if not (name.isascii() and name.replace(" ", "").isalpha())
}  # fmt: skip
"""Every name that is not of Latin letters alone: a phrase is parted at these, the longest first."""
