"""What a column of a list of services can say, and how it is headed."""

from __future__ import annotations

from enum import StrEnum

from assistant_tui.domain.saying import say
from assistant_tui.services.importing.columns import Layout


class Part(StrEnum):
    """A part of a service; the codes are the columns of an export."""

    CODE = "code"
    NAME = "name"
    NAME_EN = "name_en"
    CATEGORY = "category"
    PRICE = "price"
    INITIALS = "initials"
    PURPOSE = "purpose"
    PURPOSE_EN = "purpose_en"
    PREPARATIONS = "preparations"
    ADVICE = "advice"
    ADVICE_EN = "advice_en"
    LOCATION = "location"
    MINUTES = "minutes"
    SIGNATURE = "signature"
    PAY_FIRST = "pay_first"
    CONSENT = "consent"
    BRINGS = "brings"
    UNIT = "unit"
    LARGEST_DOSE = "largest_dose"
    RETIRED = "retired"


HEADINGS: dict[Part, tuple[str, ...]] = {
    Part.CODE: ("编码", "代码", "项目编码", "项目代码", "收费编码", "code", "item code", "service code"),
    Part.NAME: ("名称", "项目名称", "项目", "收费项目", "name", "item", "service"),
    Part.NAME_EN: ("英文名称", "英文名", "name en", "english name"),
    Part.CATEGORY: ("类别", "项目类别", "分类", "category", "kind", "type"),
    Part.PRICE: ("价格", "单价", "收费标准", "金额", "price", "unit price", "fee"),
    Part.INITIALS: ("拼音码", "拼音首字母", "首字母", "拼音简码", "initials", "pinyin"),
    Part.PURPOSE: ("目的", "用途", "说明", "purpose"),
    Part.PURPOSE_EN: ("英文目的", "英文用途", "purpose en"),
    Part.PREPARATIONS: ("准备", "检查准备", "preparations", "preparation"),
    Part.ADVICE: ("注意事项", "提示", "advice"),
    Part.ADVICE_EN: ("英文注意事项", "英文提示", "advice en"),
    Part.LOCATION: ("地点", "执行科室", "执行地点", "location", "department"),
    Part.MINUTES: ("分钟", "时长", "出结果时间", "minutes", "usual minutes"),
    Part.SIGNATURE: ("需签字", "签字", "signature"),
    Part.PAY_FIRST: ("先缴费", "先付费", "pay first"),
    Part.CONSENT: ("同意书", "知情同意书", "consent"),
    Part.BRINGS: ("带出", "附带项目", "关联项目", "brings"),
    Part.UNIT: ("剂量单位", "dose unit", "unit"),
    Part.LARGEST_DOSE: ("最大单次剂量", "最大剂量", "largest dose"),
    Part.RETIRED: ("停用", "retired"),
}

SERVICES = Layout(
    HEADINGS,
    Part.CODE,
    lambda columns: say(
        "No column is the code. Say which: --map code=COLUMN. The columns are: {columns}", columns=columns
    ),
)
