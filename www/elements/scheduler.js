// Drawing in slices: every drawing waits for its turn here, and a turn ends after a few milliseconds, so the
// page answers clicks and keys while a long result appears. A drawing that another one requests runs right
// after it, in order.

const SLICE = 8; // milliseconds: half a frame; the browser lays out in the other half

/** @typedef {{ node: object, draw: () => void }} Job */

/** @type {Job[]} */
const waiting = [];
/** Where the running drawing puts the drawings that it requests. @type {number | null} */
let front = null;
let open = false;
let began = 0;

const { port1, port2 } = new MessageChannel(); // a task of its own, without the 4 ms that timers wait
port1.onmessage = turn;

/**
 * Draws `node` soon; of several drawings of one node only the last is done.
 * @param {object} node
 * @param {() => void} draw
 */
export function later(node, draw) {
  const standing = waiting.find(job => job.node === node);
  if (standing) return void (standing.draw = draw);
  if (!open) {
    open = true;
    began = performance.now();
    port2.postMessage(null);
  }
  if (!waiting.length && inTime()) return run({ node, draw });
  waiting.splice(front ?? waiting.length, 0, { node, draw });
  if (front !== null) front += 1;
}

const inTime = () => performance.now() - began < SLICE;

/** @param {Job} job */
function run({ draw }) {
  const inside = front !== null; // drawings that a running one requests go first
  front = 0;
  try {
    draw();
  } finally {
    front = inside ? waiting.length : null;
  }
}

function turn() {
  began = performance.now();
  for (let job; inTime() && (job = waiting.shift()); ) run(job);
  open = waiting.length > 0;
  if (open) port2.postMessage(null);
}

/** Draws everything that waits at once, before printing. */
export function drawAll() {
  for (let job; (job = waiting.shift()); ) run(job);
}
