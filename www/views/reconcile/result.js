// What reconciling found, unit by unit: published beside ours, the ways that give the published figures, and
// what makes the difference.
import { ruleIn } from "../../app/words.js";
import { h } from "../../elements/dom.js";
import { cell, grid, line, name } from "../../elements/grid.js";
import { offeredAs } from "./figures.js";
import { toList } from "./link.js";
import { reasonIn, wayIn } from "./ways.js";

/** @typedef {typeof import("./text.vi.js").text} Words */
/** @typedef {import("../../lib/index.d.ts").ReconciledUnit} ReconciledUnit */
/** @typedef {import("../../lib/index.d.ts").Claim} Claim */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/**
 * @typedef {{ words: Words, t: import("../../text.vi.js").Text, said: string, office: string, from: string,
 *   to: string, emit: Emit }} Here
 */

/** @param {Here} here @param {ReconciledUnit[]} units */
export function result(here, units) {
  const { words } = here;
  const [open, exact, same] = [0, 1, 2].map(rank => units.filter(unit => rankOf(unit) === rank));
  const names = open.map(({ unit }) => unit ?? words.allUnits).join("; ");
  return [
    h("p.supposed", { role: "status" }, words.summary(units.length, same.length, exact.length, names)),
    h("p.hint.screen", words.tried),
    [...open, ...exact, ...same].map(unit => sheet(here, unit))
  ];
}

/** What needs a look comes first: 0 = a difference is left, 1 = a changed way explains it, 2 = same.
 * @param {ReconciledUnit} unit */
const rankOf = ({ claims, exact }) => (claims.every(({ met }) => met) ? 2 : exact.length > 0 ? 1 : 0);

/** One unit; on paper a page of its own, to be signed. @param {Here} here @param {ReconciledUnit} found */
function sheet(here, found) {
  const { words, said, office, from, to } = here;
  const title = found.unit ?? words.allUnits;
  return h(
    "article.unit-sheet",
    { key: `unit ${title}`, "aria-label": title },
    h(
      "div.paper",
      h(
        "div.sheet-head",
        h("p", office || words.dots),
        h("p", h("strong", words.state[0]), h("br"), words.state[1])
      ),
      h("p.sheet-title", words.sheetTitle),
      h("p", words.sheetPeriod(from, to))
    ),
    h("h4", title),
    table(here, found),
    ways(here, found),
    untold(here, found),
    split(here, found),
    unexplained(here, found),
    h(
      "div.paper",
      h("p.hint", words.sheetRules(said)),
      h("p.signed-at", words.signedAt),
      h(
        "div.signatures",
        words.signatures.map(who => h("p", h("strong", who), h("br"), words.signHere))
      )
    )
  );
}

/** A claim's figure in words; a rate is said to be one. @param {Words} words @param {Claim} claim */
export function figureIn(words, { figure, value }) {
  const known = words.figures[offeredAs(figure)] ?? figure;
  return typeof value === "string" && value.includes("%") ? words.rate(known) : known;
}

/** @param {Here} here @param {ReconciledUnit} found */
function table({ words, t }, { unit, claims }) {
  const { heads } = words;
  const written = (/** @type {number | string} */ value) =>
    typeof value === "number" ? t.number(value) : t.decimal(value);
  return grid(`${unit ?? words.allUnits}`, [heads.figure, heads.published, heads.ours, heads.difference], {
    rows: claims,
    row: ({ claim, num, den, text, difference, met }) =>
      line(met ? null : { class: "differing" }, [
        name(figureIn(words, claim)),
        cell(null, written(claim.value)),
        cell(
          null,
          t.decimal(text) || words.unknown,
          den !== undefined && h("span.fraction", `${t.number(num)} / ${t.number(den)}`)
        ),
        cell(
          null,
          met
            ? h("span.met", `✓ ${words.equal}`)
            : [h("span", { "aria-hidden": "true" }, "≠ "), t.decimal(difference)]
        )
      ])
  });
}

/** @param {Here} here @param {ReconciledUnit} found */
function ways({ words, t }, { claims, exact, closest, unexplained }) {
  const say = (/** @type {object} */ way) => wayIn(words, t.lang, way);
  const all = claims.length;
  if (claims.every(({ met }) => met)) return h("p", words.same(all, all));
  if (exact.length === 1) return h("p", words.exact(all, say(exact[0])));
  if (exact.length > 1)
    return [h("p", words.several(exact.length)), listed(exact.map(way => words.exact(all, say(way))))];
  const [first, ...others] = closest;
  if (!first || !Object.keys(first).length)
    return h("p", words.same(claims.filter(({ met }) => met).length, all), " ", words.noneCloser);
  const left = new Set(unexplained.filter(({ change }) => change).map(({ claim }) => claim)).size;
  return [
    h("p", words.closest(all - left, all, say(first))),
    others.length > 0 && [h("p", words.severalClosest), listed(others.map(way => `${say(way)}.`))]
  ];
}

/** What lives cannot tell is named. @param {Here} here @param {ReconciledUnit} found */
function untold({ words, t }, { leftOut }) {
  const because = (/** @type {string} */ why) => (leftOut ?? []).filter(out => out.why === why);
  const fixed = because("fixed").map(({ rule }) => t.settings[/** @type {"endDay"} */ (rule)]);
  const grain = because("grain").flatMap(({ rule, values }) =>
    values.map(value => ruleIn(t.lang, rule, value))
  );
  return leftOut && h("p.hint", words.untold(fixed.join(", ").toLowerCase(), grain.join(", ")));
}

/** @param {string[]} sentences */
const listed = sentences =>
  h(
    "ul",
    sentences.map(sentence => h("li", sentence))
  );

/** @param {Here} here @param {ReconciledUnit} found */
function split({ words, t, emit }, { unit, claims, split: parts, shown }) {
  if (!parts.length) return null;
  return [
    h("h5", words.splitTitle),
    h(
      "ul",
      parts.map(part => {
        const figure = figureIn(words, claims[part.claim].claim) + words.parts[part.part];
        const sentence = words.bucket(
          figure,
          part.change,
          part.dossiers,
          reasonIn(words, t.lang, part, shown ?? {})
        );
        return h("li", toList(emit, part.bucket, sentence, `${unit ?? words.allUnits}, ${sentence}`));
      })
    )
  ];
}

/** @param {Here} here @param {ReconciledUnit} found */
function unexplained({ words }, { claims, unexplained: left }) {
  const open = left.filter(({ change }) => change);
  if (!open.length) return null;
  const names = /** @type {Record<string, string>} */ (words.lookalikes);
  return [
    h("h5", words.unexplainedTitle),
    h(
      "ul.unexplained",
      open.map(({ claim, part, change, equals = [] }) =>
        h(
          "li",
          words.unexplained(figureIn(words, claims[claim].claim) + words.parts[part], change),
          equals.map(
            ({ figure, count }) => ` – ${words.equals(names[figure] ?? words.figures[figure], count)}`
          )
        )
      )
    )
  ];
}
