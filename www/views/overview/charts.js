// How dossiers were filed against how they ended, and how many days the late ones were late.
import { once } from "../../elements/once.js";
import { known, rateText } from "../../elements/chart/rates.js";
import { unsettled } from "../../elements/measures.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Group} Group */

/** Days late, inclusive; the last has no end. @type {[number, number][]} */
export const LATE = [
  [1, 1],
  [2, 3],
  [4, 7],
  [8, 15],
  [16, 30],
  [31, 1_000_000]
];

const CHANNELS = ["online", "direct", "postal", "other", ""];
const TONES = /** @type {const} */ ([
  ["early", "early"],
  ["due", "onDueDay"],
  ["late", "late"]
]);

/**
 * Its column is missing, or which of day and month stands first there is open.
 * @param {import("../../lib/index.d.ts").Rate} rate
 */
const withheld = rate => ("unavailable" in rate && rate.unavailable === "missing-column") || unsettled(rate);

/** A summary may give early and on the due day in one figure, which is no cut. */
export const channelChart = once((/** @type {Text} */ t, /** @type {Summary} */ { groups, total }) => {
  const words = t.views.overview.channels;
  const base = { id: "channels", title: words.title, dimension: "intakeChannel" };
  const lacking = [total.measures.online, total.measures.early].find(withheld);
  if (lacking && "unavailable" in lacking) return { ...base, none: t.unavailable(lacking) };
  const sorted = CHANNELS.flatMap(channel =>
    groups.filter(({ key, measures }) => (key.intakeChannel ?? "") === channel && known(measures.onTime))
  );
  if (!sorted.length) return { ...base, none: t.table.none };
  const legend = TONES.map(([tone, count]) => ({ tone, name: t.counts[count] }));
  return {
    ...base,
    hint: words.hint,
    chart: { kind: "parts", tiles: [{ legend, rows: sorted.map(group => channelBar(t, group)) }] },
    table: {
      heads: [
        t.dimensions.intakeChannel,
        t.counts.received,
        ...legend.map(({ name }) => name),
        t.measures.onTime,
        t.measures.late
      ],
      rows: [...sorted, total].map(group => channelRow(t, group))
    }
  };
});

/** @param {Text} t @param {Group} group */
const channelBar = (t, { key, counts, measures }) => ({
  key: key.intakeChannel,
  name: t.key("intakeChannel", key.intakeChannel ?? ""),
  note: t.views.overview.channels.onTime(rateText(t, measures.onTime)),
  parts: TONES.map(([tone, count]) => ({ tone, value: counts[count], text: t.number(counts[count]) }))
});

/** The total has no key. @param {Text} t @param {Group} group */
const channelRow = (t, { key: { intakeChannel: key }, counts, measures }) => ({
  ...(key !== undefined && { key }),
  cells: [
    key === undefined ? t.table.total : t.key("intakeChannel", key),
    ...[counts.received, ...TONES.map(([, count]) => counts[count])].map(t.number),
    rateText(t, measures.onTime),
    rateText(t, measures.late)
  ]
});

export const lateChart = once(
  (/** @type {Text} */ t, /** @type {Summary} */ { total }, /** @type {number[]} */ ...counts) => {
    const words = t.views.overview.late;
    const base = { id: "lateDays", title: words.title };
    const { late } = total.measures;
    if ("unavailable" in late && withheld(late)) return { ...base, none: t.unavailable(late) };
    const all = counts.reduce((sum, count) => sum + count, 0);
    if (!all) return { ...base, none: total.counts.late ? words.unlisted(total.counts.late) : words.nobody };
    const rows = LATE.map(([from, to], at) => ({
      name: words.days(from, to),
      value: counts[at],
      text: t.number(counts[at])
    }));
    return {
      ...base,
      hint:
        all < total.counts.late
          ? `${words.hint(all)} ${words.unlisted(total.counts.late - all)}`
          : words.hint(all),
      chart: { kind: "bars", tiles: [{ top: Math.max(...counts), rows }] },
      table: {
        heads: [words.late, words.dossiers],
        rows: rows.map(({ name, text }) => ({ cells: [name, text] }))
      }
    };
  }
);
