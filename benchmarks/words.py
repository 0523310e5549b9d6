"""The vocabulary of generated records: invented names, real terms of the field, no real company."""

SYLLABLES = [
    ("kang", "康"), ("rui", "瑞"), ("xin", "心"), ("hua", "华"), ("jian", "健"), ("tai", "泰"), ("ming", "明"),
    ("yuan", "元"), ("zhi", "智"), ("hong", "宏"), ("lian", "联"), ("fei", "飞"), ("qi", "启"), ("bo", "博"),
    ("an", "安"), ("da", "达"), ("wei", "维"), ("sheng", "生"), ("ke", "科"), ("le", "乐"), ("pu", "普"),
    ("ren", "仁"), ("he", "和"), ("tong", "通"), ("jing", "精"), ("ying", "影"), ("chuang", "创"), ("yi", "医"),
    ("feng", "峰"), ("hai", "海"), ("long", "龙"), ("shi", "实"), ("guang", "光"), ("xing", "星"), ("lan", "蓝"),
    ("dong", "东"), ("nan", "南"), ("bei", "北"), ("chang", "长"), ("jia", "嘉"), ("bang", "邦"), ("de", "德"),
    ("fu", "福"), ("gao", "高"), ("hui", "慧"), ("jun", "骏"), ("li", "力"), ("mai", "迈"), ("ning", "宁"),
    ("ou", "欧"), ("qing", "清"), ("run", "润"), ("shu", "数"), ("tian", "天"), ("wan", "万"), ("ya", "雅"),
]  # fmt: skip
FIELDS = [  # English word, Chinese word, what it treats
    ("Neuro", "神经", "ischemic stroke"), ("Cardio", "心脏", "atrial fibrillation"), ("Ortho", "骨科", "hip fracture"),
    ("Vascular", "血管", "peripheral artery disease"), ("Pulmonary", "肺动脉", "pulmonary hypertension"),
    ("Retinal", "视网膜", "diabetic retinopathy"), ("Renal", "肾脏", "resistant hypertension"),
    ("Hepatic", "肝脏", "liver cancer"), ("Spine", "脊柱", "lumbar stenosis"), ("Dental", "口腔", "tooth loss"),
    ("Thoracic", "胸腔", "lung nodules"), ("Gastro", "消化", "early gastric cancer"), ("Uro", "泌尿", "bladder cancer"),
    ("Gyneco", "妇科", "uterine fibroids"), ("Endo", "内镜", "colorectal polyps"), ("Onco", "肿瘤", "breast cancer"),
    ("Sleep", "睡眠", "sleep apnea"), ("Hearing", "听力", "hearing loss"), ("Derma", "皮肤", "chronic wounds"),
    ("Glyco", "血糖", "type 2 diabetes"), ("Valve", "瓣膜", "aortic stenosis"), ("Heart", "心衰", "heart failure"),
    ("Rehab", "康复", "spinal cord injury"), ("Thyro", "甲状腺", "thyroid nodules"), ("Hemo", "血液", "hemophilia"),
    ("Immuno", "免疫", "rheumatoid arthritis"), ("Pedia", "儿科", "congenital heart disease"),
    ("Respira", "呼吸", "chronic obstructive lung disease"), ("Cerebro", "脑机", "epilepsy"),
    ("Oculo", "眼科", "glaucoma"), ("Lympho", "淋巴", "lymphedema"), ("Patho", "病理", "cervical cancer"),
    ("Geno", "基因", "inherited disease"),
]  # fmt: skip
SUFFIXES = [
    ("Medical", "医疗"), ("Medtech", "医疗科技"), ("Biotech", "生物科技"), ("Robotics", "机器人"),
    ("Imaging", "影像"), ("Devices", "器械"), ("Therapeutics", "治疗"), ("Diagnostics", "诊断"),
]  # fmt: skip
DEVICES = [
    "ablation catheter", "thrombectomy stent", "navigation robot", "imaging software", "pulse field generator",
    "balloon catheter", "implantable pump", "wearable monitor", "endoscope", "ultrasound probe", "flow diverter",
    "bone plate", "heart valve", "glucose sensor", "assay kit", "laser scalpel", "guide wire", "triage algorithm",
]  # fmt: skip
DEVICES_CHINESE = ["导管", "支架", "机器人", "影像软件", "监护仪", "内窥镜", "人工瓣膜", "传感器", "试剂盒", "手术刀"]
VIRTUES = [
    "shortens the operation", "needs no open surgery", "reads images in seconds", "is made for primary hospitals",
    "lowers the dose of radiation", "works without a wire", "dissolves after healing", "warns before an attack",
    "keeps the vessel open", "learns from each case",
]  # fmt: skip
KINDS_OF_SEGMENT = [("devices", "器械"), ("imaging", "影像"), ("robots", "机器人")]
CITIES = [
    ("Shenzhen", "深圳"), ("Shanghai", "上海"), ("Beijing", "北京"), ("Suzhou", "苏州"), ("Hangzhou", "杭州"),
    ("Guangzhou", "广州"), ("Wuhan", "武汉"), ("Chengdu", "成都"), ("Nanjing", "南京"), ("Tianjin", "天津"),
    ("Xi'an", "西安"), ("Jinan", "济南"), ("Changsha", "长沙"), ("Hefei", "合肥"), ("Wuxi", "无锡"),
]  # fmt: skip
COUNTRIES = [
    *("CN", "US", "DE", "JP", "KR", "GB", "FR", "IL", "CH", "SG", "NL", "IT", "SE", "CA", "AU", "IN", "ES", "BE"),
    *("DK", "FI", "IE", "AT", "BR", "AE", "TR"),
]
AUTHORITIES = [  # name, slug, jurisdiction, kind
    ("National Medical Products Administration", "nmpa", "CN", "regulator"),
    ("Food and Drug Administration", "fda", "US", "regulator"),
    ("Notified body A", "notified-body-a", "EU", "notified_body"),
    ("Centers for Medicare and Medicaid Services", "cms", "US", "payer"),
    ("Notified body B", "notified-body-b", "EU", "notified_body"),
    ("Provincial administration 1", "provincial-1", "CN", "regulator"),
    ("Provincial administration 2", "provincial-2", "CN", "regulator"),
    ("Notified body C", "notified-body-c", "EU", "notified_body"),
    ("Evaluation centre 1", "evaluation-1", "CN", "evaluation"),
    ("Evaluation centre 2", "evaluation-2", "CN", "evaluation"),
    ("Health authority of the Emirates", "emirates", "AE", "regulator"),
    ("Notified body D", "notified-body-d", "EU", "notified_body"),
    ("Provincial administration 3", "provincial-3", "CN", "regulator"),
    ("Provincial administration 4", "provincial-4", "CN", "regulator"),
    ("Ministry 1", "ministry-1", "CN", "government"),
    ("Ministry 2", "ministry-2", "CN", "government"),
    ("Society 1", "society-1", "INT", "society"),
    ("Society 2", "society-2", "INT", "society"),
    ("Notified body E", "notified-body-e", "EU", "notified_body"),
    ("Provincial administration 5", "provincial-5", "CN", "regulator"),
]  # fmt: skip
STEPS = {  # what an authority may decide: pathway, outcome, device class, words for the name
    "nmpa": [
        ("nmpa_registration", "registered", "cn_iii", "NMPA class III registration"),
        ("nmpa_registration", "registered", "cn_ii", "NMPA class II registration"),
        ("nmpa_green_channel", "entered", "", "NMPA green channel"),
        ("nmpa_trial", "trial_started", "cn_iii", "clinical study for NMPA"),
    ],
    "fda": [
        ("fda_510k", "cleared", "us_ii", "FDA 510(k)"), ("fda_ide", "trial_allowed", "us_iii", "FDA IDE"),
        ("fda_pma", "approved", "us_iii", "FDA premarket approval"), ("fda_de_novo", "granted", "us_ii", "FDA De Novo"),
        ("fda_breakthrough", "granted", "", "FDA breakthrough designation"),
    ],
    "cms": [("cms_coverage", "covered", "", "CMS coverage")],
    "EU": [("ce_mdr", "certified", "eu_iii", "CE-MDR certificate"), ("ce", "certified", "", "CE mark")],
    "other": [("other", "approved", "", "regional approval"), ("other", "pending", "", "application")],
}  # fmt: skip
AMOUNTS = [
    "tens of millions of dollars", "nearly RMB 100 million", "over US$5 million", "RMB 30 million", "undisclosed",
    "数千万元", "近亿元", "US$12 million", "hundreds of millions of yuan", "about RMB 50 million", "EUR 8 million", "",
]  # fmt: skip
SERIES = ["angel", "seed", "a", "b", "c", "d", "additional", "unstated"]


def company_name(random) -> tuple[str, str, int]:
    """(English name, Chinese name, index of its field in FIELDS) of an invented company."""
    syllables = [SYLLABLES[int(random() * len(SYLLABLES))] for _ in range(2 if random() < 0.55 else 3)]
    field = int(random() * len(FIELDS))
    suffix = SUFFIXES[int(random() * len(SUFFIXES))]
    english = "".join(syllable for syllable, _character in syllables).capitalize()
    chinese = "".join(character for _syllable, character in syllables)
    return f"{english} {FIELDS[field][0]} {suffix[0]}", f"{chinese}{FIELDS[field][1]}{suffix[1]}", field


def summary(random, field: int) -> str:
    """What a company makes, in 100 to 200 characters; every tenth in Chinese."""
    _english, chinese, indication = FIELDS[field]
    if random() < 0.1:
        first, second = (DEVICES_CHINESE[int(random() * len(DEVICES_CHINESE))] for _ in range(2))
        return f"专注{chinese}领域的{first}与{second}，用于微创手术和早期筛查，已进入多家三甲医院，并在海外开展研究。"
    first, second = (DEVICES[int(random() * len(DEVICES))] for _ in range(2))
    virtue = VIRTUES[int(random() * len(VIRTUES))]
    return f"Makes the {first} and the {second} for {indication}; it {virtue}. Sold to hospitals, with a trial abroad."
