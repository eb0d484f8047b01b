"""Random dossiers for holdout.py: canonical columns with days, moments, texts, and unreadable cells."""

import datetime

import workdays

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 27)
# Days that matter: Tết, holidays, a Saturday that was worked, the end of the districts, ends of years and weeks.
TURNS = [datetime.date(2024, 12, 30), datetime.date(2025, 1, 24), datetime.date(2025, 4, 25), datetime.date(2025, 6, 27),
         datetime.date(2025, 8, 28), datetime.date(2025, 12, 30), datetime.date(2026, 2, 12), datetime.date(2026, 8, 20),
         datetime.date(2026, 11, 13)]
# One unit per line, with all its spellings; Tân Phú and Tân Phủ are two units.
UNITS = [
    ["UBND xã Tân Hòa", "Ủy ban nhân dân xã Tân Hòa", "Uỷ ban nhân dân xã Tân Hoà", "UBND XÃ TÂN HOÀ", "UBND X. Tân Hòa", "UBND  xã  Tân Hòa"],
    ["UBND phường 1", "UBND P. 1", "UBND P.1", "Ủy Ban Nhân Dân phường 1", "ubnd phường 1"],
    ["UBND xã Tân Phú", "UBND X.Tân Phú", "UBND xã Tân phú"],
    ["UBND xã Tân Phủ", "Ủy ban nhân dân xã Tân Phủ"],
    ["UBND thị trấn Thủy Đông", "UBND TT. Thuỷ Đông", "UBND thị trấn Thuỷ Đông"],
    ["UBND thành phố Sa Đéc", "UBND TP. Sa Đéc", "Ủy ban nhân dân TP.Sa Đéc"],
    ["Phòng Tư pháp", "P. Tư pháp", "PHÒNG TƯ PHÁP", "Phòng Tư Pháp"],
    ["Phòng Văn hóa - Xã hội", "Phòng Văn hoá - Xã hội", "Phòng Văn hóa Xã hội"],
    ["Phòng Kinh tế xã Tân Mỹ", "Phòng Kinh tế - xã Tân Mỹ"],
    ["Sở Tư pháp", "SỞ TƯ PHÁP"], ["UBND huyện Lấp Vò", "Ủy ban nhân dân huyện Lấp Vò"],
    ["Bảo hiểm xã hội"], ["Chi nhánh đất đai"], ["UBND đặc khu Phú Quốc"], ["UBND thành phố Huế", "UBND TP. Huế"],
]
FIELDS = ["Hộ tịch", "Đất đai", "Xây dựng, nhà ở", "Giáo dục; đào tạo", 'Văn hóa "cơ sở"', ""]
PROCEDURES = ["Đăng ký khai sinh", "Cấp giấy phép xây dựng", "Chứng thực bản sao", "Đăng ký biến động"]
LEVELS = ["Tỉnh", "Cấp huyện", "xã", "Phường", ""]
CHANNELS = ["Trực tiếp", "Tại bộ phận một cửa", "Một cửa", "1", "", "", "Trực tuyến", "2", "Qua mạng", "Nộp qua Cổng dịch vụ công quốc gia",
            "BCCI", "3", "Bưu điện", "Qua dịch vụ bưu chính công ích", "Tiếp nhận phi địa giới"]
SERVICE_LEVELS = ["Mức độ 4", "4", "Toàn trình", "DVC toàn trình", "Mức 3", "Một phần", "3", "Mức độ 2", "1", ""]
STATUSES = {
    "ended": ["Đã trả kết quả", "Đã xử lý xong", "Hoàn thành", "Đã có kết quả", "Trả lại kết quả", "Chờ trả kết quả", "Hoàn tất", "Kết thúc",
              "Đã duyệt - chờ trả kết quả", "Cấp phép", "Quá hạn", "Đúng hạn", ""],
    "open": ["Đang xử lý", "Mới tiếp nhận", "Được tiếp nhận", "Chưa trả kết quả", "Đang thụ lý", "Trình ký", "Chờ phân công", "Chờ phê duyệt",
             "Đã bổ sung", "Yêu cầu xử lý lại", "Quá hạn", "Đã ký Giấy chứng nhận", ""],
    "waiting": ["Chờ bổ sung", "Đang chờ bổ sung", "Tạm dừng", "Chờ thực hiện nghĩa vụ tài chính", "Chờ công dân bổ sung", "Chờ thanh toán",
                "Đã chuyển thông tin thuế", "Tạm ngưng thẩm định"],
    "returned": ["Đã rút", "Công dân đã rút hồ sơ", "Từ chối", "Từ chối giải quyết", "Trả lại", "Hủy", "Đã hủy", "Không cấp phép",
                 "Không giải quyết", "Bị từ chối"],
    "halted": ["Dừng xử lý", "DỪNG XỬ LÝ"],
    "notAccepted": ["Không tiếp nhận", "Không được tiếp nhận", "Từ chối tiếp nhận"],
    "deleted": ["Đã xóa"],
}
UNREADABLE = ["#N/A", "chưa rõ", "theo quy định", "31/02/2025", "#REF!"]
PLAIN = {"formulas": 0.0, "unreadable": 0.04, "spellings": 0.3, "times": 0.5, "no_due": 0.08, "spoilt": 0.03, "own_day": 0.6,
         "kinds": {"ended": 10, "open": 4, "waiting": 2, "returned": 3, "halted": 2, "notAccepted": 1}}


class Maker:
    """Makes dossiers by a theme, which states how often each feature occurs."""

    def __init__(self, rng, theme):
        self.rng, self.theme = rng, PLAIN | theme
        self.calendar = workdays.Calendar({})
        self.units = theme.get("units") or rng.sample(UNITS, 6)
        self.first = rng.randrange(1000, 90000)

    def chance(self, what):
        return self.rng.random() < self.theme[what]

    def dossier(self, number):
        rng = self.rng
        received = min(rng.choice(TURNS) + rng.randrange(-6, 12) * DAY, TODAY - DAY)
        if rng.random() < 0.4:
            received = datetime.date(2024, 7, 1) + rng.randrange(860) * DAY
        received = max(received, self.theme.get("from", received))
        kinds = self.theme["kinds"]
        kind = rng.choices(list(kinds), kinds.values())[0]
        spelt = rng.choice(self.units)
        row = {"kind": kind, "code": self.code(number, received), "procedure": rng.choice(PROCEDURES), "field": rng.choice(FIELDS),
               "unit": rng.choice(spelt) if self.chance("spellings") else spelt[0], "spelt": spelt, "unitLevel": rng.choice(LEVELS),
               "serviceLevel": rng.choice(SERVICE_LEVELS), "finished": None, "returned": None, "intakeChannel": rng.choice(CHANNELS),
               "returnChannel": rng.choice(CHANNELS), "status": rng.choice(STATUSES[kind]), "personal": f"Công dân {number:05}"}
        row["submitted"], row["received"] = self.accepted(received)
        row["due"] = None if self.chance("no_due") else self.timed(self.due(received))
        if kind == "ended" or (kind in ("returned", "halted") and self.chance("own_day")):
            self.finish(row)
        self.spoil(row)
        return row

    def code(self, number, day):
        number += self.first
        return f"H20.{self.rng.choice(['36', '36.18'])}-{day:%y%m%d}-{number:05}" if self.rng.random() < 0.8 else f"HS {number}"

    def timed(self, day):
        """With or without a time of day, often at the edge of working time."""
        if not self.chance("times"):
            return day
        hour, minute = self.rng.choice([(7, 29), (7, 30), (11, 30), (11, 31), (13, 30), (16, 59), (17, 0), (17, 1), (10, 0), (15, 45)])
        return datetime.datetime(day.year, day.month, day.day, hour, minute)

    def accepted(self, received):
        """(filed, received): some days before, or close to the eighth working hour."""
        rng = self.rng
        filed = received - rng.choice([0, 0, 1, 1, 2, 3, 4]) * DAY
        moment = self.timed(filed)
        if isinstance(moment, datetime.datetime) and rng.random() < 0.5:
            return moment, self.after_hours(moment) + rng.choice([-1, 0, 1, 2]) * datetime.timedelta(minutes=1)
        return moment, self.timed(received)

    def after_hours(self, moment):
        """Eight working hours later."""
        plain = lambda m: (m.date(), m.hour * 3600 + m.minute * 60)
        stop = moment + datetime.timedelta(hours=10)
        while self.calendar.seconds(plain(moment), plain(stop)) < workdays.LIMIT:
            stop += datetime.timedelta(minutes=15)
        return stop

    def due(self, received):
        due = received + self.rng.randrange(1, 25) * DAY
        return due + self.rng.choice([0, 0, (7 - due.weekday()) % 7]) * DAY

    def finish(self, row):
        rng = self.rng
        received = day_of(row["received"])
        due = day_of(row["due"]) if isinstance(row["due"], datetime.date) else received
        end = min(max(received, due + rng.choice([-9, -3, -1, -1, 0, 0, 0, 1, 2, 3, 20]) * DAY), TODAY)
        row["finished" if rng.random() < 0.8 else "returned"] = self.timed(end)
        if row["finished"] and rng.random() < 0.6:
            row["returned"] = self.timed(min(end + rng.randrange(5) * DAY, TODAY))

    def spoil(self, row):
        rng = self.rng
        for column in ("due", "finished", "returned"):
            if self.chance("unreadable"):
                row[column] = rng.choice(UNREADABLE)
            if self.chance("formulas"):
                row[column] = f"=DATE(2025,{rng.randrange(1, 13)},15)"
        if self.chance("spoilt"):
            rng.choice([
                lambda: row.update({rng.choice(["intakeChannel", "returnChannel", "serviceLevel"]): "Khác"}),
                lambda: row.update(status="Chuyển văn thư"),
                lambda: row.update(received=None),
                lambda: row.update(received=None, submitted=None),
                lambda: row.update(code=rng.choice(["", "2.02208E+11"])),
                lambda: row.update(submitted=rng.choice(UNREADABLE)),
                lambda: row.update(status="Đã xóa"),
            ])()

    def again(self, row, newer):
        """The same dossier in another export: more advanced in the newer one, less in the older one, or just different."""
        rng, row = self.rng, dict(row)
        row["code"] = rng.choice([str, str.lower, lambda c: c.replace("-", "–"), lambda c: "\ufeff" + c, lambda c: c[:3] + "\u200b" + c[3:]])(row["code"])
        open_again = {"finished": None, "returned": None, "status": rng.choice(STATUSES["open"][:5]), "kind": "open"}
        ended = {"kind": "ended", "status": "Đã trả kết quả"}
        changes = [lambda: row.update(unit=rng.choice(row["spelt"])), lambda: row.update(intakeChannel=rng.choice(CHANNELS)),
                   lambda: row.update(open_again), lambda: row.update(status=rng.choice(STATUSES["returned"])),
                   lambda: row.update(due=self.timed(self.due(day_of(row["received"])))),
                   lambda: (row.update(ended), self.finish(row)), lambda: (row.update(ended), self.finish(row)), lambda: None]
        if not newer and rng.random() < 0.6:
            row.update(open_again)
        elif isinstance(row["received"], datetime.date):
            for change in rng.sample(changes, 2):
                change()
        return row


def day_of(value):
    return value.date() if isinstance(value, datetime.datetime) else value
