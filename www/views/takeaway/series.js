// A series of periods in sentences: how many dossiers, how many on time, how many online, period by period.
import { spanOf } from "../../app/periods.js";
import { unsettled } from "../../elements/measures.js";
import { known, lacking } from "./rates.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {"year" | "quarter" | "month"} Step */

const MOST = 24; // periods that a sentence names, the last ones

/** How many months of a year have passed, as a period of its own. @type {Record<string, string>} */
const PARTS = { "03": "-Q1", "06": "-H1", "09": "-N1", 12: "" };

/** @param {Text} t @param {Step} step @param {Summary} summary by that step */
export function series(t, step, { groups, rules }) {
  const periods = groups.filter(({ key }) => key[step]).slice(-MOST);
  if (periods.length < 2) return [];
  const named = periods.map(group => ({ ...nameOf(group.key[step] ?? "", rules.asOf), group }));
  return [intake(t, named), onTime(t, named), online(t, named)].filter(Boolean);
}

/** @typedef {{ period: string, until: string | null, group: Group }} Named */

/**
 * What a period is called. A year that the data do not fill is its first quarter, half or nine months, if its
 * last month ends one; `until` is the last day of what they do not fill.
 * @param {string} key
 * @param {string} asOf
 */
function nameOf(key, asOf) {
  const [year, month] = asOf.split("-");
  const period = key === year ? key + (PARTS[month] ?? "") : key;
  return { period, until: spanOf(period).to > asOf ? asOf : null };
}

/** @param {Text} t @param {Named[]} named */
function intake(t, named) {
  const given = named.every(
    ({ group: { partial = [], measures } }) => !partial.includes("received") && !unsettled(measures.online)
  );
  return given
    ? t.views.takeaway.seriesReceived(
        named.map(({ group, ...when }) => ({ ...when, count: group.counts.received }))
      )
    : "";
}

/** @param {Text} t @param {Named[]} named */
function onTime(t, named) {
  const told = named.flatMap(({ group, ...when }) => {
    const rate = known(group.measures.onTime);
    return rate ? [{ ...when, rate }] : [];
  });
  return told.length > 1 ? t.views.takeaway.seriesOnTime(told) : "";
}

/** A period without any is named as well. @param {Text} t @param {Named[]} named */
function online(t, named) {
  if (named.some(({ group }) => lacking(group.measures.online) || unsettled(group.measures.online)))
    return "";
  const told = named.flatMap(({ group: { measures, counts }, ...when }) => {
    const rate = known(measures.online);
    return rate
      ? [
          {
            ...when,
            rate,
            ended: lacking(measures.onlineOnTime)
              ? null
              : { timely: counts.onlineOnTime, late: counts.onlineLate }
          }
        ]
      : [];
  });
  return told.length > 1 ? t.views.takeaway.seriesOnline(told) : "";
}
