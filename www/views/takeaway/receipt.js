// A receipt for another office, and what checking one of theirs found, in words.
import { queryOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { jsonChooser } from "../../elements/json.js";
import { cell, grid, head, line, name as rowName } from "../../elements/grid.js";
import { save } from "../../app/save.js";
import { standsOn, today } from "../../elements/iso.js";
import { escaped } from "./table.js";
import { typedIn } from "./typed.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../lib/index.d.ts").Verdict} Verdict */
/** @typedef {import("../../lib/index.d.ts").ReceiptCheck} Check */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/**
 * @typedef {{ name: string, verdict: Verdict, typed: unknown, receipt:
 *   import("../../lib/index.d.ts").Receipt, files: State["files"] }} Checked files: those that stood here
 * when
 *   it was checked
 */

/** What a receipt groups by: its groups' checks go by these names. */
const GROUPED = ["unit", "unitLevel", "month", "quarter", "year"];

/**
 * @param {Text} t
 * @param {State} state
 * @param {Checked | undefined} checked
 * @param {import("./typed.js").Typed[]} typed
 * @param {import("../../elements/dom.js").Child} note
 * @param {Emit} emit
 */
export const receipt = (t, state, checked, typed, note, emit) =>
  h(
    "section",
    { class: checked ? null : "screen", "aria-labelledby": "receipt" },
    h("h3", { id: "receipt", tabindex: -1 }, t.views.takeaway.receipt.title),
    h("p.hint", t.views.takeaway.receipt.hint),
    h(
      "div.row",
      h(
        "button",
        {
          onclick: () =>
            emit("hoso-receipt", {
              query: queryOf(state),
              typed,
              name: [t.views.takeaway.names.receipt, state.query.period, "json"].filter(Boolean).join(".")
            })
        },
        t.views.takeaway.receipt.save
      ),
      jsonChooser(t.views.takeaway.receipt.check, file => emit("hoso-check", { file })),
      note
    ),
    checked?.files === state.files && found(t, checked, emit)
  );

/** @param {Text} t @param {Checked} checked @param {Emit} emit */
function found(t, checked, emit) {
  const { name, verdict, receipt } = checked;
  const typed = typedIn(checked);
  const words = t.views.takeaway.receipt;
  const differing = differences(verdict);
  return [
    h("p", { class: verdict.agrees ? "supposed agrees" : "problem" }, verdictText(t, name, verdict)),
    h("p", whenOf(t, checked)),
    h(
      "div.row",
      h("button", { onclick: () => emit("hoso-of-receipt", receipt) }, words.see),
      h("button", { onclick: () => save(verdictPage(t, checked), words.checkFile) }, words.saveCheck),
      h("button", { onclick: printAlone }, words.printCheck)
    ),
    typed.length > 0 && h("p.hint", t.views.takeaway.typed.inReceipt(typed)),
    differing.length > 0 && table(t, differing, receipt)
  ];
}

/** The period and the day of the figures that were compared. @param {Text} t @param {Checked} checked */
const whenOf = (t, { receipt: { rules, from, to } }) =>
  t.views.takeaway.receipt.figures(
    t.views.takeaway.when(standsOn(rules, to ?? undefined), {
      period: "",
      from: from ?? undefined,
      to: to ?? undefined
    })
  );

/** @param {Text} t @param {Check[]} checks @param {Checked["receipt"]} receipt */
const table = (t, checks, receipt) =>
  grid(
    t.views.takeaway.receipt.heads[0],
    t.views.takeaway.receipt.heads.map((text, at) => (at ? head({ class: "words" }, h("span", text)) : text)),
    {
      rows: checks,
      row: (/** @type {Check} */ check) =>
        line(null, [
          rowName(titleOf(t, check)),
          sides(t, check, receipt).map(side => cell({ class: "words" }, side))
        ])
    }
  );

/** The section of the button, without the rest of the view. @param {any} event */
function printAlone({ target }) {
  const { classList } = target.closest("section");
  classList.add("alone");
  print();
  classList.remove("alone");
}

const LOOKS =
  "@page{size:A4;margin:15mm}body{font:11pt serif}table{border-collapse:collapse}td{border:1px solid;padding:2px 4px;overflow-wrap:anywhere}";

/**
 * The result as a page to keep, print and sign: every item, also those that agree. Its first paragraph is
 * what is read when the page is dropped here again.
 * @param {Text} t
 * @param {Checked} checked
 */
function verdictPage(t, checked) {
  const { name, verdict, files, receipt } = checked;
  const words = t.views.takeaway.receipt;
  const row = (/** @type {string[]} */ cells) =>
    `<tr>${cells.map(text => `<td>${escaped(text)}</td>`).join("")}</tr>`;
  const rows = [
    [...words.heads, ""],
    ...verdict.checks.map(check => [titleOf(t, check), ...sides(t, check, receipt), check.agrees ? "✓" : "✕"])
  ];
  const here = words.checked(today(), [...new Set(files.map(file => file.name))]);
  const html = [
    `<!doctype html><html lang="${t.lang}"><meta charset="utf-8"><title>${words.checkTitle}</title>`,
    `<style>${LOOKS}</style><h1>${words.checkTitle}</h1>`,
    `<p id="hoso-verdict">${escaped(verdictText(t, name, verdict))}</p><p>${escaped(whenOf(t, checked))}</p><p>${escaped(here)}</p>`,
    `<table>${rows.map(row).join("")}</table>`
  ];
  return new Blob(html, { type: "text/html" });
}

/** @param {Verdict} verdict */
const differences = ({ checks }) => checks.filter(check => !check.agrees);

/**
 * Files by name: those only in the receipt, those only here, and those of other contents.
 * @param {Verdict} verdict
 */
function filesOf(verdict) {
  const files = differences(verdict).filter(({ of }) => of === "file");
  const named = (/** @type {Check[]} */ some) => some.map(({ name }) => name);
  const [theirs, ours] = [named(files.filter(one => one.theirs)), named(files.filter(one => !one.theirs))];
  return {
    missing: theirs.filter(name => !ours.includes(name)),
    extra: ours.filter(name => !theirs.includes(name)),
    other: theirs.filter(name => ours.includes(name))
  };
}

/** The verdict in one sentence. @param {Text} t @param {string} name @param {Verdict} verdict */
export function verdictText(t, name, verdict) {
  const differing = differences(verdict).filter(({ of }) => of !== "version").length;
  const words = t.views.takeaway.receipt;
  const files = Object.entries(filesOf(verdict)).map(([kind, names]) =>
    names.length ? `${words[/** @type {"other"} */ (kind)]} ${names.join(", ")}; ` : ""
  );
  return words.result(name, verdict.agrees, verdict.checks.length, differing, files.join(""));
}

/** Those of the balance, and the others. @param {Text} t */
const countNames = t => ({ ...t.counts, ...t.views.takeaway.receipt.counts });

/** What was compared. @param {Text} t @param {Check} check */
function titleOf(t, { of, name }) {
  const { of: kinds } = t.views.takeaway.receipt;
  if (GROUPED.includes(of)) return `${t.dimensions[/** @type {"unit"} */ (of)]}: ${t.key(of, name)}`;
  /** @type {Record<string, Record<string, any>>} */
  const names = { rule: t.settings, count: countNames(t), measure: t.measures, groups: t.dimensions };
  const known = names[of]?.[name];
  return [kinds[/** @type {"file"} */ (of)], typeof known === "string" ? known : name]
    .filter(Boolean)
    .join(": ");
}

/**
 * Both sides in words; of counts and rows only the parts that differ.
 * @param {Text} t
 * @param {Check} check
 * @param {Checked["receipt"]} receipt
 * @returns {string[]}
 */
function sides(t, { of, name, theirs, ours }, { rules, to }) {
  const parted = of === "rows" || GROUPED.includes(of);
  const parts =
    parted && theirs && ours
      ? Object.keys({ ...theirs, ...ours }).filter(part => theirs[part] !== ours[part])
      : [];
  const labels = /** @type {Record<string, string>} */ (
    of === "rows" ? t.views.takeaway.receipt.rows : countNames(t)
  );
  return [theirs, ours].map(side =>
    side === null || side === undefined
      ? t.views.takeaway.receipt.absent
      : parted
        ? parts.map(part => `${labels[part] ?? part}: ${written(t, "", side[part])}`).join("; ") || "✓"
        : name === "asOf"
          ? t.day(standsOn({ ...rules, asOf: String(side) }, to ?? undefined))
          : written(t, name || of, side)
  );
}

/**
 * One value; a receipt comes from elsewhere, so it may be anything.
 * @param {Text} t
 * @param {string} name
 * @param {any} value
 * @returns {string}
 */
function written(t, name, value) {
  if (typeof value === "number") return t.number(value);
  if (typeof value?.text === "string")
    return `${t.decimal(value.text)} (${written(t, "", value.num)}/${written(t, "", value.den)})`;
  if (value?.unavailable) return t.table.dash;
  /** @type {Record<string, Record<string, string>>} */
  const values = { ...t.settings.rules, duplicates: t.settings.duplicatesAll };
  return values[name]?.[value] ?? String(value).slice(0, 64); // a SHA-256 is as long
}
