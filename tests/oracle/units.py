"""Names of units: spellings that are one unit, aliases, and the level that a name gives (docs/reference.md, "Files" and "Definitions")."""

import datetime
import functools
import re
import unicodedata
from collections import Counter

import words

NO_DISTRICTS = datetime.date(2025, 7, 1)
LEVELS = ("tỉnh", "huyện", "xã")
TONES = "\u0300\u0301\u0303\u0309\u0323"
SHORT = {"p": "phường", "x": "xã", "tt": "thị trấn", "tp": "thành phố"}
# The fields of work of a "phòng"; no ward has such a name.
WORK = ("tư pháp", "tài chính", "kinh tế", "nội vụ", "văn hóa", "giáo dục", "lao động", "y tế", "quản lý", "tài nguyên",
        "nông nghiệp", "kế hoạch", "hạ tầng", "thanh tra", "dân tộc", "xây dựng", "công thương", "khoa học", "đô thị")
CITIES = ("ha noi", "hai phong", "hue", "da nang", "ho chi minh", "can tho")
# A unit's name begins with one of these; longer ones first, so "thị xã" is before "xã".
PREFIXES = [
    ("so", "tỉnh"), ("ban", "tỉnh"), ("phong", "huyện"), ("huyen", "huyện"), ("thi xa", "huyện"), ("thanh pho", "huyện"),
    ("xa", "xã"), ("phuong", "xã"), ("thi tran", "xã"), ("dac khu", "xã"),
]
COMMUNE = re.compile(r"\b(?:(?<!thi )xa|phuong|thi tran|dac khu)\b")
NO_COMMUNE = re.compile(r"\b(?:bao hiem xa hoi|hop tac xa|khoa hoc xa hoi|xa hoi|thi xa)\b")


@functools.lru_cache(1 << 16)
def written_out(name):
    """Lower case, tone marks at the end of each word, abbreviations written out, words separated."""
    text = unicodedata.normalize("NFC", name).lower()
    text = re.sub(r"(?<!\w)(tp|tt|p|x)\s*\.\s*(?=(\S.*))", long_form, text)
    text = " ".join(toned(word) for word in re.findall(r"[^\W_]+", text))
    return re.sub(rf"\b{' '.join(map(toned, ('ủy', 'ban', 'nhân', 'dân')))}\b", "ubnd", text)


def long_form(match):
    short, rest = match[1], match[2]
    phong = short == "p" and any(words_of(rest).startswith(words_of(work)) for work in WORK)
    return ("phòng" if phong else SHORT[short]) + " "


def words_of(text):
    return " ".join(toned(word) for word in re.findall(r"[^\W_]+", text)) + " "


def toned(word):
    """The word with its tone mark at the end: "hoà" and "hòa" are the same, "phú" and "phủ" are not."""
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in letters if c in TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES)) + tone


def form(name):
    return written_out(name).replace(" ", "")


def level(name, all_after, surroundings):
    """The level of a name. `all_after`: all dossiers of the unit came after the end of the districts; a phòng is then a commune's or unknown."""
    plain = words.words(written_out(name)) + " "
    body = plain.removeprefix("ubnd ")
    if body.startswith("thanh pho ") and body.removeprefix("thanh pho ").startswith(CITIES):
        return "tỉnh"
    found = next((value for prefix, value in PREFIXES if body.startswith(prefix + " ")), "")
    if body.startswith("phong ") and names_commune(plain):
        return "xã"
    if found == "huyện" and all_after:
        return "xã" if body.startswith("phong ") and any(map(names_commune, surroundings)) else ""
    return found


def names_commune(text):
    return bool(COMMUNE.search(NO_COMMUNE.sub(" ", words.words(text))))


class Names:
    """The key of each unit, computed from the dossiers that count, after aliases."""

    def __init__(self, options, dossiers):
        self.merge = options.get("mergeSpellings", True)
        self.aliases = options.get("aliases", [])
        counted = Counter(self.alias(d)[0] for d in dossiers if d.live)
        every = Counter({self.alias(d)[0]: 0 for d in dossiers}) + counted
        self.best = {}
        for name in sorted({self.alias(d)[0] for d in dossiers}, key=lambda n: (-counted[n], n)):
            self.best.setdefault(self.form(name), name)

    def form(self, name):
        return form(name) if self.merge else name

    def alias(self, d):
        """(name, level or None) by the dossier's received day; the first matching alias."""
        for alias in self.aliases:
            first = datetime.date.fromisoformat(alias.get("validFrom", "0001-01-01"))
            last = datetime.date.fromisoformat(alias.get("validTo", "9999-12-31"))
            if d.unit and self.form(alias["from"]) == self.form(d.unit) and first <= d.received <= last:
                return words.key(alias["to"]), alias.get("level")
        return d.unit, None

    def settle(self, tables, dossiers):
        """Gives every dossier the key of its unit and its level."""
        for d in dossiers:
            name, _ = self.alias(d)
            d.keys["unit"] = self.best[self.form(name)] if name else ""
        given = {self.form(alias["to"]): alias["level"] for alias in self.aliases if alias.get("level")}
        one = one_level(dossiers)
        after = {}
        for d in dossiers:
            key = (d.table, d.keys["unit"])
            after[key] = after.get(key, True) and d.received >= NO_DISTRICTS
        for d in dossiers:
            unit = d.keys["unit"]
            if d.stated_level is None:
                own = level(unit, after[d.table, unit], tables[d.table].surroundings)
            else:
                own = d.stated_level and one.get(unit, d.stated_level)
            d.keys["unitLevel"] = given.get(self.form(unit), own)
            d.issues["unit-levels"] += bool(d.stated_level and d.stated_level != d.keys["unitLevel"])


def one_level(dossiers):
    """unit -> the level that most of its dossiers state (of equal ones the first of LEVELS), if several spellings state several levels."""
    stated, spellings = {}, {}
    for d in dossiers:
        if d.live and d.stated_level:
            stated.setdefault(d.keys["unit"], Counter())[d.stated_level] += 1
            spellings.setdefault(d.keys["unit"], set()).add(d.unit)
    return {unit: max(LEVELS, key=counts.__getitem__) for unit, counts in stated.items() if len(counts) > 1 and len(spellings[unit]) > 1}
