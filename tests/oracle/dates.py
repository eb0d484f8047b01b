"""Dates of spec.md section 2. A moment is (day, seconds of the day or None)."""

import datetime
import re

ZONE = 7 * 3600
NONE = {datetime.date(1900, 1, 1), datetime.date(1, 1, 1)}
DAY_FIRST = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?")
NET = re.compile(r"\\?/Date\((-?\d+)(?:[+-]\d{4})?\)\\?/")
NUMBER = re.compile(r"\d+(\.\d+)?")
CODE = re.compile(r"[^-]+-(\d{2})(\d{2})(\d{2})-\d+")
SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d+")
IMPOSSIBLE = "impossible"


def read(cell, epoch1904=False):
    """A moment, None for no date, or IMPOSSIBLE."""
    text = " ".join(cell.text.split())
    try:
        moment = parse(cell.number, text, epoch1904)
    except (ValueError, OverflowError):
        return IMPOSSIBLE
    return None if moment is not None and moment[0] in NONE else moment


def parse(number, text, epoch1904):
    if number is not None:
        return serial(number, epoch1904)
    if text in ("", "-"):
        return None
    for pattern, build in ((DAY_FIRST, day_first), (ISO, iso), (NET, net)):
        match = pattern.fullmatch(text)
        if match:
            return build(*match.groups())
    if NUMBER.fullmatch(text):
        return serial(float(text), epoch1904)
    raise ValueError(text)


def day_first(day, _, month, year, hour, minute, second):
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    return datetime.date(int(year), int(month), int(day)), clock(hour, minute, second)


def iso(year, month, day, hour, minute, second, zone):
    date, seconds = datetime.date(int(year), int(month), int(day)), clock(hour, minute, second)
    if zone is None or date in NONE:
        return date, seconds
    return shifted(date, seconds + ZONE - offset(zone))


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
