// The floor of every XLSX reader, as a contender in the peers' harness: the browser's own inflate of each
// part of the workbook, without using the output.

export const meta = {
  tool: "limit: DecompressionStream over every part",
  variant: "in a worker",
  formats: ["xlsx"],
  phys: true
};

export async function init() {}

/** @param {File} file */
export async function run(file) {
  const bytes = await file.arrayBuffer();
  let inflated = 0;
  for (const part of parts(new DataView(bytes))) inflated += await inflate(bytes.slice(part.start, part.end));
  return { inflated };
}

/** Where each part's deflated bytes lie: zip's central directory, from the record at its end.
 * @param {DataView} zip @returns {Iterable<{ start: number, end: number }>} */
function* parts(zip) {
  let end = zip.byteLength - 22;
  while (zip.getUint32(end, true) !== 0x06054b50) end--;
  let at = zip.getUint32(end + 16, true);
  for (let left = zip.getUint16(end + 10, true); left > 0; left--) {
    const header = zip.getUint32(at + 42, true);
    const start = header + 30 + zip.getUint16(header + 26, true) + zip.getUint16(header + 28, true);
    if (zip.getUint16(at + 10, true) === 8) yield { start, end: start + zip.getUint32(at + 20, true) };
    at += 46 + zip.getUint16(at + 28, true) + zip.getUint16(at + 30, true) + zip.getUint16(at + 32, true);
  }
}

/** @param {ArrayBuffer} deflated */
async function inflate(deflated) {
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  let count = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) count += piece.value.length;
  return count;
}
