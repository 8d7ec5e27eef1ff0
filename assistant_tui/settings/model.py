"""The settings themselves, and how the file explains them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant_tui.domain.goals import Aims, Goal


class Language(StrEnum):
    """The language to speak; `auto` asks the system."""

    AUTO = "auto"
    CHINESE = "zh_CN"
    ENGLISH = "en"


class Theme(StrEnum):
    """The colours of the screen."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Printer:
    """The receipt printer: the width of its paper in millimetres (58 or 80), and where it is reached.

    `target` is a device, a file or `tcp://HOST:PORT`; empty: there is none.
    """

    width: int = 58
    target: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """One workstation's settings; the defaults are those of a machine without a file."""

    language: Language = Language.AUTO
    theme: Theme = Theme.DARK
    pack: str = "general"
    room: str = ""
    assistant: str = ""
    database: str = ""
    backups: str = ""
    timezone: str = ""
    hide_names: bool = False
    bell: bool = True
    sound: bool = False
    desktop: bool = False
    printer: Printer = Printer()
    wait_target: int = 0
    """Minutes that no wait should be longer than; 0: the pack's maximum wait."""
    goals: tuple[Goal, ...] = ()
    """At most one for each figure, in the order of `GoalFigure`."""

    @property
    def aims(self) -> Aims:
        """What the clinic has set itself."""
        from assistant_tui.domain.goals import Aims  # noqa: PLC0415 - most commands ask for no figures

        return Aims(timedelta(minutes=self.wait_target) or None, self.goals)

    def plain(self) -> dict[str, Any]:
        """Every setting by its name, in the types that TOML has."""
        return asdict(self) | {"goals": {goal.figure.value: _plain(goal) for goal in self.goals}}

    def with_(self, **changes: Any) -> Settings:
        """The same settings but for these."""
        return replace(self, **changes)


def _plain(goal: Goal) -> dict[str, Any]:
    return {"from": goal.origin, "to": goal.to, "start": goal.start, "by": goal.by}


COMMENTS = {
    "language": "界面语言，auto 跟随系统 / language: auto (the system's), zh_CN or en",
    "theme": "配色 / colours: dark, light or contrast",
    "pack": "模板包的名称或文件夹路径 / pack: a name, or the path of a folder",
    "room": "本机所在诊室的代码 / code of the room that this workstation speaks for",
    "assistant": "医助姓名，记入日志 / the assistant's name, for the journal",
    "database": "数据库文件，留空用默认位置 / database file; empty: the usual place",
    "backups": "备份文件夹，留空则放在数据库旁 / folder for backups; empty: beside the database",
    "timezone": "时区，如 Asia/Shanghai，留空用系统的 / time zone; empty: the system's",
    "hide_names": "启动时隐藏姓名 / start with names hidden: true or false",
    "bell": "提醒响铃 / ring the bell for alerts: true or false",
    "sound": "提醒时播放提示音 / play a tone for alerts: true or false",
    "desktop": "提醒时弹出桌面通知 / show alerts on the computer's desktop: true or false",
    "printer": "小票打印机：纸宽 58 或 80，设备或 tcp:// 地址 / receipt printer: width in mm, target",
    "wait_target": "候诊不应超过的分钟数，0 用模板包的 / minutes that no wait should exceed; 0: the pack's",
    "goals": "目标：指标从多少到多少，起止日期 / goals: figures, from what to what, between which days",
}
"""What the file says above each setting; in both languages, for the file outlives the choice of one."""
