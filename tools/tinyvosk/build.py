"""From a list of phrases to a folder that vosk loads."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tools.tinyvosk import acoustic_model, features, graph, phrases, speech, training
from tools.tinyvosk.network import Progress
from tools.tinyvosk.phrases import Phrases, Pronunciation
from tools.tinyvosk.training import Utterance

TELLINGS = 40
"""How often each phrase is heard, each time in another voice, room and noise."""
SALADS, STRANGE, QUIET = 200, 4000, 50
"""Known words in any order; syllables of no phrase, which are all unknown; noise alone.

With half as many tellings what is said once in a noise is learnt by heart, and another noise blurs all phones alike.
"""
UNKNOWN_COST = 4.0
DOUBT = 2.0
"""So much likelier than it was in learning is unknown speech in a lobby, frame by frame: without it most strangers'
sentences are taken for the phrase that sounds most like them."""
SYLLABLES = (
    "一二三四五六七八九十百千万元块角分年月日时天今明后上下左右前里外东西南北中大小多少高低长短开关来去进出"
    "到回走跑站坐看听说读写问答想知道要能会可以请帮办理业务存取款钱币账户卡号密码身份证件银行柜台机器人工服"
    "经客厅排队等候叫窗口电话手信用额度利息率定期活财产品基金保险黄金外汇转贷还查询打印流水单据签字名性别男"
    "女老先生姐孩子家房车公司学校医院路街楼层门厕所火山石田土木花草鸟鱼马牛羊风云雨雪春夏秋冬红黄蓝绿白黑快"
    "慢早晚新旧好坏对错真假热冷远近轻重是不没有也都就和在这那哪什么怎谢再见欢迎光临稍急别怕户大汇水全部清楚忘记丢"
    "失修改换补销挂网络充值缴费税社保障老龄残疾特殊绿色通优先第次件张本支付宝微信扫"
    "啊埃鞍肮凹崩鞭标彬兵剥擦苍拆昌超郴撑吃抽揣川吹戳聪凑粗蹿摧当德碉跌墩恩发藩否噶干冈哥给根耕钩辜乖辊锅蛤"
    "酣夯痕哼荤僵炯捐嚼均康考肯坑空枯夸匡亏坤括垃琅乐勒俩联粮撩列龙峦抡掠埋芒猫萌棉苗蔑民谬摸谋氖囊挠呢馁嫩"
    "妮娘捏您柠脓奴暖挪虐哦欧攀乓呸喷砰辟篇飘撇乒泊剖脯掐枪橇切钦琼缺裙然瓤饶扔戎揉茹软蕊闰若撒腮桑森僧莎筛"
    "刷摔栓霜吮松搜苏酸虽孙塌坍汤掏藤梯挑贴偷湍推吞拖挖嗡挝兄墟轩压焉哟匝咱赃责贼增扎摘招舟珠抓拽桩锥谆捉鬃"
    "租钻嘴尊"
)
"""Random strings of these are what the unknown is learnt from: every syllable that Mandarin has, those of a bank more
often. Strange sentences were taken for phrases mostly by syllables that had never been heard as unknown.
"""
DECODING = """--min-active=200
--max-active=3000
--beam=13.0
--lattice-beam=6.0
--acoustic-scale=0.3
--frame-subsampling-factor=3
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""
KINDS = {"B": "begin", "I": "internal", "E": "end", "S": "singleton"}


@dataclass(frozen=True)
class _Task:
    """One utterance to make; no text is noise alone."""

    number: int
    text: str
    words: tuple[Pronunciation, ...]
    manner: speech.Manner


def build(listed: list[phrases.Words], folder: Path, progress: Progress) -> None:
    """Train and write a model that knows `listed`; raises PhraseRefused."""
    known = phrases.spell(listed)
    tasks = list(_tasks(known, random.Random(0)))
    room = speech.Room()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        utterances = list(pool.map(lambda task: _utter(task, room), tasks))
    hours = sum(len(u.features) for u in utterances) * features.SHIFT / features.RATE / 3600
    progress(f"{len(utterances)} utterances, {hours:.2f} h")
    names = sorted({phone for u in utterances for word in u.words for phone in word})
    outputs = {name: number for number, name in enumerate(names, 1)}
    network = training.train(utterances, outputs, progress)
    network = _doubting(network, outputs[graph.NOISE_PHONE])
    _write(folder, known, outputs, network)
    progress(f"written to {folder}")


def _tasks(known: Phrases, chance: random.Random) -> Iterator[_Task]:
    lexicon = known.lexicon
    said: list[tuple[str, tuple[Pronunciation, ...]]] = []
    for words, spelt in known.spelt.items():
        said += [("".join(words), spelt)] * TELLINGS
    for _ in range(SALADS):
        mixed = chance.choices(list(lexicon), k=chance.randint(1, 4))
        said.append(("".join(mixed), tuple(chance.choice(lexicon[word]) for word in mixed)))
    for _ in range(STRANGE):
        text = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 8)))
        said.append((text, ((graph.NOISE_PHONE,),)))
    said += [("", ())] * QUIET
    for number, (text, pronunciations) in enumerate(said):
        yield _Task(number, text, pronunciations, speech.Manner.any(chance))


def _utter(task: _Task, room: speech.Room) -> Utterance:
    chance = random.Random(task.number)
    if task.text:
        sound = speech.spoken(task.text, task.manner)
    else:
        sound = room.noise(features.RATE, chance) * 1e-3
    return Utterance(features.mfcc(room.heard(sound, chance)), task.words)


def _doubting(network: acoustic_model.Network, unknown: int) -> acoustic_model.Network:
    """Decoding divides by an output's prior, so a smaller one makes it likelier."""
    priors = list(network.priors)
    priors[unknown] /= DOUBT
    return replace(network, priors=priors)


def _write(
    folder: Path, known: Phrases, outputs: dict[str, int], network: acoustic_model.Network
) -> None:
    for name in ("am", "conf", "graph/phones"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    positioned = [f"{name}_{kind}" for name in outputs for kind in KINDS]
    phone_numbers = {name: n for n, name in enumerate([graph.SILENCE_PHONE, *positioned], 1)}
    lexicon = known.lexicon
    symbols = ["<eps>", graph.UNKNOWN, *lexicon]
    words = {word: number for number, word in enumerate(symbols)}
    boundaries = "".join(f"{phone_numbers[p]} {KINDS[p[-1]]}\n" for p in positioned)
    texts = {
        "conf/mfcc.conf": features.OPTIONS,
        "conf/model.conf": DECODING,
        "graph/words.txt": "".join(f"{word} {number}\n" for word, number in words.items()),
        "graph/phones/word_boundary.int": f"{phone_numbers[graph.SILENCE_PHONE]} nonword\n{boundaries}",
        "graph/disambig_tid.int": "",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    scored = [training.SILENCE, *(outputs[phone[:-2]] for phone in positioned)]
    acoustic_model.write(folder / "am" / "final.mdl", network, scored)
    graph.words_graph(lexicon, words, phone_numbers, UNKNOWN_COST).write(
        folder / "graph" / "HCLr.fst"
    )
    graph.phrases_graph(known.spelt, words).write(folder / "graph" / "Gr.fst")
