// Many groups are ranked by one measure; few are set side by side in every measure.
import { boundOf, known, lackingText, shareOf, targetOf, topOf } from "../../elements/chart/rates.js";
import { measuresOf } from "../../elements/measures.js";
import { once } from "../../elements/once.js";
import { LESS_IS_BETTER, rateColumn, sorted } from "../../elements/table/rank.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Dimension} Dimension */

/** Up to so many groups are shown in every measure at once. */
export const FEW = 5;
const ENDS = 10; // best and worst shown of many

/** @param {Text} t @param {Dimension} dimension @param {Group} group */
const nameOf = (t, dimension, { key }) => t.key(dimension, key[dimension] ?? "");

/**
 * @param {Text} t
 * @param {Group} group
 * @param {Measure} measure
 * @param {string} name
 * @param {string} [key]
 */
function row(t, group, measure, name, key) {
  const rate = known(group.measures[measure]);
  if (!rate) return { key, name, value: null, text: unknown(t, group, measure) };
  const { target } = rate;
  return {
    key,
    name,
    value: shareOf(rate),
    text: t.decimal(rate.text),
    target: targetOf(rate),
    missed: target && !target.met,
    note: target && t.views.compare.gap(t.decimal(target.points), target.met),
    more: target && !target.met ? t.views.compare.short(target.shortBy, !!target.atMost) : ""
  };
}

/**
 * What the line across is, and its value where all have one.
 * @param {Text} t
 * @param {Group[]} groups
 * @param {Measure} measure
 */
function aimed(t, groups, measure) {
  const bounds = new Set(
    groups.flatMap(({ measures }) => {
      const target = known(measures[measure])?.target;
      return target ? boundOf(target) : [];
    })
  );
  return bounds.size > 0 && t.views.compare.target(bounds.size === 1 ? t.decimal([...bounds][0]) : "");
}

export const ranking = once(
  (
    /** @type {Text} */ t,
    /** @type {Summary} */ { groups },
    /** @type {Dimension} */ dimension,
    /** @type {Measure} */ measure,
    /** @type {boolean} */ whole
  ) => {
    const ranked = sorted(groups, rateColumn(measure), !LESS_IS_BETTER.has(measure));
    const computed = ranked.filter(group => known(group.measures[measure]));
    const hidden = computed.length > 2 * ENDS + 4 ? computed.length - 2 * ENDS : 0;
    const title = t.views.compare.ranking(t.measures[measure], t.dimensions[dimension]);
    const base = { id: "ranking", dimension, title, hidden };
    if (!computed.length)
      return { ...base, none: groups.length ? unknown(t, groups[0], measure) : t.table.none };
    const rows = computed.map((group, at) =>
      row(t, group, measure, `${at + 1}. ${nameOf(t, dimension, group)}`, group.key[dimension] ?? "")
    );
    const between = { name: "", value: null, text: t.views.compare.between(hidden) };
    const shown = hidden && !whole ? [...rows.slice(0, ENDS), between, ...rows.slice(-ENDS)] : rows;
    return {
      ...base,
      hint: rankingHint(t, computed, measure, ranked.length),
      chart: { kind: "bars", tiles: [{ top: topIn(computed, measure), rows: shown }] },
      table: rankingTable(t, ranked, dimension, measure)
    };
  }
);

/** Why a rate is not there. @param {Text} t @param {Group} group @param {Measure} measure */
const unknown = (t, { measures }, measure) => t.unavailable(/** @type {any} */ (measures[measure]));

/** What the bars' scale must hold: rates and targets. @param {Group[]} groups @param {Measure} measure */
const topIn = (groups, measure) =>
  topOf(groups.flatMap(({ measures }) => [shareOf(measures[measure]), targetOf(measures[measure])]));

/** @param {Text} t @param {Group[]} computed @param {Measure} measure @param {number} all */
function rankingHint(t, computed, measure, all) {
  const words = t.views.compare;
  return [
    words.ranks,
    aimed(t, computed, measure),
    computed.some(({ measures }) => known(measures[measure])?.target?.met === false) && words.lacks,
    computed.length < all && words.without(all - computed.length)
  ]
    .filter(Boolean)
    .join(" ");
}

/** @param {Text} t @param {Group[]} ranked @param {Dimension} dimension @param {Measure} measure */
function rankingTable(t, ranked, dimension, measure) {
  const { rank, num, den, points, shortBy } = t.views.compare;
  return {
    heads: [t.dimensions[dimension], rank, t.measures[measure], num, den, t.target, points, shortBy],
    rows: ranked.map((group, at) => ({
      key: group.key[dimension] ?? "",
      cells: [nameOf(t, dimension, group), ...cells(t, group, measure, at)]
    }))
  };
}

/** @param {Text} t @param {Group} group @param {Measure} measure @param {number} at */
function cells(t, { measures }, measure, at) {
  const rate = known(measures[measure]);
  if (!rate) return ["–", t.notComputable, "–", "–", "–", "–", "–"];
  const { num, den, text, target } = rate;
  const aim = target
    ? [t.decimal(boundOf(target)), t.decimal(target.points), t.number(target.shortBy)]
    : ["–", "–", "–"];
  return [t.number(at + 1), t.decimal(text), t.number(num), t.number(den), ...aim];
}

export const profile = once(
  (/** @type {Text} */ t, /** @type {Summary} */ { groups, total }, /** @type {Dimension} */ dimension) => {
    if (!groups.length) return null;
    const words = t.views.compare;
    const given = measuresOf(total);
    const shown = given.filter(measure => groups.some(group => known(group.measures[measure])));
    const targeted = groups.some(({ measures }) =>
      shown.some(measure => targetOf(measures[measure]) !== null)
    );
    const lacking = given.filter(measure => !shown.includes(measure));
    return {
      id: "profile",
      dimension,
      title: words.profile(t.dimensions[dimension]),
      hidden: 0,
      hint: [targeted && words.target(""), words.scale, lackingText(t, lacking, total.measures)]
        .filter(Boolean)
        .join(" "),
      chart: {
        kind: "bars",
        least: 360,
        tiles: shown.map(measure => tile(t, groups, dimension, measure))
      },
      table: profileTable(t, groups, dimension, shown)
    };
  }
);

/**
 * One measure of every group.
 * @param {Text} t
 * @param {Group[]} groups
 * @param {Dimension} dimension
 * @param {Measure} measure
 */
const tile = (t, groups, dimension, measure) => ({
  title: t.measures[measure],
  top: topIn(groups, measure),
  rows: groups.map(group => ({
    ...row(t, group, measure, nameOf(t, dimension, group), group.key[dimension] ?? ""),
    more: ""
  }))
});

/** @param {Text} t @param {Group[]} groups @param {Dimension} dimension @param {Measure[]} shown */
const profileTable = (t, groups, dimension, shown) => ({
  heads: [t.dimensions[dimension], ...shown.map(measure => t.measures[measure])],
  rows: groups.map(group => ({
    key: group.key[dimension] ?? "",
    cells: [
      nameOf(t, dimension, group),
      ...shown.map(measure => {
        const rate = known(group.measures[measure]);
        return rate ? t.decimal(rate.text) : t.notComputable;
      })
    ]
  }))
});
