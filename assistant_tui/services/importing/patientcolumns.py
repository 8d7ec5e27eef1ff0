"""What a column of a list of patients can say, and how it is headed."""

from __future__ import annotations

from enum import StrEnum

from assistant_tui.domain.saying import say
from assistant_tui.services.importing.columns import Layout


class Field(StrEnum):
    """What a column can say about a patient."""

    NAME = "name"
    SEX = "sex"
    BORN = "born"
    AGE = "age"
    PHONE = "phone"
    CARD = "card"
    ID = "id"
    NOTE = "note"


HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.NAME: (
        "姓名",
        "名字",
        "患者",
        "患者姓名",
        "病人姓名",
        "name",
        "full name",
        "patient",
        "patient name",
    ),
    Field.SEX: ("性别", "sex", "gender"),
    Field.BORN: (
        *("出生日期", "出生年月日", "出生年月", "出生", "生日"),
        *("born", "birth date", "birthdate", "date of birth", "dob", "birthday"),
    ),
    Field.AGE: ("年龄", "岁数", "age"),
    Field.PHONE: (
        *("电话", "电话号码", "联系电话", "联系方式", "手机", "手机号", "手机号码"),
        *("phone", "phone number", "telephone", "tel", "mobile", "mobile phone", "mobile number"),
    ),
    Field.CARD: (
        *("卡号", "就诊卡", "就诊卡号", "医保卡号", "社保卡号", "病历号", "病案号"),
        *("card", "card number", "card no", "mrn", "record number"),
    ),
    Field.ID: ("身份证", "身份证号", "身份证号码", "id number", "national id", "identity number"),
    Field.NOTE: ("备注", "说明", "note", "notes", "remark", "remarks", "comment", "comments"),
}
"""Headings as they are recognised; case, spaces, `_ - * :` and what stands in brackets do not matter."""

PATIENTS = Layout(
    HEADINGS,
    Field.NAME,
    lambda columns: say(
        "No column is the name. Say which: --map name=COLUMN. The columns are: {columns}", columns=columns
    ),
)
