"""Words that many names share, so that they can't show whether two names are the same."""

import re

from .query import HANZI

_LEGAL = """
co ltd inc corp corporation llc llp lp plc gmbh ag sa sas bv nv limited company incorporated pte kg spa srl
ab as oy holdings holding group the of and for
"""
_TRADE = """
medical medtech med medicine medicines technology technologies tech health healthcare biotech biotechnology
biomedical bio biosciences bioscience life science sciences device devices instruments instrument systems
system solutions intelligence intelligent ai digital international global china chinese innovation robotics
therapeutics diagnostics imaging
"""
# One kind per line, followed by its synonyms.
_KINDS = """
hospital hospitals clinic 医院 clinics
university 大学 college 学院 school
pharma pharmaceutical pharmaceuticals 药业 制药 药物 医药
venture ventures 创投
capital 资本
investment investments 投资
fund funds 基金
partners partner
institute institutes academy 研究院 研究所
society association 协会 学会
bank 银行
insurance 保险
foundation trust
securities 证券
logistics
press news
database
centre center 中心
committee 委员会
"""
_PLACES = """
beijing 北京 shanghai 上海 shenzhen 深圳 guangzhou 广州 hangzhou 杭州 suzhou 苏州 nanjing 南京 wuhan 武汉
chengdu 成都 chongqing 重庆 tianjin 天津 xian 西安 xiamen 厦门 changsha 长沙 hefei 合肥 jinan 济南
qingdao 青岛 dalian 大连 shenyang 沈阳 ningbo 宁波 wuxi 无锡 changzhou 常州 zhuhai 珠海 dongguan 东莞
foshan 佛山 fuzhou 福州 kunming 昆明 zhengzhou 郑州 harbin 哈尔滨 changchun 长春 nanchang 南昌
guangdong 广东 zhejiang 浙江 jiangsu 江苏 shandong 山东 sichuan 四川 hubei 湖北 hunan 湖南 fujian 福建
henan 河南 hebei 河北 anhui 安徽 hainan 海南 taiwan 台湾 hongkong 香港 macau 澳门 singapore 新加坡
japan 日本 korea 韩国 usa 美国 europe 欧洲 germany 德国 asia 亚洲 pacific 亚太 america 美洲 india 印度
"""
HANZI_LEGAL = ("股份有限公司", "有限责任公司", "有限公司", "公司", "集团", "控股")
HANZI_TRADE = ("医疗器械", "医疗", "科技", "健康", "智能", "技术", "器械", "生物", "医学", "信息", "中国")

LEGAL = {*_LEGAL.split(), *HANZI_LEGAL}
"""Legal forms and stop words."""
TRADE = {*_TRADE.split(), *HANZI_TRADE}
"""Words of the trade."""
KINDS = {word: line.split()[0] for line in _KINDS.strip().splitlines() for word in line.split()}
"""The kind of organization by word: a hospital isn't a fund of the same name."""
PLACES = dict(zip(_PLACES.split()[::2], _PLACES.split()[1::2], strict=True))
"""Places that occur in names, with their Chinese form."""
BY_HANZI = {hanzi: latin for latin, hanzi in PLACES.items()}
_ENDINGS = {*HANZI_LEGAL, *HANZI_TRADE, *(word for word in KINDS if re.match(f"[{HANZI}]", word))}
ENDINGS = sorted(_ENDINGS, key=lambda word: (-len(word), word))
"""The words at the end of Chinese names, the longest first."""
