// Reconciliation and comparison on the page. The answers of the core are written by hand here, so that the
// page's own part is tested: inputs, refusals, the wording of answers, and the targets of links.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Dataset } from "../../www/lib/dataset.js";
import { clean } from "./axe.mjs";
import { choose, openReady, show, SMALL, upload } from "./page.mjs";

/** @typedef {import("./page.mjs").Page} Page */

const skip = !("reconcile" in Dataset.prototype && "compare" in Dataset.prototype);

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/** Answers the worker's calls of these names, and records the questions.
 * @param {Record<string, any>} answers by name; `slow`: names that are never answered */
const instead = answers => `
  globalThis.asked = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, options) {
    const answers = ${JSON.stringify(answers)};
    const { id, name, args } = message ?? {};
    const bucket = name === "dossiers" && args.bucket;
    if (name in answers || bucket) asked.push({ name, args });
    if (bucket) setTimeout(() => this.onmessage({ data: { id, value: { total: 1, rows: [answers.row].slice(0, args.limit) } } }));
    else if (answers[name] === "never") setTimeout(() => this.onmessage({ data: { id, progress: { done: 3, of: 4 } } }));
    else if (name in answers) setTimeout(() => this.onmessage({ data: { id, value: answers[name] } }));
    else post.call(this, message, options);
  };`;

const row = {
  code: "A-220106-0001",
  unit: "Phòng Hai",
  procedure: "",
  field: "",
  received: "2022-01-06",
  due: "2022-01-13",
  ended: "2022-01-14",
  outcome: "late",
  daysLate: 1,
  workingDaysLate: 1,
  file: "nho.csv",
  row: 5,
  doubts: []
};
/** One unit agrees in two ways; one only nearly. */
const UNITS = [
  {
    unit: "Phòng Hai",
    claims: [
      {
        claim: { unit: "Phòng Hai", figure: "timely", value: 2 },
        num: 1,
        text: "1",
        difference: "+1",
        met: false
      },
      {
        claim: { unit: "Phòng Hai", figure: "onTime", value: "100%" },
        num: 1,
        den: 2,
        text: "50,00%",
        difference: "+50,00",
        met: false
      }
    ],
    exact: [{ returned: "onTime", clock: "instant" }, { noDue: "onTime" }],
    closest: [],
    shown: { returned: "onTime", clock: "instant" },
    split: [
      {
        claim: 0,
        part: "num",
        rules: ["returned", "clock"],
        needs: "all",
        change: 1,
        dossiers: 1,
        bucket: "b1"
      },
      {
        claim: 1,
        part: "den",
        rules: ["returned", "clock"],
        needs: "any",
        change: -1,
        dossiers: 1,
        bucket: "b2"
      }
    ],
    unexplained: []
  },
  {
    unit: null,
    claims: [{ claim: { figure: "late", value: 7 }, num: 1, text: "1", difference: "+6", met: false }],
    exact: [],
    closest: [{ endDay: "returned" }],
    shown: { endDay: "returned" },
    split: [],
    unexplained: [{ claim: 0, part: "num", change: 4, equals: [{ figure: "halted", count: 4 }] }]
  }
];
const COMPARISON = {
  onlyBefore: 2,
  onlyAfter: 0,
  same: 3,
  changed: 1,
  withoutCode: 1,
  twice: 0,
  buckets: { onlyBefore: "gone", onlyAfter: "new", changed: "chg", withoutCode: "blank", twice: "two" },
  fields: [
    { field: "due", count: 1, bucket: "due", later: 1, laterBucket: "due-later" },
    { field: "finished", count: 1, bucket: "end", earlier: 1, earlierBucket: "end-earlier" }
  ],
  outcomes: [{ before: "late", after: "onDueDay", count: 1, bucket: "late-on" }]
};

/**
 * @param {Record<string, any>} answers
 * @param {import("./page.mjs").Upload[]} files
 * @param {any} [options]
 */
async function reconciling(answers, files = [SMALL], options = {}) {
  opened = await openReady(
    { permissions: ["clipboard-read", "clipboard-write"], ...options },
    instead({ ...answers, row })
  );
  const { page } = opened;
  await choose(page, ...files);
  await show(page, "reconcile");
  return page;
}

/** @param {Page} page @param {string} text */
const pasteInto = (page, text) =>
  page
    .locator("[name=claim-unit]")
    .first()
    .evaluate((input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);

/** The questions that the worker got. @param {Page} page @param {string} name */
const askedOf = (page, name) =>
  page.evaluate(
    name =>
      /** @type {any} */ (globalThis).asked
        .filter((/** @type {any} */ one) => one.name === name)
        .map((/** @type {any} */ one) => one.args),
    name
  );

/** @param {Page} page @param {string} from @param {string} to */
async function period(page, from, to) {
  await page.locator("[name=claims-from]").fill(from);
  await page.locator("[name=claims-to]").fill(to);
}

/** Corrects every fault that the page names in a pasted table, then states its period. @param {Page} page */
async function mend(page) {
  const faults = page.locator(".faults");
  await faults.getByRole("button", { name: "Là “Phòng Một”" }).click();
  await faults.getByText("“1,234” là một nghìn hai trăm ba mươi tư hay số lẻ?").waitFor();
  await faults.getByText("Tỷ lệ phải từ 0% đến 100%.").waitFor();
  await page.locator("[name=claim]").nth(4).fill("1");
  await page.locator("[name=claim]").nth(5).fill("50%");
  await faults.waitFor({ state: "detached" });
  await page.getByText("Số đã công bố là của kỳ nào?").waitFor();
  await period(page, "31/02/2022", "31/01/2022");
  await page.getByText("Ngày không có thật").waitFor();
  assert.equal(await page.getByRole("button", { name: "Đối chiếu", exact: true }).isDisabled(), true);
  await period(page, "01/01/2022", "31/01/2022");
}

test("a table pasted from Excel: columns by their names, a proposal for an unknown unit, no question without a period", {
  skip
}, async () => {
  const page = await reconciling({ reconcile: UNITS });
  await pasteInto(
    page,
    "TT\tĐơn vị\tSố hồ sơ tiếp nhận\tĐúng và trước hạn\tTỷ lệ đúng hạn\n1\tPhòng  hai\t1.003\t2\t100%\n2\tPhong Mot\t2\t1,234\t101%\n"
  );
  const values = await page
    .locator("[name=claim]")
    .evaluateAll(inputs => inputs.map(input => /** @type {HTMLInputElement} */ (input).value));
  assert.deepEqual(values, ["1.003", "2", "100%", "2", "1,234", "101%"]);
  const faults = page.locator(".faults");
  await faults.getByText("Phong Mot: Không có đơn vị này trong dữ liệu.").waitFor();
  await faults.getByText("“1,234” là một nghìn hai trăm ba mươi tư hay số lẻ?").waitFor();
  assert.equal(await page.locator("[name=claim][aria-invalid=true]").count(), 2, "1,234 and 101%");
  const run = page.getByRole("button", { name: "Đối chiếu", exact: true });
  assert.equal(await run.isDisabled(), true);
  await mend(page);
  await run.click();
  await page.getByText("Khớp 2/2 số nếu").first().waitFor();
  const [{ claims, query }] = await askedOf(page, "reconcile");
  assert.deepEqual(claims, [
    { unit: "Phòng Hai", figure: "received", value: 1003 },
    { unit: "Phòng Hai", figure: "timely", value: 2 },
    { unit: "Phòng Hai", figure: "onTime", value: "100%" },
    { unit: "Phòng Một", figure: "received", value: 2 },
    { unit: "Phòng Một", figure: "timely", value: 1 },
    { unit: "Phòng Một", figure: "onTime", value: "50%" }
  ]);
  assert.deepEqual([query.from, query.to, query.targets], ["2022-01-01", "2022-01-31", undefined]);
});

test("a million cells are refused with a message, and the page stays responsive", { skip }, async () => {
  const page = await reconciling({});
  await pasteInto(page, `${"1\t".repeat(999)}1\n`.repeat(1000));
  await page.getByRole("alert").filter({ hasText: "quá lớn để đối chiếu" }).waitFor();
  assert.equal(await page.locator("[name=claim]").count(), 4);
});

test("a sentence: its figures are shown, confirmed one by one, and periods are never mixed", {
  skip
}, async () => {
  const page = await reconciling({ reconcile: UNITS });
  await page.getByLabel("một đoạn văn").check();
  const sentence = page.locator("[name=sentence]");
  await sentence.fill(
    "Năm 2021 giải quyết đúng và trước hạn 25.925/25.969 hồ sơ, đạt 99,83%; năm 2022: 45.817/45.820 hồ sơ, đạt 99,99%."
  );
  await page.getByRole("button", { name: "Đọc số liệu trong câu" }).click();
  await page.getByText("Các số thuộc 2 kỳ khác nhau (Năm 2021; năm 2022).").waitFor();
  await page.getByRole("button", { name: "Năm 2021" }).click();
  const pair = page.locator(".pairs li");
  assert.equal(await pair.count(), 1);
  await pair.getByText("25.925/25.969 … 99,83%").waitFor();
  assert.equal(await pair.locator("select").first().inputValue(), "timely");
  await period(page, "01/01/2021", "31/12/2021");
  const run = page.getByRole("button", { name: "Đối chiếu", exact: true });
  assert.equal(await run.isDisabled(), true, "not confirmed yet");
  await pair.getByLabel("Đúng số liệu này").check();
  await run.click();
  await page.locator(".unit-sheet").first().waitFor();
  const [{ claims }] = await askedOf(page, "reconcile");
  const source = "25.925/25.969 … 99,83%";
  assert.deepEqual(claims, [
    { figure: "timely", value: 25925, source },
    { figure: "ended", value: 25969, source },
    { figure: "onTime", value: "99,83%", source }
  ]);
  await sentence.fill("Đã giải quyết 2.760 hồ sơ, đúng hạn 2.602/2.760 hồ sơ, đạt 96,2%; trễ hạn 9/3 hồ sơ.");
  await page.getByRole("button", { name: "Đọc số liệu trong câu" }).click();
  await page.getByText("Tử số chia mẫu số là 94,28%, không phải tỷ lệ ghi trong câu.").waitFor();
  await page.getByText("Tử số lớn hơn mẫu số").waitFor();
  assert.equal(await page.locator(".pairs [name=confirm]").last().isDisabled(), true);
});

/** @param {Page} page */
async function answersAndLists(page) {
  // The unexplained rest comes first, although it was second in the question.
  const [second, first] = [page.locator(".unit-sheet").first(), page.locator(".unit-sheet").nth(1)];
  await first.getByText("Có 2 cách tính đều cho đúng các số đã công bố").waitFor();
  await first.getByText("Khớp 2/2 số nếu tính hồ sơ trả lại, rút là đúng hạn và xét hạn theo giờ.").waitFor();
  await first.getByText("Khớp 2/2 số nếu tính hồ sơ không có ngày hẹn trả là đúng hạn.").waitFor();
  await second
    .getByText(
      "Không cách nào khớp hết. Gần nhất, khớp 0/1 số, nếu lấy ngày trả kết quả, không có thì ngày kết thúc xử lý."
    )
    .waitFor();
  await second
    .getByText("Trễ hạn: +4 – bằng số hồ sơ dừng xử lý trong kỳ (4), chỉ bằng số, chưa phải chứng minh")
    .waitFor();
  await clean(page, "reconcile");
  await listOf(page, first);
}

/** @param {Page} page @param {import("playwright-core").Locator} sheet */
async function listOf(page, sheet) {
  await sheet
    .getByRole("button", {
      name: "Đúng và trước hạn: +1 do tính hồ sơ trả lại, rút là đúng hạn và xét hạn theo giờ: 1 hồ sơ"
    })
    .click();
  await page
    .getByRole("gridcell", { name: "A-220106-0001" })
    .or(page.getByText("A-220106-0001"))
    .first()
    .waitFor();
  const lists = (await askedOf(page, "dossiers")).filter((/** @type {any} */ { bucket }) => bucket);
  assert.ok(
    lists.every(
      (/** @type {any} */ { bucket, from, basis }) =>
        bucket === "b1" && from === undefined && basis === undefined
    )
  );
}

test("an answer in sentences, its lists, and in English", { skip }, async () => {
  const page = await reconciling({ reconcile: UNITS });
  await page.locator("[name=claim]").first().fill("2");
  await period(page, "01/01/2022", "31/01/2022");
  await page.getByRole("button", { name: "Đối chiếu", exact: true }).click();
  await answersAndLists(page);
  await show(page, "reconcile");
  await page.getByRole("button", { name: "English" }).click();
  await page
    .getByText(
      "All 2 figures agree if returned dossiers count as on time and appointments are compared by the hour."
    )
    .waitFor();
});

test("it can be cancelled, and results are marked as outdated once the rules change", { skip }, async () => {
  const page = await reconciling({ reconcile: "never" });
  await page.locator("[name=claim]").first().fill("2");
  await period(page, "01/01/2022", "31/01/2022");
  await page.getByRole("button", { name: "Đối chiếu", exact: true }).click();
  await page.getByText("Đang tìm cách tính: 75%").waitFor();
  await page.getByRole("button", { name: "Hủy", exact: true }).click();
  await page.getByText("Đã hủy đối chiếu.").waitFor();
});

test("two exports: counts, fields and outcomes open lists, and measures are side by side", {
  skip
}, async () => {
  const later = upload("sau.csv", SMALL.buffer.toString().replace("20/01/2022,,", "20/01/2022,18/01/2022,"));
  const page = await reconciling({ compare: COMPARISON }, [SMALL, later]);
  await page.getByLabel("một bản xuất khác").check();
  const panel = page.locator("#panel");
  const run = panel.getByRole("button", { name: "So hai bản xuất" });
  assert.equal(await run.isDisabled(), true);
  await show(page, "overview");
  await page.locator("hoso-troubles").getByRole("button", { name: "So hai bản xuất" }).click();
  assert.equal(await page.getByLabel("Bản xuất của tệp nho.csv").inputValue(), "before");
  assert.equal(await page.getByLabel("Bản xuất của tệp sau.csv").inputValue(), "after");
  await run.click();
  await page.getByText("3 hồ sơ giống nhau").waitFor();
  await page.getByRole("button", { name: "2 hồ sơ chỉ có ở bản trước" }).waitFor();
  await page.getByRole("button", { name: "sớm lên 1" }).waitFor();
  await page.getByRole("button", { name: "1 hồ sơ: Trễ hạn → Đúng hạn" }).waitFor();
  const [asked] = await askedOf(page, "compare");
  assert.deepEqual([asked.before, asked.after], [[0], [1]]);
  await clean(page, "reconcile");
  await page.getByRole("button", { name: "lùi về sau 1" }).click();
  await page.locator("#panel").getByText("lùi về sau 1").waitFor();
  assert.ok(
    (await askedOf(page, "dossiers")).some((/** @type {any} */ { bucket }) => bucket === "due-later")
  );
});
