// <hoso-files>: for each table that was read: what was recognised, the balance of its rows, what to look at,
// the mapping. model: { t, files: FileReport[], mapping: null | { file, columns }, badMapping, readings: null
// | { file, list }, busy }. Events: hoso-remove { file }, hoso-mapping { file }, hoso-readings { file },
// hoso-encoding { file, encoding }, and those of <hoso-mapping>.
import { errorIn, wordsOf } from "../../app/words.js";
import { h } from "../dom.js";
import { define } from "../element.js";
import "../mapping/mapping.js";

/** @typedef {import("../../lib/index.d.ts").FileReport} FileReport */
/** @typedef {import("../element.js").Emit} Emit */
/** @typedef {import("../../text.vi.js").Text} Text */

const SHOWN = 10; // row numbers shown at once
// Errors that a wrong encoding can cause.
const MISREAD = new Set(["invalid-encoding", "no-header", "no-table", "no-received-column"]);

define("hoso-files", ({ t, files, mapping, badMapping, readings, busy }, emit) => [
  h(
    "ul.files",
    files.map((/** @type {FileReport} */ report, /** @type {number} */ file) =>
      h(
        "li",
        { id: `file-${file}`, class: report.error ? "file failed" : "file" },
        head(t, report, file, busy, emit),
        report.error && failure(t, report),
        !isUsual(report) && letters(t, report, file, readings, busy, emit),
        !report.error &&
          details(t, report, isUsual(report) && letters(t, report, file, readings, busy, emit)),
        mapping?.file === file && h("hoso-mapping", { model: { t, report, mapping, bad: badMapping, busy } })
      )
    )
  )
]);

/**
 * @param {Text} t
 * @param {FileReport} report
 * @param {number} file
 * @param {boolean} busy
 * @param {Emit} emit
 */
const head = (t, report, file, busy, emit) =>
  h(
    "div.file-head",
    summary(t, report),
    h(
      "div.row",
      null,
      report.mapping.columns.length > 0 &&
        h(
          "button",
          {
            id: `map-${file}`,
            disabled: busy,
            "aria-label": t.files.mappingNamed(report.name),
            onclick: () => emit("hoso-mapping", { file })
          },
          t.files.mapping
        ),
      h(
        "button",
        {
          disabled: busy,
          "aria-label": t.files.removeNamed(report.name),
          onclick: () => emit("hoso-remove", { file })
        },
        t.files.remove
      )
    )
  );

/** @param {Text} t @param {FileReport} report */
const summary = (t, { name, sheet, error, rows, kind, issues, lives }) =>
  h(
    "div",
    h("h3.file-name", null, name, sheet && h("span.sheet", ` – ${sheet}`)),
    !error &&
      h(
        "p.file-sum",
        t.files.equation(rows, kind),
        " · ",
        t.files.issueCount(issues.filter(({ grade }) => grade !== "record").length)
      ),
    lives && h("p.hint", t.lives.said(lives, rows.dossiers))
  );

/** @param {Text} t @param {FileReport} report */
function failure(t, { error }) {
  if (!error) return null;
  const where = error.place ? t.places([error.place]) : "";
  return h("p.problem", h("strong", `${t.errors.title}: `), errorIn(t, error.code), where && ` (${where})`);
}

/**
 * True if another encoding could be chosen: for text, and for files that may have failed because of theirs.
 * @param {FileReport} report
 */
const hasLetters = ({ encoding, error, format }) =>
  error ? MISREAD.has(error.code) && (encoding !== null || format === "") : encoding !== null;

/** True for files whose encoding needs no attention. @param {FileReport} report */
const isUsual = ({ encoding, error }) => !error && encoding === "UTF-8";

/**
 * The choice of a file's encoding, if there is one.
 * @param {Text} t
 * @param {FileReport} report
 * @param {number} file
 * @param {import("../../app/state.js").State["readings"]} readings
 * @param {boolean} busy
 * @param {Emit} emit
 */
const letters = (t, report, file, readings, busy, emit) =>
  hasLetters(report) && encoding(t, report, file, readings?.file === file ? readings : null, busy, emit);

/**
 * @param {Text} t
 * @param {FileReport} report
 * @param {number} file
 * @param {boolean} open whether the others are shown
 * @param {boolean} busy
 * @param {Emit} emit
 */
const taken = (t, { encoding }, file, open, busy, emit) =>
  h(
    "p",
    null,
    encoding && h("span", t.files.encoding, ": ", h("strong", t.encodings[encoding] ?? encoding), " "),
    h(
      "button.plain",
      {
        id: `encoding-${file}`,
        disabled: busy,
        "aria-expanded": String(open),
        onclick: () => emit("hoso-readings", { file })
      },
      t.files.otherEncoding
    )
  );

/**
 * The encoding that was used, with the header as read in it, and on demand the header in other encodings.
 * @param {Text} t
 * @param {FileReport} report
 * @param {number} file
 * @param {null | { list: import("../../lib/index.d.ts").HeaderReading[] | null }} readings
 * @param {boolean} busy
 * @param {Emit} emit
 */
const encoding = (t, report, file, readings, busy, emit) =>
  h(
    "div.encoding",
    taken(t, report, file, !!readings, busy, emit),
    !report.error && h("p.line", (report.preview[0] ?? []).filter(Boolean).join(" | ")),
    readings?.list &&
      h(
        "ul.readings",
        { "aria-label": t.files.otherEncoding },
        readings.list.map(({ encoding, line }) => {
          const pressed = String(encoding === report.encoding);
          const onclick = () => emit("hoso-encoding", { file, encoding });
          return h(
            "li",
            h(
              "button",
              { disabled: busy, "aria-pressed": pressed, onclick },
              t.encodings[encoding] ?? encoding
            ),
            h("span.line", line)
          );
        })
      ),
    readings?.list?.length === 0 && h("p.hint", t.files.noReadings)
  );

/** @param {Text} t @param {FileReport} report @param {import("../dom.js").Child} letters */
const details = (t, report, letters) =>
  h(
    "details",
    h("summary", t.files.details),
    h(
      "div.file-body",
      h(
        "div",
        h(
          "dl.facts",
          facts(t, report).map(([name, value]) => h("div", h("dt", name), h("dd", value)))
        ),
        letters,
        columns(t, report)
      ),
      notes(t, report)
    )
  );

/** What to look at, and the rows that are no dossiers. @param {Text} t @param {FileReport} report */
const notes = (t, { issues, ledger, kind }) =>
  h(
    "div",
    h("h4", t.files.issues),
    issues.length
      ? h(
          "ul.notes",
          issues.map(issue => issueLine(t, issue))
        )
      : h("p", t.files.noIssues),
    ledger?.length > 0 && [
      h("h4", t.files.ledger),
      h(
        "ul.notes",
        ledger.map(entry => ledgerLine(t, entry, kind))
      )
    ]
  );

/** @param {Text} t @param {FileReport} report @returns {[string, string][]} */
const facts = (t, report) =>
  /** @type {[string, string | null][]} */ ([
    [t.files.kind, t.files.kinds[report.kind]],
    [t.files.format, report.format.toUpperCase()],
    [t.files.sheet, report.sheet],
    [t.files.headerRow, t.number(report.headerRow)]
  ]).flatMap(([name, value]) => (value ? [[name, value]] : []));

/** @param {Text} t @param {FileReport} report */
const columns = (t, { mapping }) =>
  h(
    "table.columns",
    h("caption", t.files.columns),
    h(
      "tbody",
      mapping.columns.map(({ header, column, figure, personal }) =>
        h(
          "tr",
          { class: column || figure ? null : "unused" },
          h("th", { scope: "row" }, header),
          h(
            "td",
            personal
              ? t.files.personal
              : (column && t.columns[column]) || (figure && t.figures[figure]) || t.files.ignored
          )
        )
      )
    )
  );

/** @param {Text} t @param {FileReport["issues"][number]} issue */
function issueLine(t, { kind, count, examples }) {
  const column = examples.find(place => place.column)?.column;
  const { meaning, action } = wordsOf(t, kind);
  return note(t, count, [meaning, column && t.inColumn(column), action].filter(Boolean).join(" "), examples);
}

/**
 * Rows of one reason. Summaries have wording of their own, because they have no codes.
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").LedgerEntry} entry
 * @param {FileReport["kind"]} of
 */
const ledgerLine = (t, { reason, kind, count, examples }, of) =>
  note(
    t,
    count,
    `${t.files.kindsOfRow[kind]}: ${t.reasons[`${reason}-${of}`] ?? t.reasons[reason] ?? reason}`,
    examples
  );

/**
 * @param {Text} t
 * @param {number} count
 * @param {string} sentence
 * @param {import("../../lib/index.d.ts").Place[]} examples
 */
function note(t, count, sentence, examples) {
  const [first, rest] = [examples.slice(0, SHOWN), examples.slice(SHOWN)];
  const where = t.places(first);
  return h(
    "li",
    h("span.note-count", t.number(count)),
    h(
      "div",
      null,
      sentence,
      where && h("span.where", ` (${where}${first.length < count ? t.more : ""})`),
      rest.length > 0 &&
        h(
          "details",
          h("summary", t.moreRows(rest.length)),
          h("span.where", t.places(rest), examples.length < count ? t.more : "")
        )
    )
  );
}
