"""The words of docs/reference.md, "Files" and "Definitions": headers and values, folded for comparison."""

import functools
import re
import unicodedata

# Best first; the order decides between two headers for one column. Words of the definitions come first, then those found in real exports.
HEADERS = {
    "code": "Mã hồ sơ, Số hồ sơ, Mã số hồ sơ, Số biên nhận, Số HS, MaHoSo, dossierNo, Mã đơn",
    "procedure": "Tên thủ tục hành chính, Tên thủ tục, Thủ tục, Thủ tục hành chính, Tên TTHC, TenTTHC, "
                 "Mã thủ tục, Tên dịch vụ công, Loại hồ sơ",
    "field": "Lĩnh vực, Tên lĩnh vực",
    "unit": "Cơ quan/đơn vị, Đơn vị, Tên đơn vị, Đơn vị tiếp nhận, Đơn vị thực hiện, Đơn vị giải quyết, "
            "Cơ quan thực hiện, Phòng ban, Cơ quan thụ lý, Đơn vị thụ lý",
    "unitLevel": "Cấp, Cấp thực hiện, Cấp hành chính",
    "serviceLevel": "Mức độ, Mức độ DVC, MucDo, Loại dịch vụ công",
    "submitted": "Ngày nộp, Ngày nộp hồ sơ, NgayNopHoSo, Ngày gửi, submitDate",
    "received": "Ngày tiếp nhận, Ngày nhận, Ngày nhận hồ sơ, Thời gian tiếp nhận, NgayTiepNhan, receivedDate",
    "due": "Ngày hẹn trả, Ngày hẹn trả kết quả, Hạn xử lý, Hạn giải quyết, Ngày hẹn, NgayHenTra, Hẹn trả, Hạn trả kết quả",
    "finished": "Ngày kết thúc xử lý, Ngày kết thúc, Ngày có kết quả, Ngày hoàn thành, Ngày xử lý xong, "
                "NgayKetThucXuLy, Hoàn thành, Ngày hoàn tất",
    "returned": "Ngày trả kết quả, Ngày trả, Ngày trả KQ, NgayTra",
    "intakeChannel": "Hình thức nộp, Hình thức tiếp nhận, Kiểu tiếp nhận, Kênh thực hiện, Kênh tiếp nhận, "
                     "KenhThucHien",
    "returnChannel": "Hình thức nhận kết quả, Hình thức trả kết quả, Phương thức nhận KQ, Hình thức nhận KQ, "
                     "Hình thức trả, Phương thức trả kết quả",
    "status": "Trạng thái, Trạng thái hồ sơ, Tình trạng, Trạng thái xử lý",
    "personal": "Chủ hồ sơ, Người nộp, Họ tên, Số điện thoại, SĐT, CCCD, CMND, Số giấy tờ, Địa chỉ, Email, "
                "Ngày sinh",
}
DATE_COLUMNS = ("submitted", "received", "due", "finished", "returned")

CHANNELS = {
    "direct": "1, Trực tiếp, Tại bộ phận một cửa, Một cửa",
    "online": "2, Trực tuyến, Qua mạng, Điện tử, Cổng dịch vụ công",
    "postal": "3, Bưu chính công ích, BCCI, Bưu chính, Bưu điện",
    "other": "Tiếp nhận phi địa giới",
}
SERVICE_LEVELS = {
    "4": "4, Mức độ 4, Mức 4, Toàn trình",
    "3": "3, Mức độ 3, Mức 3, Một phần",
    "2": "2, Mức độ 2, Mức 2",
    "1": "1, Mức độ 1, Mức 1",
}
UNIT_LEVELS = {"tỉnh": "Tỉnh", "huyện": "Huyện", "xã": "Xã, Phường, Đặc khu, Thị trấn"}
# "blank" means no state: the cell counts as empty. "deleted" means no dossier.
STATUSES = {
    "finished": "Đã xử lý xong, Đã có kết quả, Đã trả kết quả, Hoàn thành, Hoàn tất, Kết thúc, Trả lại kết quả, "
                "Chờ trả kết quả, Trả kết quả, Cấp phép",
    "open": "Đang xử lý, Mới tiếp nhận, Được tiếp nhận, Chưa trả kết quả, Đang thụ lý, Thụ lý, Trình ký, Chờ phân công, "
            "Chờ phê duyệt, Chờ tiếp nhận, Đã chuyển liên thông, Liên thông chờ gửi, Đã bổ sung, Yêu cầu xử lý lại, "
            "Hồ sơ mới nhận, Chờ bàn giao thụ lý, Thẩm định hồ sơ",
    "waiting": "Chờ bổ sung, Yêu cầu bổ sung, Chờ thực hiện nghĩa vụ tài chính, Tạm dừng, Bổ sung, Chờ thanh toán, "
               "Chờ xác nhận thanh toán, Chờ thu phí, Đã chuyển thông tin thuế, Đã phát hành thông báo thuế, "
               "Tạm ngưng thẩm định",
    "returned": "Đã rút, Rút hồ sơ, Rút, Từ chối, Từ chối giải quyết, Trả lại, Hủy, Đã hủy, Không cấp phép, "
                "Không giải quyết, Bị từ chối, Đã từ chối",
    "halted": "Dừng xử lý",
    "notAccepted": "Không tiếp nhận, Không được tiếp nhận, Từ chối tiếp nhận",
    "deleted": "Đã xóa",
    "blank": "Quá hạn, Đúng hạn",
}
YES_NO = {"online": "true, có, x, 1", "direct": "false, không, 0"}
TOTAL_STARTS = ("tong cong", "tong so")
TOTAL_WHOLE = ("tong", "cong", "trong do")
SIGNATURES = ("nguoi lap", "nguoi bao cao", "thu truong", "ky ten", "ky ghi ro", "xac nhan cua")


@functools.lru_cache(1 << 16)
def words(text):
    """Folded words, separated: no case, no diacritics, no punctuation."""
    plain = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "d").lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain))


def squeeze(text):
    return words(text).replace(" ", "")


def listed(text):
    return [part.strip() for part in text.split(",")]


HEADER_INDEX = {squeeze(h): (column, rank)
                for column, text in HEADERS.items() for rank, h in enumerate(listed(text))}


def label_table(lists):
    return {words(label): value for value, text in lists.items() for label in listed(text)}


TABLES = {
    "intakeChannel": label_table(CHANNELS), "returnChannel": label_table(CHANNELS),
    "serviceLevel": label_table(SERVICE_LEVELS), "unitLevel": label_table(UNIT_LEVELS),
    "status": label_table(STATUSES),
}


YES_NO_TABLE = label_table(YES_NO)


@functools.lru_cache(1 << 16)
def value(column, text):
    """The listed value of a cell: "" if blank, None if unknown."""
    folded, table = words(text), TABLES[column]
    if not folded or folded in table:
        return table.get(folded, "")
    held = [label for label in table if not label.isdigit() and f" {label} " in f" {folded} "]
    return table[max(held, key=len)] if held else None


def key(text):
    """A group key: NFC, trimmed, single inner spaces, not folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())
