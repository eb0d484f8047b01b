"""Signs, outages and samples, computed independently of the product: dossiers are plain rows, and rules are applied one after another."""

from datetime import datetime, timedelta

MASK = (1 << 64) - 1


def weight(seed: str, text: str) -> int:
    """FNV-1a of seed, line end and text, then the mixing steps of SplitMix64."""
    value = 0xCBF29CE484222325
    for byte in f"{seed}\n{text}".encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value = (value ^ value >> shift) * factor & MASK
    return value ^ value >> 31


def sample(seed: str, codes: list[str], size: int) -> list[str]:
    """The codes with the smallest weights, in the order of the file."""
    drawn = set(sorted(codes, key=lambda code: weight(seed, code))[:size])
    return [code for code in codes if code in drawn]


def moment(text: str) -> tuple[datetime | None, bool]:
    """A moment, and whether it has a time; midnight is not a time."""
    if not text:
        return None, False
    day, _, time = text.partition(" ")
    at = datetime.strptime(f"{day} {time or '00:00'}", "%d/%m/%Y %H:%M")
    return at, at.hour + at.minute > 0


def same_minute(rows: list[dict], least: int) -> list[str]:
    """Codes of dossiers that their unit ended in a minute with at least this many."""
    counts: dict[tuple, int] = {}
    for row in rows:
        at, timed = moment(row["end"])
        if timed:
            counts[row["unit"], at] = counts.get((row["unit"], at), 0) + 1
    return [row["code"] for row in rows if counts.get((row["unit"], moment(row["end"])[0]), 0) >= least]


def last_minutes(rows: list[dict], minutes: int) -> list[str]:
    """Codes of dossiers that ended at most this many minutes before the time of the appointment."""
    found = []
    for row in rows:
        (end, end_timed), (due, due_timed) = moment(row["end"]), moment(row["due"])
        if end_timed and due_timed and end.date() == due.date() and timedelta(0) <= due - end <= timedelta(minutes=minutes):
            found.append(row["code"])
    return found


def day_off(rows: list[dict], holidays: set[str]) -> list[str]:
    """Codes of dossiers that ended on a weekend or a holiday (days as dd/mm/yyyy)."""
    found = []
    for row in rows:
        end, _ = moment(row["end"])
        if end and (end.weekday() > 4 or end.strftime("%d/%m/%Y") in holidays):
            found.append(row["code"])
    return found
