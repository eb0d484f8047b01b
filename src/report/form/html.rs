//! A form as HTML: a complete document to print, with a table that can be pasted into a word processor.

use super::figures::FormFigures;
use super::notes::checks;
use super::rows::{FormRow, RowKind};
use super::sheet::FormSheet;
use super::template::{COLUMNS, HEADER_ROWS, II06A};
use crate::report::printed::put;

const STYLE: &str = "@page{size:A4 landscape;margin:12mm}\
body{font:11pt 'Times New Roman',serif}\
table{border-collapse:collapse;width:100%}\
.form td,.form th{border:1px solid #000;padding:2px 4px}\
.form th{font-weight:bold}\
.form td+td+td{text-align:right}\
.form td:first-child{text-align:center}\
.form tr{page-break-inside:avoid}\
.strong td{font-weight:bold}\
.numbers th{font-weight:normal;font-style:italic}\
.head td{vertical-align:top;width:27%}\
.head .middle{width:46%}\
.middle,.foot td{text-align:center}\
.measure{text-align:right;font-style:italic}\
.notes{font-size:10pt;font-style:italic}";

/// The form as HTML. Every name in it is escaped.
pub fn form_html(form: &FormSheet) -> Vec<u8> {
    let mut out = String::from("<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>");
    escape(&mut out, II06A.text("number"));
    put(&mut out, format_args!("</title><style>{STYLE}</style></head>\n<body>\n"));
    head(&mut out, form);
    put(
        &mut out,
        format_args!("<p class=\"measure\">{}</p>\n<table class=\"form\"><thead>\n", II06A.text("measure")),
    );
    header(&mut out, form);
    out.push_str("</thead><tbody>\n");
    form.rows.iter().for_each(|row| write_row(&mut out, row));
    out.push_str("</tbody></table>\n");
    under(&mut out, form);
    out.push_str("</body></html>\n");
    out.into_bytes()
}

fn head(out: &mut String, form: &FormSheet) {
    let [left, middle, right] = form.head();
    out.push_str("<table class=\"head\"><tr>");
    for (class, lines) in [("left", left), ("middle", middle), ("right", right)] {
        put(out, format_args!("<td class=\"{class}\">"));
        for (at, line) in lines.iter().enumerate() {
            // The title is the first line, whose words may take two.
            let is_title = class == "middle" && at == 0;
            out.push_str(if at > 0 { "<br>" } else { "" });
            out.push_str(if is_title { "<b>" } else { "" });
            escape(out, line);
            out.push_str(if is_title { "</b>" } else { "" });
        }
        out.push_str("</td>");
    }
    out.push_str("</tr></table>\n");
}

fn header(out: &mut String, form: &FormSheet) {
    for row in 0..HEADER_ROWS {
        out.push_str("<tr>");
        for cell in II06A.header().filter(|cell| cell.row == row) {
            put(out, format_args!("<th rowspan=\"{}\" colspan=\"{}\">", cell.rows, cell.columns));
            escape(out, form.heading(&cell));
            out.push_str("</th>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("<tr class=\"numbers\">");
    II06A.numbers().take(COLUMNS).for_each(|number| put(out, format_args!("<th>{number}</th>")));
    out.push_str("</tr>\n");
}

fn write_row(out: &mut String, row: &FormRow) {
    let class = if row.kind == RowKind::Item { "" } else { " class=\"strong\"" };
    put(out, format_args!("<tr{class}><td>{}</td><td>", row.number));
    escape(out, &row.name);
    out.push_str("</td>");
    cells(out, row.figures.as_ref());
    out.push_str("</tr>\n");
}

fn cells(out: &mut String, figures: Option<&FormFigures>) {
    match figures {
        Some(figures) => figures.iter().for_each(|figure| match figure {
            Some(figure) => put(out, format_args!("<td>{figure}</td>")),
            None => out.push_str("<td>–</td>"),
        }),
        None => out.push_str(&"<td></td>".repeat(COLUMNS - 2)),
    }
}

fn under(out: &mut String, form: &FormSheet) {
    out.push_str("<div class=\"notes\">");
    for note in &form.notes {
        out.push_str("<p>");
        escape(out, note);
        out.push_str("</p>");
    }
    let checks: Vec<_> =
        checks(&form.rows).iter().map(|(sum, verdict)| format!("{sum}: {verdict}")).collect();
    put(
        out,
        format_args!(
            "<p>Kiểm tra: {}.</p></div>\n<table class=\"foot\"><tr><td></td><td><i>",
            checks.join("; ")
        ),
    );
    escape(out, &form.signed_at());
    let (reporter, signer) = (II06A.text("reporter"), II06A.text("signer"));
    put(
        out,
        format_args!("</i></td></tr><tr><td><b>{reporter}</b></td><td><b>{signer}</b></td></tr></table>\n"),
    );
}

fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}
