// Files changed at random, but the same in every run: file n is a fixture with one to eight changes derived
// from n. In a zip, mostly the inflated parts are changed and packed again, so that checksums stay valid and
// the inner reader gets the changed bytes.

import { crc32, inflateRawSync } from "node:zlib";

/** A sequence of whole numbers below the requested limit (mulberry32). @param {number} seed */
export function dice(seed) {
  let state = seed * 0x9e3779b1;
  return (/** @type {number} */ below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** @typedef {ReturnType<typeof dice>} Roll */

const join = (/** @type {Uint8Array[]} */ ...parts) => new Uint8Array(Buffer.concat(parts));

/**
 * Ways to change bytes at a place; each returns all bytes.
 * @type {((bytes: Uint8Array, at: number, roll: Roll) => Uint8Array)[]}
 */
const CHANGES = [
  (bytes, at, roll) => bytes.with(at, roll(256)),
  (bytes, at, roll) => bytes.with(at, bytes[at] ^ (1 << roll(8))),
  (bytes, at, roll) => bytes.with(at, [0, 0x7f, 0x80, 0xff][roll(4)]),
  (bytes, at, roll) => join(bytes.subarray(0, at), bytes.subarray(at + 1 + roll(64))),
  (bytes, at, roll) => join(bytes.subarray(0, at), bytes.subarray(at, at + 1 + roll(64)), bytes.subarray(at)),
  (bytes, at, roll) =>
    join(bytes.subarray(0, at), bytes.subarray(roll(bytes.length)).subarray(0, 200), bytes.subarray(at)),
  (bytes, at, roll) =>
    bytes.map((byte, index) => (index >= at && index < at + 4 ? [0, 0xff, 0x7f][roll(3)] : byte)),
  (bytes, at, roll) =>
    join(bytes.subarray(0, at), Buffer.from(WORDS[roll(WORDS.length)]), bytes.subarray(at)),
  (bytes, at, roll) => (roll(4) ? bytes : bytes.subarray(0, at))
];

/** Bytes that readers look for. */
const WORDS = [
  "<td rowspan=99999 colspan=99999>",
  "</table>",
  "<!--",
  "]]>",
  "<![CDATA[",
  "&#x10ffff;",
  "&#999999999;",
  "<table>",
  "<tr>",
  ' r="XFD1048576"',
  ' ss:Index="4294967295"',
  ' ss:MergeAcross="4294967295"',
  ' table:number-rows-repeated="4294967295"',
  ' table:number-columns-repeated="4294967295"',
  "1e999",
  "-1",
  '"',
  "\n",
  "\r\n",
  "\0",
  "[[[[[[[[",
  '{"a":',
  "\\ud800",
  "31/02/2022",
  "\ufeff"
];

/** @param {Uint8Array} bytes @param {Roll} roll */
function changed(bytes, roll) {
  for (let left = 1 + roll(8); left > 0 && bytes.length > 0; left -= 1)
    bytes = CHANGES[roll(CHANGES.length)](bytes, roll(bytes.length), roll);
  return bytes;
}

/** File number `n`. @param {Uint8Array[]} fixtures @param {number} n */
export function mutated(fixtures, n) {
  const roll = dice(n);
  const bytes = fixtures[n % fixtures.length];
  const parts = roll(4) ? partsOf(bytes) : [];
  if (parts.length === 0) return changed(bytes, roll);
  const chosen = roll(parts.length);
  return zip(
    parts.map(({ name, data }, index) => ({ name, data: index === chosen ? changed(data, roll) : data }))
  );
}

/** @typedef {{ name: Uint8Array, data: Uint8Array }} Part */

/**
 * The parts of a zip that its directory names; empty for other files.
 * @param {Uint8Array} bytes
 * @returns {Part[]}
 */
function partsOf(bytes) {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [];
  const view = Buffer.from(bytes);
  const end = view.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const parts = [];
  let at = view.readUInt32LE(end + 16);
  for (let left = view.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, named, extra, remark, local] = [10, 20, 28, 30, 32, 42].map(field =>
      field === 20 || field === 42 ? view.readUInt32LE(at + field) : view.readUInt16LE(at + field)
    );
    const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
    const packed = view.subarray(start, start + size);
    parts.push({
      name: view.subarray(at + 46, at + 46 + named),
      data: method === 0 ? packed : inflateRawSync(packed)
    });
    at += 46 + named + extra + remark;
  }
  return parts;
}

/** Fields in both headers of a stored entry. @param {Part["name"]} name @param {Uint8Array} data */
function fieldsOf(name, data) {
  const stored = numbers([20, 2], [0, 2], [0, 2], [0, 4], [crc32(data), 4]);
  return join(stored, numbers([data.length, 4], [data.length, 4], [name.length, 2], [0, 2]));
}

/** A zip of these parts, not compressed. @param {Part[]} parts */
function zip(parts) {
  const [files, directory] = [/** @type {Uint8Array[]} */ ([]), /** @type {Uint8Array[]} */ ([])];
  let at = 0;
  for (const { name, data } of parts) {
    const fields = fieldsOf(name, data);
    directory.push(
      join(numbers([0x02014b50, 4], [20, 2]), fields, numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name)
    );
    const file = join(numbers([0x04034b50, 4]), fields, name, data);
    files.push(file);
    at += file.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const counts = numbers([parts.length, 2], [parts.length, 2], [size, 4], [at, 4], [0, 2]);
  const end = join(numbers([0x06054b50, 4], [0, 4]), counts);
  return join(...files, ...directory, end);
}

/** Little-endian numbers. @param {[number, number][]} fields value and width */
function numbers(...fields) {
  return Buffer.concat(
    fields.map(([value, width]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value, 0, width);
      return bytes;
    })
  );
}
