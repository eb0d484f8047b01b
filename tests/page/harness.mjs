// The built page in a real Chromium, served by the product's own server, so that its headers are tested too.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * No sandbox, because a test may run as root; and no requests that Chromium makes by itself.
 */
export const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
];

// What was opened; an open browser or server would keep the test run from ending.
/** @type {{ close(): Promise<void> }[]} */
const opened = [];
after(() => Promise.all(opened.map(one => one.close())));

/**
 * Opens the page in a browser of its own.
 * @param {import("playwright-core").BrowserContextOptions} [options] viewport, locale, reducedMotion ...
 */
export async function openPage(options) {
  const server = await startServer();
  const opened = await openAt(server.url, options);
  const close = async () => {
    await opened.browser.close();
    await server.close();
  };
  return { ...opened, server, close };
}

/**
 * Opens an address in a browser of its own.
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openAt(url, options) {
  const browser = await closing(chromium.launch({ executablePath: browserPath(), args: flags }));
  const context = await browser.newContext(options);
  const requests = logRequests(context);
  const page = await context.newPage();
  await page.goto(url);
  return { page, url, requests, context, browser, close: () => browser.close() };
}

/** A built file on disk. @param {string} path from the project's root */
export const fileUrl = path => pathToFileURL(`${root}${path}`).href;

/** Serves target/site like `cargo xtask serve`, on a port that the system chooses. */
export async function startServer() {
  const program = process.env.HOSO_XTASK;
  const [command, ...before] = program ? [program] : ["cargo", "xtask"];
  const args = [...before, "serve", "--no-build", "--port", "0"];
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const close = async () => void child.kill();
  return closing(Promise.resolve({ url: await addressOf(child), close }));
}

/**
 * Closes everything that was opened when the tests of the file are over.
 * @template {{ close(): Promise<void> }} T
 * @param {Promise<T>} opening
 */
async function closing(opening) {
  const one = await opening;
  opened.push(one);
  return one;
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, null>} child
 */
async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^hoso: (http:\S+)$/.exec(line);
    if (address) return address[1];
  }
  throw new Error("the server ended before it gave its address");
}

/** @param {import("playwright-core").BrowserContext} context */
function logRequests(context) {
  /** @type {{ method: string, url: string, type: string }[]} */
  const log = [];
  context.on("request", request => {
    log.push({ method: request.method(), url: request.url(), type: request.resourceType() });
  });
  return log;
}

export function browserPath() {
  const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const path = process.env.HOSO_CHROMIUM ?? usual.find(existsSync);
  if (!path) throw new Error("no Chromium: run `cargo xtask test`, or set HOSO_CHROMIUM to its path");
  return path;
}
