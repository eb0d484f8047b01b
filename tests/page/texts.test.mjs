// The page's English wording with the number one: singular. Expected values written by hand.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { en } from "../../www/text.en.js";
import { vi } from "../../www/text.vi.js";
import "../../www/views/words.vi.js";

const { overview, compare, dossiers, whatif, takeaway } = en.views;
const zero = { read: 0, dossiers: 0, duplicates: 0, skipped: 0, rejected: 0 };

/** The text, and what one would write. @type {[string, string][]} */
const SAID = [
  [en.dossiers(1), "1 dossier"],
  [en.dossiers(1_000), "1,000 dossiers"],
  [
    en.drop.left(1),
    "1 file of the folder not read: hidden, empty, pictures, documents, or more than 4,000 (open its folders one by one)."
  ],
  [en.drop.loaded({ files: 1, dossiers: 1, reported: 0 }), "1 file · 1 dossier"],
  [en.progress({ file: "a.csv", index: 1, files: 1, percent: 100, rows: 1 }), "Reading: a.csv – 100%, 1 row"],
  [
    en.progress({ file: "a.csv", index: 1, files: 2, percent: 5, rows: 2 }),
    "Reading file 1 of 2: a.csv – 5%, 2 rows"
  ],
  [en.announce.reading(1), "Reading 1 file."],
  [en.announce.result(1, 0, 1), "Result ready: 1 dossier. 1 of 1 target met."],
  [en.headline([], 1), "The target is met."],
  [en.headline([], 2), "All 2 targets met."],
  [en.counts.summariesOutside(1), "1 summary row cannot be counted for this question."],
  [
    en.files.equation({ ...zero, read: 1, dossiers: 1 }),
    "1 row = 1 dossier + 0 duplicates + 0 skipped + 0 rejected"
  ],
  [
    en.files.equation({ ...zero, read: 3, dossiers: 2, duplicates: 1 }),
    "3 rows = 2 dossiers + 1 duplicate + 0 skipped + 0 rejected"
  ],
  [en.files.issueCount(1), "1 warning"],
  [en.moreRows(1), "1 more row"],
  [en.moreRows(2), "2 more rows"],
  [compare.without(1), "1 row cannot be computed and stands in the figures only."],
  [compare.without(2), "2 rows cannot be computed and stand in the figures only."],
  [compare.between(1), "… 1 row between …"],
  [compare.short(1, false), "short by 1 dossier"],
  [dossiers.list("due", 1), "Due within 1 day"],
  [dossiers.list("due", 7), "Due within 7 days"],
  [dossiers.days(1), "1 day"],
  [dossiers.copied(1, 1), "Copied 1 row, ready to paste into Excel."],
  [overview.late.hint(1), "1 dossier that ended late, by days late."],
  [overview.late.unlisted(1), "1 late dossier is known from summaries only, without its days."],
  [overview.late.unlisted(2), "2 late dossiers are known from summaries only, without their days."],
  [overview.late.days(1, 1), "1 day"],
  [whatif.tally(1, 1, 0), "1 of 1 unit meets the target."],
  [whatif.tally(3, 2, 0), "2 of 3 units meet the target."],
  [whatif.counted(1, "results returned by post"), "1 result returned by post"],
  [
    whatif.waysHint(1, false),
    "1 measure differs between the ways; ≠ marks what differs from the one in force."
  ],
  [whatif.changes(1, ["x"]), "1 dossier changes class: x."],
  [takeaway.endedAlone(1), "1 dossier had ended."],
  [takeaway.standing("", 1, 4, [], []), "Of the targets, 1 of 4 is met."],
  [
    takeaway.byUnit("onTime", 1, 3, takeaway.furthest(["A (50.00%)"], false)),
    "The on-time rate: 1 of 3 units misses the target, namely A (50.00%)."
  ],
  [
    takeaway.receipt.result("a.json", false, 9, 1, "missing file b.csv; "),
    "Does not agree with a.json: missing file b.csv; 1 of 9 items differs."
  ],
  [
    en.privacy.refusedCount(1),
    "1 other request was refused by the policy (mostly from installed extensions)."
  ]
];

test("one is singular", () => {
  for (const [said, expected] of SAID) assert.equal(said, expected);
  const share = takeaway.share(
    "online",
    /** @type {any} */ ({ num: 1, den: 1, text: "100%" }),
    /** @type {any} */ ({ levelShare: "level" })
  );
  assert.equal(share, "the online rate is 100% (1 of 1 dossier received)");
});

test("no English text puts a plural after a bare number", () => {
  const files = readdirSync(new URL("../../www/", import.meta.url), { recursive: true }).map(String);
  const english = files.filter(name => name.endsWith("text.en.js"));
  assert.ok(english.length >= 8, "the texts are found");
  const things =
    "rows|files|dossiers|units|days|targets|points|measures|items|columns|sheets|duplicates|cells|months";
  const bare = new RegExp(
    `\\$\\{(number\\([^}]*\\)|[a-z]+)\\} (more |other |late |summary )?(${things})\\b`,
    "g"
  );
  for (const name of english) {
    const text = readFileSync(new URL(`../../www/${name}`, import.meta.url), "utf8");
    const found = [...text.matchAll(bare)]
      .map(([words]) => words)
      .filter(words => !ALWAYS_MANY.includes(words));
    assert.deepEqual(found, [], name);
  }
});

/** Numbers that are never one: all of several targets; points with two decimals; ranges of days. */
const ALWAYS_MANY = ["${number(targets)} targets", "${size} points", "${to} days"];

test("every count that a receipt holds has a name in both languages", () => {
  const types = readFileSync(new URL("../../www/lib/index.d.ts", import.meta.url), "utf8");
  const [, body] = /export interface Counts \{([^}]*)\}/.exec(types) ?? [];
  const counts = [...body.matchAll(/(\w+): number/g)].map(([, name]) => name);
  assert.ok(counts.length > 20, "the counts are found");
  for (const text of [vi, en]) {
    const names = /** @type {Record<string, unknown>} */ ({
      ...text.counts,
      ...text.views.takeaway.receipt.counts
    });
    assert.deepEqual(
      counts.filter(count => typeof names[count] !== "string"),
      [],
      text.lang
    );
  }
});
