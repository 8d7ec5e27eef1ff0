"""Chinese family names: which there are, which are common, and how they are read.

Data only. A character often has a reading as a family name that it has nowhere else (单 is Shan
there, dan otherwise); `spelling` puts that reading first and keeps the others findable.
"""

from __future__ import annotations

from collections.abc import Mapping

# About the hundred most frequent, which four in five people bear, roughly most frequent first.
COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)

_FURTHER = frozenset(
    # simplified
    "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
    "裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦"
    "戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻"
    "苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练"
    "廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿"
    "鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由邴訾召"
    "折繁种员秘逄晟黑郇郗隗过令祭句炅能幺便蕃呙么撒寻仉占广伯合降莘眭宓粘乜冒酆郏佴后有年双东西北终空充弘"
    "红竺益桓步别慎宰郦却璩濮从堵茶咸籍赖蔚越夔蒯荤笪谯爱赏墨糜松焉牧山仰秋钭历叱俎忻鱼暨滑甯阎习宦"
    # traditional
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧鐘鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯嶽關蘭"
    "寧紀單塗駱藍華饒時車項連婁竇黨宮費衛應閔鄔邊師榮叢鞏遲鄺談儲樂區闞權強帥蓋練陰國門雲來鮮況幹郟閆賓隨"
)

SINGLE = COMMON | _FURTHER

_READINGS = """
单=shan 單=shan 曾=zeng 仇=qiu 区=ou 區=ou 查=zha 解=xie 朴=piao 任=ren 盖=ge/gai 蓋=ge/gai 翟=zhai/di
尉=wei/yu 冼=xian 洗=xian 缪=miao 乐=yue/le 樂=yue/le 覃=qin/tan 召=shao 折=she 繁=po 种=chong 员=yun
秘=bi 薄=bo 那=na 宁=ning 寧=ning 甯=ning 卜=bu 车=che 車=che 柏=bai 葛=ge 逄=pang 佘=she 晟=cheng 黑=he
郇=xun/huan 郗=chi/xi 隗=wei/kui 谌=chen/shen 过=guo 纪=ji 紀=ji 华=hua 華=hua 应=ying 應=ying 令=ling
相=xiang 訾=zi 祭=zhai 燕=yan 殷=yin 句=gou 曲=qu 石=shi 万=wan 萬=wan 贾=jia 賈=jia 沈=shen 盛=sheng
强=qiang 強=qiang 炅=gui 能=nai 幺=yao 么=yao 牟=mu/mou 便=pian 俞=yu 於=yu 干=gan 蕃=bo 瞿=qu 逯=lu
呙=guo 亓=qi 撒=sa 都=du 谷=gu 叶=ye 葉=ye 寻=xun 仉=zhang 占=zhan 广=guang 伯=bo 合=he 降=jiang
莘=shen/xin 眭=sui 宓=mi/fu 粘=nian 乜=nie 冒=mao 费=fei/bi 費=fei/bi 郏=jia 宿=su 阚=kan 闞=kan 昝=zan
妫=gui 仝=tong 尹=yin 蒙=meng 曹=cao 阿=a 哈=ha 观=guan 率=shuai 佴=nai 臧=zang 藏=zang 俎=zu 笪=da
钭=tou 璩=qu 郦=li 蒯=kuai 暨=ji 冉=ran 褚=chu 芮=rui 昌=chang 奇=qi 塔=ta 吕=lv 呂=lv 闾=lv 行=xing
长=chang 重=chong 适=kuo 血=xue 畜=xu 隽=juan 郄=qie 肖=xiao 蕭=xiao 余=yu 涂=tu 侯=hou 施=shi 谭=tan
譚=tan 温=wen 喻=yu 窦=dou 竇=dou 奚=xi 栾=luan
"""
_COMPOUND = """
欧阳=ou-yang 歐陽=ou-yang 司马=si-ma 司馬=si-ma 诸葛=zhu-ge 諸葛=zhu-ge 单于=chan-yu 單于=chan-yu
尉迟=yu-chi 尉遲=yu-chi 万俟=mo-qi 長孫=zhang-sun 长孙=zhang-sun 慕容=mu-rong 上官=shang-guan
夏侯=xia-hou 皇甫=huang-fu 令狐=ling-hu 宇文=yu-wen 司徒=si-tu 司空=si-kong 公孙=gong-sun 公孫=gong-sun
轩辕=xuan-yuan 东方=dong-fang 東方=dong-fang 南宫=nan-gong 西门=xi-men 东郭=dong-guo 百里=bai-li
呼延=hu-yan 端木=duan-mu 独孤=du-gu 拓跋=tuo-ba 鲜于=xian-yu 鮮于=xian-yu 闾丘=lv-qiu 闻人=wen-ren
濮阳=pu-yang 淳于=chun-yu 申屠=shen-tu 太叔=tai-shu 仲孙=zhong-sun 钟离=zhong-li 赫连=he-lian
澹台=tan-tai 澹臺=tan-tai 亓官=qi-guan 司寇=si-kou 子车=zi-ju 颛孙=zhuan-sun 巫马=wu-ma 公西=gong-xi
漆雕=qi-diao 乐正=yue-zheng 壤驷=rang-si 公良=gong-liang 夹谷=jia-gu 宰父=zai-fu 谷梁=gu-liang
榖梁=gu-liang 羊舌=yang-she 微生=wei-sheng 梁丘=liang-qiu 左丘=zuo-qiu 东门=dong-men 南门=nan-men
公冶=gong-ye 宗政=zong-zheng 完颜=wan-yan 耶律=ye-lv 叶赫=ye-he 那拉=na-la 第五=di-wu 哥舒=ge-shu
纳兰=na-lan 贺兰=he-lan 即墨=ji-mo 达奚=da-xi 褚师=chu-shi 南荣=nan-rong 叔孙=shu-sun
爱新觉罗=ai-xin-jue-luo 侯莫陈=hou-mo-chen 叶赫那拉=ye-he-na-la
"""

# Readings as a family name that are not the character's everyday one, the usual of several first.
READINGS: Mapping[str, tuple[str, ...]] = {
    char: tuple(readings.split("/")) for char, readings in (entry.split("=") for entry in _READINGS.split())
}
# Family names of several characters, syllable by syllable.
COMPOUND: Mapping[str, tuple[str, ...]] = {
    name: tuple(syllables.split("-")) for name, syllables in (entry.split("=") for entry in _COMPOUND.split())
}
LONGEST_COMPOUND = max(map(len, COMPOUND))
