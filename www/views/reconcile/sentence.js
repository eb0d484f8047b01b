// The figures of a pasted sentence: "25.925/25.969 hồ sơ, đạt 99,83%". What is found is a proposal, confirmed
// by hand.
import { figureNamed, fold } from "./figures.js";

/**
 * A figure as it stands in a sentence. `num` of `den`, a rate, or a count alone; numbers as written.
 * @typedef {{ text: string, num?: string, den?: string, percent?: string, figure: string, period: string }}
 *   Found
 */

const LONGEST = 20_000; // letters of a sentence
const MOST = 200; // figures

const NUMBER = "\\d{1,3}(?:[.,]\\d{3})+|\\d+";
const FIGURE = new RegExp(
  `(?<num>${NUMBER})\\s*/\\s*(?<den>${NUMBER})(?![\\d/])|(?<percent>\\d{1,3}(?:[.,]\\d+)?)\\s*%|(?<count>${NUMBER})(?=\\s*(?:hồ sơ|hs\\b|hồ\\b))`,
  "giu"
);
const PERIOD =
  /(quý\s*(?:IV|I{1,3}|[1-4])\s*[/-]?\s*(?:năm\s*)?\d{4}|\d{1,2}\s*tháng\s*(?:đầu\s*|cuối\s*)?năm\s*\d{4}|tháng\s*\d{1,2}\s*[/-]?\s*(?:năm\s*)?\d{4}|năm\s*\d{4})/giu;
const DATE = /\d{1,2}\s*\/\s*\d{1,2}\s*\/\s*\d{4}/gu;

/** @param {string} sentence @returns {Found[]} */
export function figuresIn(sentence) {
  const whole = sentence.normalize("NFC").slice(0, LONGEST);
  const blanked = (/** @type {RegExp} */ what, /** @type {string} */ from) =>
    from.replace(what, all => " ".repeat(all.length));
  const text = blanked(PERIOD, blanked(DATE, whole));
  const periods = [...whole.matchAll(PERIOD)].map(found => ({
    at: found.index,
    period: found[0].replace(/\s+/g, " ")
  }));
  let end = 0;
  return join(
    [...text.matchAll(FIGURE)].slice(0, MOST).map(found => {
      const before = clause(text.slice(end, found.index));
      const from = found.index;
      end = from + found[0].length;
      const { num, den, percent, count } = found.groups ?? {};
      return {
        text: whole.slice(from, end),
        ...(num ? { num, den } : count ? { num: count } : { percent: `${percent}%` }),
        figure: lastNamed(before) || figureNamed(text.slice(end, end + 30).split(/[;.]/)[0]),
        period: [...periods].reverse().find(({ at }) => at < from)?.period ?? "",
        gap: before
      };
    })
  );
}

/** What stands since the last stop. @param {string} text */
const clause = text => text.split(/[;.!?\n]/).pop() ?? "";

/** The figure named nearest before a number. @param {string} before */
function lastNamed(before) {
  const parts = fold(before).split(/,(?!\s?\d)| trong do /);
  return parts.reverse().map(figureNamed).find(Boolean) ?? "";
}

/**
 * A rate right after "n/m" is the rate of both.
 * @param {(Found & { gap: string })[]} found
 * @returns {Found[]}
 */
function join(found) {
  /** @type {Found[]} */
  const joined = [];
  for (const { gap, ...one } of found) {
    const last = joined[joined.length - 1];
    const belongs =
      last?.den &&
      !last.percent &&
      one.percent &&
      gap.length < 40 &&
      (!one.figure || !last.figure || one.figure === last.figure || !figureNamed(gap));
    if (belongs)
      joined[joined.length - 1] = {
        ...last,
        percent: one.percent,
        figure: last.figure || one.figure,
        text: `${last.text} … ${one.text}`
      };
    else joined.push(one);
  }
  return joined;
}
