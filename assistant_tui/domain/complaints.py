"""What distinguishes a complaint from a name, where both are a few characters of text.

Data, and the two questions that quick entry asks of it. Deliberately small: characters that parents do not
give to children, and words that begin like a family name but are none.
"""

from __future__ import annotations

import re

from assistant_tui.domain.surnames import SINGLE

_NOT_IN_NAMES = frozenset(
    "痛疼炎症癌瘤血压咳嗽喘晕昏吐泻呕肿胀酸麻痒孕胎妊娠乳尿便肛肠胃肝肾肺胸腹腰背腿膝颈肩脚趾牙齿龈舌喉咽鼻眼皮肤疤伤裂脱垂"
    "药针术拆检测验片镜换补拔洗镶超不没的了次未"
)
# The characters under the sickness radical stand together in Unicode: 疒 to 癱.
_SICKNESS = re.compile("[\u7592-\u7671]")
# They begin with a family name and contain none of the characters above.
_BEGINNINGS = """
白带 初诊 急诊 查体 常规 左侧 左下 左上 左边 右侧 双眼 经期 经量 高热 高烧 高危 全身 全口 宫内 宫外 双侧
水肿 水泡 水样 时时 解大 解小 安环 安节育 米粒 黄染 干呕 干燥 温热 流 空腹 项部 红斑 红点 包块 包茎 阴道
阴部 房事 胡言 连续 充填 盖髓 种植 种牙 戴冠 戴环 平时 易怒 易饿 金属 冷热 冷敏 广泛 能否 强直 关节 满口
支抗 成人 计划 申请 报告 单颗 相关 雷公 石膏 万一 常感 向外 终日 宿醉 尤其 过敏 过期 过来 明显 康复 边缘
甘油 车祸 梅毒 简单 乐观 顾虑 平车 单位 项目 明天 方便 宁可 花斑 花粉 应激 强烈 高龄 管路 桥体 全瓷 全麻
门诊 家属 游离
"""
_ENGLISH = """
pain ache headache toothache backache earache stomachache fever cough cold flu bleeding blood nausea
vomiting diarrhea diarrhoea dizzy dizziness rash itching itch swelling swollen cramps cramp discharge
infection injury fracture wound burn fatigue weakness tired anxiety insomnia asthma diabetes
hypertension pregnancy pregnant period periods painful heavy severe mild acute chronic lower upper left
right abdominal abdomen belly stomach chest back neck knee leg arm foot hand eye ear nose throat tooth
teeth gum molar crown filling implant root canal extraction cleaning braces check checkup check-up
control follow-up followup test tests results result report surgery operation dressing change removal
removed iud ct mri bp ecg hpv tct ivf b x-ray xray scan ultrasound lmp days day weeks week months month
years year since for after before with without and of on in the a no not my her his is has had from to
cyst fibroid piles haemorrhoids hemorrhoids fistula fissure lump sore broken loose missed late early
first second third post pre op visit patient
"""
_STARTS = tuple(_BEGINNINGS.split())
_WORDS = frozenset(_ENGLISH.split())


def is_complaint(text: str) -> bool:
    """Whether Chinese text is surely no name: it has a character or a beginning that names do not have.

    A first character that is a family name (查, 皮, 麻) tells nothing.
    """
    telling = text[1:] if text[:1] in SINGLE else text
    return bool(_SICKNESS.search(text)) or not _NOT_IN_NAMES.isdisjoint(telling) or text.startswith(_STARTS)


def is_complaint_word(word: str) -> bool:
    """Whether an English word belongs to complaints rather than to names."""
    lower = word.casefold()
    return lower in _WORDS or (len(lower) > len("itis") and lower.endswith(("itis", "ache")))
