// What the page and its worker hold of a personal value: no string anywhere. The bytes of a file do pass
// through the module's memory; tests/wasm/remains.test.mjs checks how much of them may remain there.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { choose, openReady, show, upload } from "./page.mjs";

const MARK = "DAU-TEN-RIENG";
const CODE = "H20-220103-0007"; // in a column that is read: the search must find it
const FILE = upload(
  "dau.csv",
  [
    "Mã hồ sơ,Họ và tên,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc",
    `${CODE},${MARK} A,Phòng Một,03/01/2022,10/01/2022,11/01/2022`
  ].join("\n")
);

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
after(() => opened.close());

/**
 * The browser's developer tools, for the page and for each of its workers.
 * @param {import("playwright-core").Page} page
 */
async function tools(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {Map<string, (message: any) => void>} */
  const heard = new Map();
  const workers = /** @type {ReturnType<typeof speaking>[]} */ ([]);
  session.on("Target.receivedMessageFromTarget", ({ sessionId, message }) =>
    heard.get(sessionId)?.(JSON.parse(message))
  );
  session.on("Target.attachedToTarget", ({ sessionId }) => workers.push(speaking(session, heard, sessionId)));
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false
  });
  /** @type {string[]} */
  let chunks = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  const ownHeap = async () => {
    chunks = [];
    await session.send("HeapProfiler.takeHeapSnapshot");
    return chunks.join("");
  };
  return { workers, ownHeap };
}

/**
 * @param {import("playwright-core").CDPSession} session
 * @param {Map<string, (message: any) => void>} heard
 * @param {string} id
 */
function speaking(session, heard, id) {
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  /** @type {string[]} */
  const chunks = [];
  let last = 0;
  heard.set(id, ({ id, result, method, params }) => {
    if (method === "HeapProfiler.addHeapSnapshotChunk") chunks.push(params.chunk);
    waiting.get(id)?.(result);
  });
  const send = (/** @type {string} */ method) =>
    new Promise(done => {
      waiting.set(++last, done);
      void session.send("Target.sendMessageToTarget", {
        sessionId: id,
        message: JSON.stringify({ id: last, method })
      });
    });
  const heap = async () => {
    await send("HeapProfiler.takeHeapSnapshot");
    return chunks.splice(0).join("");
  };
  return { heap };
}

test("no string of the page or of its worker holds a personal value", async () => {
  opened = await openReady();
  const { page } = opened;
  const { workers, ownHeap } = await tools(page);
  await choose(page, FILE);
  await show(page, "dossiers");
  await page.locator(".list-row", { hasText: CODE }).waitFor();
  await show(page, "takeaway");
  const own = await ownHeap();
  assert.ok(own.includes(CODE), "the search finds what is shown");
  assert.ok(!own.includes(MARK), "the page holds the name");
  assert.ok(workers.length > 0, "there is a worker");
  for (const worker of workers) {
    const held = await worker.heap();
    assert.ok(held.includes("strings"), "the worker's heap was read");
    assert.ok(!held.includes(MARK), "a worker holds the name");
  }
});
