// Overview: every measure with its target, which units reach which target, how the dossiers balance, how they
// were filed and ended, and how late the late ones were.
import "../../elements/balance/balance.js";
import "../../elements/card/card.js";
import "../../elements/chart/chart.js";
import { touching, troublesOf } from "../../app/troubles.js";
import { chosenSet, livesOf, noteText, queryOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { GROUPS, unsettled } from "../../elements/measures.js";
import { channelChart, LATE, lateChart } from "./charts.js";
import { reached } from "./reached.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../app/state.js").State} State */

/** @type {import("../../app/views.js").View} */
export const overview = {
  id: "overview",
  needs(state) {
    const query = queryOf(state);
    return {
      whole: { summarize: query },
      units: { summarize: { ...query, by: ["unit"] } },
      channels: { summarize: { ...query, by: ["intakeChannel"] } },
      ...Object.fromEntries(
        (livesOf(state.files) ? [] : LATE).map((endedLateBy, at) => [
          `late${at}`,
          { dossiers: { ...query, endedLateBy, offset: 0, limit: 0 } }
        ])
      )
    };
  },
  body(state, { whole, units, channels, ...late }, emit) {
    if (!whole) return [];
    const t = textOf(state);
    return [
      h(
        "div.groups",
        Object.keys(GROUPS).map(name => cards(state, /** @type {keyof typeof GROUPS} */ (name), whole))
      ),
      units && chosenSet(state) && reached(t, units, emit),
      h(
        "section.group",
        h("h3", t.counts.title),
        h("hoso-balance", {
          model: {
            t,
            counts: whole.total.counts,
            excluded: whole.excluded,
            open: Object.values(whole.total.measures).find(unsettled)
          }
        })
      ),
      h(
        "div.pair",
        null,
        channels && chart(state, channelChart(t, channels)),
        `late${LATE.length - 1}` in late &&
          chart(state, lateChart(t, whole, ...LATE.map((_, at) => late[`late${at}`].total)))
      )
    ];
  }
};

/** @param {State} state @param {any} made */
const chart = (state, made) =>
  h("hoso-chart", {
    model: {
      t: textOf(state),
      view: "overview",
      note: noteText(state),
      asTable: !!state.of.overview?.[made.id],
      ...made
    }
  });

/** @param {State} state @param {keyof typeof GROUPS} name @param {Summary} summary */
function cards({ files, ...state }, name, { total, rules }) {
  const t = textOf(/** @type {State} */ (state));
  const measures = GROUPS[name].filter(measure => measure in total.measures);
  const troubles = troublesOf(files, state.summary);
  const maps = files.some(({ kind, error }) => !error && kind === "dossiers"); // columns can be mapped
  const card = (/** @type {Measure} */ measure) => {
    const rate = total.measures[measure];
    const touches = touched(rate, touching(troubles, measure));
    return h("hoso-card", {
      model: { t, measure, rate, of: denominator(t, measure, rules), maps, touches }
    });
  };
  return (
    measures.length > 0 &&
    h(
      "section",
      { class: `group ${name}` },
      h("h3", t.groups[name]),
      h(
        "ul.cards",
        measures.map(measure => h("li", card(measure)))
      )
    )
  );
}

/**
 * Where a column is missing there is no figure to be wrong, but a file that was not read may have the column.
 * @param {import("../../lib/index.d.ts").Rate} rate
 * @param {import("../../app/troubles.js").Trouble[]} troubles
 */
const touched = (rate, troubles) =>
  troubles.filter(({ error }) => error || !("unavailable" in rate) || rate.unavailable !== "missing-column")
    .length;

/** @param {Text} t @param {Measure} measure @param {import("../../lib/index.d.ts").Rules} rules */
function denominator(t, measure, { levelShare, onTimeOf }) {
  if (levelShare === "all" && measure.startsWith("onlineL")) return t.ofAll;
  return measure === "onTime" && onTimeOf ? t.ofOnTime[onTimeOf] : t.of[measure];
}
