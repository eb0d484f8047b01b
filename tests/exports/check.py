"""Opens files exported by hoso with other programs: pyarrow, pandas, DuckDB, openpyxl, and LibreOffice if it is installed.

    python3 check.py FOLDER

FOLDER has the files saved by tests/exports/check.rs. Counts are computed in SQL from the Arrow file by the definitions, and compared
with the exported summary. If Python lacks a package, this is printed and the exit code is 77.
"""

import csv
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import duckdb
    import openpyxl
    import pandas
    import pyarrow.feather
    import pyarrow.ipc
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

# All dossiers received by the as-of date, and their outcomes: docs/reference.md, "Definitions", clock "day".
JUDGED = """
with known as (
  select *, coalesce(status, '') as state, case when ended <= as_of then ended end as ending
  from dossiers, (select cast($as_of as date) as as_of) where received <= as_of
), judged as (
  select *, case
    when state = 'not accepted' then 'notAccepted'
    when state = 'stopped' and (ending is not null or ended is null) then 'stopped'
    when ending is not null and state <> 'stopped' then case
      when due is null then 'noVerdict' when ending < due then 'early' when ending = due then 'onDueDay' else 'late' end
    when state = 'finished' and ended is null then 'noVerdict'
    when state = 'waiting' and ended is null then 'waiting'
    when due < as_of then 'overdue'
    else 'inTerm' end as judgement
  from known
)
select coalesce(unit, '') as unit, judgement, intakeChannel, outcome, daysLate, date_diff('day', due, as_of) as past
from judged
"""


def check_arrow(folder):
    path = folder / "dossiers.arrow"
    dossiers = pyarrow.ipc.open_file(path).read_all()
    assert dossiers.num_rows == 10
    assert dossiers.schema.field("due").type == "date32[day]"
    assert dossiers.schema.field("dueTime").type == "time32[s]"
    assert dossiers.equals(pyarrow.feather.read_table(path))
    frame = dossiers.to_pandas()
    assert frame["unit"].dtype == "category"
    assert frame.loc[0, "dueTime"] == datetime.time(16, 30, 15)
    assert frame.loc[1, "dueTime"] == datetime.time(0, 0)
    assert pandas.isna(frame.loc[2, "ended"])
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    judged = duckdb.execute(JUDGED, {"as_of": summary["rules"]["asOf"]}).df()
    assert (judged["judgement"] == judged["outcome"].astype(str)).all(), judged
    overdue = judged[judged["judgement"] == "overdue"]
    assert (overdue["past"] == overdue["daysLate"]).all()
    for group in summary["groups"]:
        compare(group["counts"], judged[judged["unit"] == group["key"]["unit"]])
    compare(summary["total"]["counts"], judged)


def compare(counts, judged):
    for outcome in ["early", "onDueDay", "late", "noVerdict", "inTerm", "overdue", "waiting", "stopped", "notAccepted"]:
        assert counts[outcome] == (judged["judgement"] == outcome).sum(), outcome
    received = judged[judged["judgement"] != "notAccepted"]
    assert counts["received"] == len(received)
    assert counts["online"] == (received["intakeChannel"] == "online").sum()


def check_summary(path):
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Tổng hợp", "Quy tắc và số dòng"]
    sheet = book["Tổng hợp"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    cell = {heading.value: sheet.cell(2, heading.column) for heading in sheet[1]}
    online = cell["Tỷ lệ trực tuyến"]
    assert (online.value, online.number_format, online.data_type) == (0.1667, "0.00%", "n")
    assert (cell["Tiếp nhận"].value, cell["Tiếp nhận"].number_format) == (6, "#,##0")
    assert cell["Tỷ lệ trực tuyến: chênh lệch (điểm phần trăm)"].value == -23.33
    assert sheet["B1"].font.bold


def check_dossiers(path):
    sheet = openpyxl.load_workbook(path)["Danh sách hồ sơ"]
    rows = list(sheet.iter_rows())
    assert len(rows) == 10 and sheet.freeze_panes == "B2"
    assert rows[1][4].value == datetime.datetime(2022, 3, 1) and rows[1][4].number_format == "dd/mm/yyyy"
    formula = rows[3][2]
    assert (formula.value, formula.data_type) == ('=1+1,"cấp đổi"', "s"), (formula.value, formula.data_type)


def check_reconciliation(path):
    """Rates keep the decimals with which they were published."""
    book = openpyxl.load_workbook(path)
    sheet = book["Đối chiếu"]
    assert sheet.freeze_panes == "C2" and sheet.max_row == 9
    published, ours, difference = sheet[7][2], sheet[7][3], sheet[7][6]
    assert (published.value, published.number_format, published.data_type) == (0.5, "0.0#####%", "n")
    assert (ours.value, ours.number_format) == (0.3333, "0.00%")
    assert (difference.value, difference.number_format) == (16.67, "+0.00;-0.00;0.00")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (4, "#,##0")
    changes = [row[3] for row in book["Chênh lệch do đâu"].iter_rows(min_row=2, values_only=True)]
    assert changes == [1, 1, 1, 1, 7], changes


def check_csv(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline=""), strict=True))
    assert len(rows) == 10 and {len(row) for row in rows} == {12}
    assert rows[3][2] == "'=1+1,\"cấp đổi\""
    frame = duckdb.read_csv(str(path), header=True).df()
    assert list(frame["Mã hồ sơ"]) == [row[0] for row in rows[1:]]


def check_office(folder):
    """LibreOffice shows the same values as the page, checked through its own CSV."""
    program = shutil.which("soffice")
    if program is None:
        return print("skipped: no LibreOffice")
    with tempfile.TemporaryDirectory() as made:
        convert = [program, f"-env:UserInstallation=file://{made}/profile", "--headless", "--convert-to",
                   "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,1",
                   "--outdir", made, str(folder / "summary.xlsx")]
        subprocess.run(convert, check=True, capture_output=True, timeout=300)
        [shown] = pathlib.Path(made).glob("*.csv")
        rows = list(csv.reader(shown.open(encoding="utf-8")))
    cell = dict(zip(rows[0], rows[1]))
    assert cell["Tỷ lệ trực tuyến"] == "16.67%", cell["Tỷ lệ trực tuyến"]
    assert cell["Tỷ lệ đúng và trước hạn"] == "100.00%"


def main():
    folder = pathlib.Path(sys.argv[1])
    check_arrow(folder)
    check_summary(folder / "summary.xlsx")
    check_dossiers(folder / "dossiers.xlsx")
    check_reconciliation(folder / "reconciliation.xlsx")
    check_csv(folder / "dossiers.csv")
    check_office(folder)
    print("opened by pyarrow, pandas, DuckDB and openpyxl")


main()
