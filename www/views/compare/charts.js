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
function row(t, { measures }, measure, name, key) {
  const rate = known(measures[measure]);
  if (!rate) return { key, name, value: null, text: t.unavailable(/** @type {any} */ (measures[measure])) };
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
    const words = t.views.compare;
    const ranked = sorted(groups, rateColumn(measure), !LESS_IS_BETTER.has(measure));
    const computed = ranked.filter(group => known(group.measures[measure]));
    const base = {
      id: "ranking",
      dimension,
      title: words.ranking(t.measures[measure], t.dimensions[dimension]),
      hidden: computed.length > 2 * ENDS + 4 ? computed.length - 2 * ENDS : 0
    };
    if (!computed.length)
      return {
        ...base,
        hidden: 0,
        none: groups.length ? t.unavailable(/** @type {any} */ (groups[0].measures[measure])) : t.table.none
      };
    const bar = (/** @type {Group} */ group) =>
      row(
        t,
        group,
        measure,
        `${ranked.indexOf(group) + 1}. ${nameOf(t, dimension, group)}`,
        group.key[dimension] ?? ""
      );
    const shown =
      base.hidden && !whole
        ? [
            ...computed.slice(0, ENDS).map(bar),
            { name: "", value: null, text: words.between(base.hidden) },
            ...computed.slice(-ENDS).map(bar)
          ]
        : computed.map(bar);
    return {
      ...base,
      hint: [
        words.ranks,
        aimed(t, computed, measure),
        computed.some(({ measures }) => known(measures[measure])?.target?.met === false) && words.lacks,
        computed.length < ranked.length && words.without(ranked.length - computed.length)
      ]
        .filter(Boolean)
        .join(" "),
      chart: {
        kind: "bars",
        tiles: [
          {
            top: topOf(
              computed.flatMap(({ measures }) => [shareOf(measures[measure]), targetOf(measures[measure])])
            ),
            rows: shown
          }
        ]
      },
      table: {
        heads: [
          t.dimensions[dimension],
          words.rank,
          t.measures[measure],
          words.num,
          words.den,
          t.target,
          words.points,
          words.shortBy
        ],
        rows: ranked.map((group, at) => ({
          key: group.key[dimension] ?? "",
          cells: [nameOf(t, dimension, group), ...cells(t, group, measure, at)]
        }))
      }
    };
  }
);

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
    const words = t.views.compare;
    const base = { id: "profile", dimension, title: words.profile(t.dimensions[dimension]), hidden: 0 };
    if (!groups.length) return null;
    const given = measuresOf(total);
    const shown = given.filter(measure => groups.some(group => known(group.measures[measure])));
    const targeted = groups.some(({ measures }) =>
      shown.some(measure => targetOf(measures[measure]) !== null)
    );
    return {
      ...base,
      hint: [
        targeted && words.target(""),
        words.scale,
        lackingText(
          t,
          given.filter(measure => !shown.includes(measure)),
          total.measures
        )
      ]
        .filter(Boolean)
        .join(" "),
      chart: {
        kind: "bars",
        least: 360,
        tiles: shown.map(measure => ({
          title: t.measures[measure],
          top: topOf(
            groups.flatMap(({ measures }) => [shareOf(measures[measure]), targetOf(measures[measure])])
          ),
          rows: groups.map(group => ({
            ...row(t, group, measure, nameOf(t, dimension, group), group.key[dimension] ?? ""),
            more: ""
          }))
        }))
      },
      table: {
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
      }
    };
  }
);
