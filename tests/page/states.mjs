// The states of the page, each reached as a user reaches it: for screenshots (shots.mjs), and for the test
// that nothing is cut off when the page is enlarged (reflow.test.mjs).
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { choose, LIST, REPORT, sample, show, SMALL, unfold, upload } from "./page.mjs";
import { CUT, SIGNED, TROUBLED as KINDS } from "./troubled.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {(page: Page) => Promise<unknown>} Reach */

export const VIEWS = /** @type {const} */ ([
  "overview",
  "compare",
  "trend",
  "dossiers",
  "whatif",
  "signs",
  "takeaway"
]);

/** @param {string} [id] @returns {Reach} */
const loaded =
  (id = "sa-dec-2022") =>
  page =>
    choose(page, ...sample(id));

/** The view, with the sample. @param {typeof VIEWS[number]} id @param {Reach} [then] @returns {Reach} */
const view = (id, then) => async page => {
  await loaded()(page);
  await show(page, id);
  await then?.(page);
};

/** Every column except the day received. */
const REFUSED = upload(
  "Danh sách quý I.csv",
  [
    "STT;Số biên nhận;Tên người nộp;Đơn vị;Ngày nhận HS;Hẹn trả KQ",
    "1;A-1;NGUYỄN VĂN A;Phòng Một;(1);Sáng",
    "2;A-2;TRẦN THỊ B;Phòng Hai;(2);Chiều"
  ].join("\n")
);

/** A file of a case, under another name. @param {string} path @param {string} name */
const ofCase = (path, name) => upload(name, readFileSync(new URL(`../${path}`, import.meta.url)));

/** Files with issues that change figures. */
const TROUBLED = [
  ofCase("field/41-unit-once-unmerged/a.xlsx", "Tháng 10.xlsx"),
  upload(
    "Tháng 11.csv",
    [
      "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc",
      ...[13, 14, 15, 20].map(
        day => `B-${day},UBND xã Tân Dương,11/${day}/2025,11/${day + 5}/2025,11/${day + 3}/2025`
      )
    ].join("\n")
  ),
  upload(
    "Báo cáo.csv",
    "Đơn vị,Số hồ sơ tiếp nhận,Đã giải quyết trước hạn,Đã giải quyết đúng hạn,Đã giải quyết trễ hạn\nPhòng Một,10,4,5,1\nPhòng Hai,10,6,4,0\n"
  ),
  upload("báo cáo.xlsx", "%PDF-1.7")
];

/** "Mã hồ sơ,Đơn vị,Ngày tiếp nhận" in TCVN3, with too few letters for certainty. */
const TCVN3 = upload(
  "cu.csv",
  Buffer.from(
    "M\xb7 h\xe5 s\xac,\xa7\xacn v\xde,Ng\xb5y ti\xd5p nh\xcbn\nA,Ph\xdfng M\xe9t,03/01/2022\n",
    "latin1"
  )
);

/** A file of some 900 MB made of one piece, while it is being read. @param {Page} page */
async function reading(page) {
  const line = "A-1,Phòng Một,03/01/2022,10/01/2022,07/01/2022,Trực tuyến\n".repeat(20_000);
  const transfer = await page.evaluateHandle(piece => {
    const [blob, data] = [new Blob([piece]), new DataTransfer()];
    data.items.add(
      new File(
        [
          "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp\n",
          ...Array(600).fill(blob)
        ],
        "Hồ sơ cả tỉnh 2022.csv"
      )
    );
    return data;
  }, line);
  await page.dispatchEvent("footer", "drop", { dataTransfer: transfer });
  await page
    .locator(".progress")
    .filter({ hasText: /[1-9]\d%/ })
    .waitFor();
}

/** @type {Record<string, Reach>} */
export const STATES = {
  empty: async () => {},
  loading: reading,
  samples: page => page.locator(".menu > summary").click(),
  guide: page => page.keyboard.press("?"),
  tour: async page => {
    await page.locator(".drop-foot button").click();
    await page.locator("#tour:focus").waitFor();
    await page.locator("#tour .primary").click();
  },
  privacy: async page => {
    await page.locator(".privacy > summary").click();
    await page.locator(".proof").waitFor();
  },
  ...Object.fromEntries(VIEWS.map(id => [id, view(id)])),
  levels: view("compare", async page => {
    await page.locator("hoso-panel [name=dimension]").selectOption("unitLevel");
    await page.getByRole("heading", { name: /(theo cấp hành chính|by administrative level)/i }).waitFor();
  }),
  figures: view("overview", async page => {
    for (let left = 2; left; left--)
      await page
        .getByRole("button", { name: /^(Xem bảng số|Show the figures)/ })
        .first()
        .click();
  }),
  lacking: async page => {
    await loaded("thu-dau-mot-2021-2023")(page);
    await show(page, "trend");
  },
  years: async page => {
    await loaded("hong-ngu-2022")(page);
    await show(page, "trend");
  },
  filtered: view("compare", async page => {
    await page.getByRole("rowheader", { name: "UBND phường 6" }).getByRole("button").click();
    await show(page, "overview");
  }),
  late: view("dossiers", async page => {
    await page
      .locator(".chips button")
      .filter({ hasText: /trễ hạn|late/i })
      .first()
      .click();
    await page.locator("#panel:not([aria-busy])").waitFor();
  }),
  "late-of-one": view("dossiers", async page => {
    await page.locator(".list-row .cell-unit .act").filter({ hasText: "Phòng Tài nguyên" }).first().click();
    await page.locator(".crumb").waitFor();
  }),
  picker: view("overview", async page => {
    await page.locator(".picker > summary").click();
    await page.locator(".picker input[type=checkbox]").first().waitFor();
  }),
  error: page =>
    choose(page, upload("báo cáo.xlsx", "%PDF-1.7"), upload("rỗng.csv", ""), ...sample("thap-muoi-2022-q1")),
  troubles: page => choose(page, ...TROUBLED),
  ...Object.fromEntries(
    Object.entries(KINDS).map(([name, { file }]) => [name, (/** @type {Page} */ page) => choose(page, file)])
  ),
  "cut-off": page => choose(page, SMALL, CUT),
  signed: page => choose(page, SIGNED),
  spellings: async page => {
    await choose(page, upload("Hồ sơ.csv", SMALL.buffer.toString().replace("Phòng Một", "PHÒNG MỘT")));
    await page.locator(".spellings > summary").click();
  },
  asking: async page => {
    await choose(page, ...TROUBLED.slice(0, 1));
    await page.locator("hoso-dropzone .menu > summary").click();
    await page.locator("hoso-dropzone .menu-list button").first().click();
    await page.locator(".question").waitFor();
  },
  wrongdays: view("overview", async page => {
    await page.locator("hoso-settings [name=from]").fill("01/08/2022");
    await page.locator("hoso-settings [name=to]").fill("31/02/2022");
    await page.keyboard.press("Tab");
    await page.locator(".wrong").waitFor();
  }),
  allbad: page => choose(page, upload("báo cáo.xlsx", "%PDF-1.7")),
  refused: async page => {
    await choose(page, REFUSED);
    await unfold(page);
    await page.getByRole("button", { name: /^(Khai báo cột của|Map columns of)/ }).click();
    await page.locator("hoso-mapping table").waitFor();
  },
  encodings: async page => {
    await choose(page, TCVN3);
    await unfold(page);
    await page.locator(".encoding .plain").click();
    await page.locator(".readings").waitFor();
  },
  details: async page => {
    await loaded("thap-muoi-2022-q1")(page);
    await unfold(page);
    await page.locator(".file details > summary").first().click();
  },
  mapping: async page => {
    await loaded()(page);
    await unfold(page);
    await page.getByRole("button", { name: /^(Khai báo cột của|Map columns of)/ }).click();
    await page.locator("hoso-mapping table").waitFor();
  },
  targets: async page => {
    await loaded()(page);
    await page.locator("#targets").click();
    await page.getByRole("button", { name: /Tạo bản sao để sửa|copy to edit/i }).click();
  },
  whatifmore: view("whatif", async page => {
    await page.locator("[name=whatif-measure]").selectOption("postalIntake");
    await page.locator("#panel:not([aria-busy])").waitFor();
  }),
  exports: async page => {
    const [name, text] = ["sau.csv", SMALL.buffer.toString().replace("20/01/2022,,", "27/01/2022,,")];
    await choose(page, SMALL, upload(name, text.replace("13/01/2022,14/01/2022", "13/01/2022,13/01/2022")));
    await page
      .locator("hoso-troubles")
      .getByRole("button", { name: /So hai bản xuất|Compare/ })
      .click();
    await page
      .locator("#panel")
      .getByRole("button", { name: /So hai bản xuất|Compare the exports/ })
      .click();
    await page.locator("#panel .compared").first().waitFor();
  },
  claims: async page => {
    await choose(page, LIST);
    await show(page, "reconcile");
    await page.locator("[name=claim-unit]").fill("Xã Mọt");
    for (const [at, value] of ["4", "4", "1,234", "1"].entries())
      await page.locator("[name=claim]").nth(at).fill(value);
    await page.locator(".faults").waitFor();
  },
  reconciled: async page => {
    await choose(page, LIST, REPORT);
    await show(page, "reconcile");
    await page.locator(".primary", { hasText: /^(Đối chiếu|Reconcile)$/ }).click();
    await page.locator(".unit-sheet").first().waitFor();
  },
  "lives-reconciled": async page => {
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles(fileURLToPath(new URL("../fixtures/lives/thang.arrow", import.meta.url)));
    await page.locator("hoso-lives").waitFor();
    await show(page, "reconcile");
    await page.locator("[name=claim-unit]").fill("UBND xã Tân Mỹ");
    for (const [at, value] of ["6", "3", "2", "1"].entries())
      await page.locator("[name=claim]").nth(at).fill(value);
    await page.locator("select[name=claims-from]").selectOption("2022-01-01");
    await page.locator("select[name=claims-to]").selectOption("2022-01-31");
    await page.locator(".primary", { hasText: /^(Đối chiếu|Reconcile)$/ }).click();
    await page.locator(".unit-sheet").first().waitFor();
  },
  outage: view("signs", async page => {
    await page.getByRole("button", { name: /Thêm lần gián đoạn|Add an outage/ }).click();
    await page.locator("[name=outage-from]").fill("01/03/2022");
    await page.locator("[name=outage-to]").fill("30/06/2022");
    await page.locator("[name=outage-reason]").fill("mất kết nối với hệ thống của tỉnh");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: /^(Bốc mẫu|Draw)$/ }).click();
    await page.locator(".tick-here").first().waitFor();
  }),
  quarter: view("takeaway", async page => {
    await page.locator("hoso-settings [name=period]").selectOption("2022-Q2");
    await page.locator("#panel:not([aria-busy])").waitFor();
  }),
  receipt: async page => {
    await view("takeaway")(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /Lưu biên nhận số liệu|Save a receipt/ }).click()
    ]);
    const receipt = upload("biên nhận Sa Đéc.json", readFileSync(await file.path()));
    await page.getByRole("button", { name: /Xóa dữ liệu|Clear the data/ }).click();
    await page.locator(".question button").first().click();
    await choose(page, ...sample("thap-muoi-2022-q1"));
    await show(page, "takeaway");
    await page.locator("[aria-labelledby=receipt] input[type=file]").setInputFiles([receipt]);
    await page.locator("[aria-labelledby=receipt] tbody").first().scrollIntoViewIfNeeded();
    await page.locator("[aria-labelledby=receipt] tbody tr").first().waitFor();
  }
};

/** Waits until nothing is being drawn or asked. @param {Page} page */
export async function still(page) {
  await page.locator("#panel:not([aria-busy]), main:not(:has(#panel))").waitFor();
  await page.waitForTimeout(250); // the last slices
}
