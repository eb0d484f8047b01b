"""Dates of docs/reference.md, "Definitions". A moment is (day, seconds of the day or None)."""

import datetime
import re
import unicodedata

ZONE = 7 * 3600
NONE = {datetime.date(1900, 1, 1), datetime.date(1, 1, 1), datetime.date(1970, 1, 1)}
TIME = r"(\d{1,2})[:h](\d{2})(?::(\d{2}))?"
DAY_FIRST = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?:[ T]+{TIME})?")
TIME_FIRST = re.compile(rf"{TIME}(?: ngay)? (\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}})", re.I)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?")
NET = re.compile(r"\\?/Date\((-?\d+)(?:[+-]\d{4})?\)\\?/")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")
SPELT = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", re.I)
SCRIPT = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun) (\w{3}) (\d{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) gmt([+-]\d{4}).*", re.I)
WEEKDAY = re.compile(r"(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|ngay),? ", re.I)
REMARK = re.compile(r"(\d{1,2}[/-]\d{1,2}[/-]\d{4}(?: \d{1,2}:\d{2}(?::\d{2})?)?) ?[(a-z].*", re.I)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NUMBER = re.compile(r"\d+(\.\d+)?")
EPOCH = re.compile(r"\d{12,13}")
CODE = re.compile(r"[^-]+-(\d{2})(\d{2})(\d{2})-\d+")
SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d+")
UNREADABLE = "unreadable"


def read(cell, epoch1904=False, month_first=False):
    """A moment, None for no date, or UNREADABLE."""
    text = " ".join(cell.text.split())
    try:
        moment = parse(cell.number, text, epoch1904, month_first)
    except (ValueError, OverflowError):
        return UNREADABLE
    return None if moment is not None and moment[0] in NONE else moment


def parse(number, text, epoch1904, month_first):
    if number is not None and number <= 2958465:
        return serial(number, epoch1904)
    if text in ("", "-"):
        return None
    plain = WEEKDAY.sub("", unmarked(text), count=1)
    remark = REMARK.fullmatch(plain)
    for candidate in (text, plain, remark[1] if remark else ""):
        found = DAY_FIRST.fullmatch(candidate)
        if found:
            return day_first(*found.groups(), month_first)
    for pattern, build in ((ISO, iso), (NET, net), (EPOCH, net), (COMPACT, iso_parts)):
        found = pattern.fullmatch(text)
        if found:
            return build(*(found.groups() or (text,)))
    for pattern, build in ((TIME_FIRST, time_first), (SPELT, spelt), (SCRIPT, script)):
        found = pattern.fullmatch(plain) or pattern.fullmatch(unmarked(text))
        if found:
            return build(*found.groups())
    if NUMBER.fullmatch(text):
        return serial(float(text), epoch1904)
    raise ValueError(text)


def unmarked(text):

    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def order(cell):
    """For a text with two numbers and a year: "month" or "day" if it is possible in that order only, "both", or None."""
    found = DAY_FIRST.match(" ".join(cell.text.split())) if cell.number is None else None
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if first <= 12 < second <= 31:
        return "month"
    if second <= 12 < first <= 31:
        return "day"
    return "both" if first != second and max(first, second) <= 12 else None


def day_first(day, _, month, year, hour, minute, second, month_first):
    if month_first:
        day, month = month, day
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    return datetime.date(int(year), int(month), int(day)), clock(hour, minute, second)


def iso(year, month, day, hour, minute, second, zone):
    date, seconds = datetime.date(int(year), int(month), int(day)), clock(hour, minute, second)
    if zone is None or date in NONE:
        return date, seconds
    return shifted(date, seconds + ZONE - offset(zone))


def iso_parts(year, month, day, hour, minute, second):
    return iso(year, month, day, hour, minute, second, None)


def time_first(hour, minute, second, day, month, year):
    return datetime.date(int(year), int(month), int(day)), clock(hour, minute, second)


def spelt(day, month, year):
    return datetime.date(int(year), int(month), int(day)), None


def script(month, day, year, hour, minute, second, zone):
    return iso(year, MONTHS.index(month.lower()) + 1, day, hour, minute, second, zone)


def offset(zone):
    if zone == "Z":
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return (1 if zone[0] == "+" else -1) * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)


def net(milliseconds):
    return shifted(datetime.date(1970, 1, 1), int(milliseconds) // 1000 + ZONE)


def shifted(date, seconds):
    days, rest = divmod(seconds, 86400)
    return date + datetime.timedelta(days=days), rest


def clock(hour, minute, second):
    if hour is None:
        return None
    time = datetime.time(int(hour), int(minute), int(second or 0))
    return time.hour * 3600 + time.minute * 60 + time.second


def serial(number, epoch1904):
    """Rounded to the second; a whole number has no time of day. 1900 has no 29 February."""
    days, seconds = divmod(int(number * 86400 + 0.5), 86400)
    if epoch1904:
        date = datetime.date(1904, 1, 1) + datetime.timedelta(days=days)
    elif days == 60 or days > 2958465:
        raise ValueError(days)
    else:
        date = datetime.date(1899, 12, 31 if days < 60 else 30) + datetime.timedelta(days=days)
    return (None if days == 0 and not epoch1904 else (date, seconds or None))


def in_code(code):
    """The day in the middle of a dossier code, or None."""
    match = CODE.fullmatch(code)
    try:
        return datetime.date(2000 + int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
