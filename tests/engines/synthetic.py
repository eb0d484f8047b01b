"""Canonical dossiers by the million, made by DuckDB's arithmetic: the same in every run, 2% of the codes twice. `lists` makes raw lists
of the same dossiers, as CSV."""

import duckdb

UNITS, MONTHS = 700, 60
# The bits of `lacks` for columns that are left out: submitted, returned.
LACKS = 1 << 1 | 1 << 4


def _dossiers(first, rows, code):
    """Days from 2021 to 2025; neighbouring dossiers differ by multiples of primes, not at random."""
    number = f"(range + {first})"
    part = lambda prime, many: f"CAST(({number} * {prime} // 7) % {many} AS INTEGER)"
    return f"""
        SELECT {code} AS code, {code} AS key, CAST({number} + 1 AS BIGINT) AS seq,
            'Đơn vị ' || lpad(CAST({part(7919, UNITS)} AS VARCHAR), 3, '0') AS unit,
            ['tỉnh', 'huyện', 'xã'][1 + {part(7919, UNITS)} % 3] AS "unitLevel",
            CASE WHEN {part(31, 10)} < 8 THEN '4' ELSE '3' END AS "serviceLevel",
            DATE '2021-01-01' + {part(104729, MONTHS * 30)} AS received,
            CASE WHEN {part(13, 20)} = 0 THEN NULL ELSE DATE '2021-01-01' + {part(104729, MONTHS * 30)} + 5 + {part(17, 25)} END AS due,
            CASE WHEN {part(19, 25)} < 2 THEN NULL ELSE DATE '2021-01-01' + {part(104729, MONTHS * 30)} + {part(23, 29)} END AS finished,
            CASE WHEN {part(37, 10)} < 8 THEN 'online' ELSE 'direct' END AS "intakeChannel",
            CASE WHEN {part(41, 9)} = 0 THEN 'postal' ELSE 'direct' END AS "returnChannel",
            CAST(NULL AS INTEGER) AS "dueTime", CAST(NULL AS INTEGER) AS "finishedTime", CAST(NULL AS DATE) AS returned,
            CAST(NULL AS INTEGER) AS "returnedTime", CAST(NULL AS VARCHAR) AS unreadable,
            CASE WHEN {part(19, 25)} >= 2 THEN 'finished' WHEN {part(43, 4)} = 0 THEN 'waiting' ELSE 'open' END AS status,
            CAST({LACKS} AS SMALLINT) AS lacks
        FROM range({rows})"""


def dossiers(path, rows, first=0, province=""):
    """Writes canonical dossiers as Parquet."""
    code = f"'H{province}.' || CAST(range + {first} - CASE WHEN range % 50 = 49 THEN 1 ELSE 0 END AS VARCHAR)"
    duckdb.connect().execute(f"COPY ({_dossiers(first, rows, code)}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def lists(path, rows):
    """Writes the same dossiers as a raw list: a CSV file with Vietnamese headings, and days such as 31/12/2025."""
    code = "'H.' || CAST(range - CASE WHEN range % 50 = 49 THEN 1 ELSE 0 END AS VARCHAR)"
    day = lambda name: f"strftime({name}, '%d/%m/%Y')"
    duckdb.connect().execute(f"""COPY (
        SELECT code AS "Mã hồ sơ", unit AS "Đơn vị xử lý", {day('received')} AS "Ngày tiếp nhận", {day('due')} AS "Ngày hẹn trả",
            {day('finished')} AS "Ngày kết thúc",
            CASE "intakeChannel" WHEN 'online' THEN 'Trực tuyến' WHEN 'postal' THEN 'Bưu chính công ích' ELSE 'Trực tiếp' END AS "Hình thức nộp",
            CASE status WHEN 'finished' THEN 'Đã trả kết quả' WHEN 'waiting' THEN 'Chờ bổ sung hồ sơ' ELSE 'Đang xử lý' END AS "Trạng thái"
        FROM ({_dossiers(0, rows, code)})) TO '{path}' (HEADER)""")
