// Just enough WebDriver BiDi to drive Debian's Firefox directly, with Node's own WebSocket: no driver and no
// package.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const firefoxPath = () =>
  process.env.HOSO_FIREFOX ?? ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync);

/** The reason why the tests cannot run here, or false. */
export const unfit = () =>
  !firefoxPath()
    ? "no Firefox: apt-get install firefox-esr, or set HOSO_FIREFOX"
    : typeof WebSocket === "undefined"
      ? "run node with --experimental-websocket"
      : false;

/** @param {string} program */
export async function openFirefox(program) {
  const profile = mkdtempSync(join(tmpdir(), "hoso-firefox-"));
  const child = spawn(
    program,
    ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
    { stdio: ["ignore", "ignore", "pipe"] }
  );
  const socket = await connect(`${await addressOf(child)}/session`);
  const send = caller(socket);
  await send("session.new", { capabilities: {} });
  const { contexts } = await send("browsingContext.getTree", {});
  const context = contexts[0].context;
  const close = async () => {
    socket.close();
    child.kill();
    await new Promise(done => child.once("exit", done));
    rmSync(profile, { recursive: true, force: true });
  };
  return { ...tab(send, context), close };
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, null, import("node:stream").Readable>} child
 */
async function addressOf(child) {
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line);
    if (address) return address[1];
  }
  throw new Error("Firefox ended before it gave its address");
}

/** @param {string} address */
async function connect(address) {
  const socket = new WebSocket(address);
  await new Promise((done, fail) => Object.assign(socket, { onopen: done, onerror: fail }));
  return socket;
}

/** @param {WebSocket} socket */
function caller(socket) {
  let last = 0;
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data));
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  };
  return async (/** @type {string} */ method, /** @type {object} */ params) => {
    const id = ++last;
    const answer = await new Promise(resolve => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.type === "error") throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  };
}

/**
 * @param {(method: string, params: object) => Promise<any>} send
 * @param {string} context
 * @param {(expression: string) => Promise<any>} evaluate
 * @param {string} selector
 * @param {() => Promise<unknown>} meanwhile
 */
async function press(send, context, evaluate, selector, meanwhile) {
  const { sharedId } = await evaluate(`document.querySelector(${JSON.stringify(selector)})`);
  // At once, and again after the page has finished drawing.
  const scroll = `document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center", behavior: "instant" })`;
  for (const wait of [500, 100]) await evaluate(`${scroll}; new Promise(done => setTimeout(done, ${wait}))`);
  const origin = { type: "element", element: { sharedId } };
  const act = (/** @type {object[]} */ ...actions) =>
    send("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions }] });
  await act({ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 });
  await meanwhile();
  await act({ type: "pointerUp", button: 0 });
}

/** @param {(method: string, params: object) => Promise<any>} send @param {string} context */
function tab(send, context) {
  const evaluate = async (/** @type {string} */ expression) => {
    const { result, exceptionDetails } = await send("script.evaluate", {
      expression,
      target: { context },
      awaitPromise: true
    });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return result;
  };
  /** @param {string} expression */
  const value = async expression => (await evaluate(expression)).value;
  return {
    go: (/** @type {string} */ url) => send("browsingContext.navigate", { context, url, wait: "complete" }),
    value,
    /** @param {string} expression true in the end */
    async until(expression, patience = 30_000) {
      for (
        const end = Date.now() + patience;
        Date.now() < end;
        await new Promise(done => setTimeout(done, 100))
      )
        if (await value(`!!(${expression})`)) return;
      throw new Error(`never came true: ${expression}`);
    },
    /** The page's first frame, or null. */
    async inside() {
      const { contexts } = await send("browsingContext.getTree", { root: context });
      const [frame] = contexts[0].children ?? [];
      return frame ? tab(send, frame.context) : null;
    },
    /**
     * Presses the mouse on an element, and lets go of it afterwards.
     * @param {string} selector
     * @param {() => Promise<unknown>} meanwhile
     */
    press: (selector, meanwhile) => press(send, context, evaluate, selector, meanwhile),
    async choose(/** @type {string} */ selector, /** @type {string[]} */ files) {
      const { sharedId } = await evaluate(`document.querySelector(${JSON.stringify(selector)})`);
      await send("input.setFiles", { context, element: { sharedId }, files });
    }
  };
}
