// @ts-check
/**
 * Invented dossier files with counts that are known: a recipe in, CSV files out, the same every time.
 * No person, code or date in them is real; the counts by unit, channel, level and verdict are the recipe's.
 *
 * A block of a recipe is [unit, period, channel, level, postal returns, early, on the day, late, open,
 * waiting, withdrawn]: that many dossiers, spread over the period so that those that end do so within it.
 *
 * @typedef {{ id: string, place: string, from: string, to: string,
 *   columns?: Record<string, string>, periods: (string | number)[][], units: [string, string, string][],
 *   files: { name: string, separator?: string, code: string, blocks: number[][] }[] }} Recipe
 * @typedef {{ columns: Record<string, string>, procedures: Record<string, [string, string][]>, recipes:
 *   Recipe[] }} Book The captions that recipes change ("" leaves a column out), and by kind of unit two
 *   procedures each at level 2, 3, 4.
 * @typedef {{ unit: number, level: number, channel: number, kind: number, i: number, postal: boolean,
 *   received: number, due: number, end: number }} Row
 */

const DAY = 864e5;
const [EARLY, ON_DAY, LATE, OPEN, WAITING, WITHDRAWN] = [0, 1, 2, 3, 4, 5];
const CHANNELS = ["", "Trực tiếp", "Trực tuyến", "Bưu chính công ích"];
const STATUSES = [
  "Đã trả kết quả",
  "Đã trả kết quả",
  "Đã trả kết quả",
  "Đang xử lý",
  "Chờ bổ sung",
  "Công dân đã rút hồ sơ"
];
/** Days kept free at a period's end, for the longest term, weekends and lateness. */
const TAIL = 28;

const dayNumber = (/** @type {string | number} */ iso) => Date.parse(String(iso)) / DAY;
const weekday = (/** @type {number} */ day) => (day + 4) % 7;
const two = (/** @type {number} */ n) => (n < 10 ? "0" : "") + n;

/** The nearest day from `day` on (step 1) or back (-1) that is no weekend. */
function workday(/** @type {number} */ day, /** @type {number} */ step) {
  while (weekday(day) % 6 === 0) day += step;
  return day;
}

/** A period is [first day, last day] and, for a desk open on one weekday only, that weekday. */
function receivedDay(
  /** @type {(string | number)[]} */ [first, last, desk],
  /** @type {boolean} */ ends,
  /** @type {number} */ i,
  /** @type {number} */ n
) {
  const from = dayNumber(first),
    to = dayNumber(last);
  if (!ends) return workday(to - (i % 25), -1);
  const day = from + Math.floor(((i + 0.5) * (to - TAIL - from)) / n);
  return desk ? day + ((Number(desk) - weekday(day) + 7) % 7) : workday(day, 1);
}

/** The day the dossier ended, 0 where it has not. */
function endDay(
  /** @type {number} */ kind,
  /** @type {number} */ i,
  /** @type {number} */ received,
  /** @type {number} */ due,
  /** @type {number} */ term
) {
  if (kind === OPEN || kind === WAITING) return 0;
  if (kind === ON_DAY) return due;
  return kind === LATE
    ? workday(due + 1 + (i % 3), 1)
    : Math.max(received, workday(due - 1 - (i % term), -1));
}

/** The dossiers of one block. */
function* blockRows(
  /** @type {number[]} */ [unit, period, channel, level, postal, ...counts],
  /** @type {Recipe} */ recipe
) {
  const ended = counts[EARLY] + (counts[ON_DAY] || 0) + (counts[LATE] || 0);
  let seen = 0;
  for (const [kind, n] of counts.entries()) {
    for (let i = 0; i < n; i++) {
      const received = receivedDay(recipe.periods[period], kind <= LATE || kind === WITHDRAWN, i, n);
      const term = 1 + ((i * 7 + unit) % 10);
      const due = workday(received + term, 1);
      const byPost = kind <= LATE && (seen++ * postal) % ended < postal;
      yield {
        unit,
        level,
        channel,
        kind,
        i,
        postal: byPost,
        received,
        due,
        end: endDay(kind, i, received, due, term)
      };
    }
  }
}

/** All dossiers of a file by received day, as a desk numbers them; pauses offered between blocks. */
function* fileRows(/** @type {number[][]} */ blocks, /** @type {Recipe} */ recipe) {
  /** @type {Row[][]} */
  const days = [];
  const first = dayNumber(recipe.periods[0][0]);
  for (const block of blocks) {
    for (const row of blockRows(block, recipe)) (days[row.received - first] ??= []).push(row);
    yield;
  }
  return days.filter(Boolean);
}

/** Texts of a day, each made once. */
function calendar() {
  /** @type {Map<number, [string, string]>} */
  const texts = new Map();
  return (/** @type {number} */ day) => {
    let text = texts.get(day);
    if (!text) {
      const [year, month, date] = new Date(day * DAY).toISOString().slice(0, 10).split("-");
      texts.set(day, (text = [`${date}/${month}/${year}`, year.slice(2) + month + date]));
    }
    return text;
  };
}

/** A time of day in office hours, no later than 16:29: the appointment is at 17:00. */
const time = (/** @type {number} */ i) => ` ${two(7 + (i % 9) + (i % 9 > 4 ? 1 : 0))}:${two((i * 13) % 30)}`;

/** A file's title rows, header (two rows where a caption has a "|") and numbering row. */
function head(
  /** @type {Recipe} */ recipe,
  /** @type {string[]} */ captions,
  /** @type {(cells: string[]) => string} */ line
) {
  const vietnamese = (/** @type {string} */ iso) => iso.split("-").reverse().join("/");
  const lines = [
    [recipe.place.toUpperCase()],
    ["DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ GIẢI QUYẾT (số liệu minh họa)"],
    [`Từ ngày ${vietnamese(recipe.from)} đến ngày ${vietnamese(recipe.to)}`],
    []
  ];
  const split = captions.map(caption => caption.split("|"));
  lines.push(split.map(([upper], k) => (k && split[k].length > 1 && split[k - 1][0] === upper ? "" : upper)));
  if (split.some(parts => parts.length > 1)) lines.push(split.map(parts => parts[1] || ""));
  lines.push(captions.map((_, k) => `(${k + 1})`));
  return lines.map(cells => line(captions.map((_, k) => cells[k] || "")));
}

/**
 * One dossier's cell by column name.
 * @param {Recipe} recipe
 * @param {Book} book
 * @param {ReturnType<typeof calendar>} text
 * @param {(cell: string) => string} quoted
 * @returns {Record<string, (row: Row, code: string, number: number) => string | number>}
 */
function cells({ units }, { procedures }, text, quoted) {
  const names = units.map(([unit, unitLevel, kind]) => ({
    unit: quoted(unit),
    unitLevel,
    procedures: procedures[kind].map(pair => pair.map(quoted))
  }));
  const procedure = (/** @type {Row} */ row) => names[row.unit].procedures[(row.level - 2) * 2 + (row.i % 2)];
  return {
    number: (_row, _code, number) => number,
    code: (_row, code) => code,
    procedure: row => procedure(row)[1],
    field: row => procedure(row)[0],
    unit: row => names[row.unit].unit,
    unitLevel: row => names[row.unit].unitLevel,
    serviceLevel: row => `Mức độ ${row.level}`,
    owner: (_row, _code, number) => `Công dân ${String(number).padStart(5, "0")}`,
    received: row => text(row.received)[0] + time(row.i),
    due: row => `${text(row.due)[0]} 17:00`,
    finished: row =>
      row.end ? text(row.end)[0] + (row.end === row.received ? " 16:45" : time(row.i + 3)) : "",
    intakeChannel: row => CHANNELS[row.channel],
    returnChannel: row => (row.end ? CHANNELS[row.postal ? 3 : 1] : ""),
    status: row => STATUSES[row.kind]
  };
}

/**
 * The files of a recipe as texts to be joined, made step by step, so that the caller can pause between
 * steps.
 * @param {Recipe} recipe
 * @param {Book} book
 * @returns {Generator<undefined, { name: string, parts: string[] }[], void>}
 */
export function* making(recipe, book) {
  const files = [];
  for (const file of recipe.files) files.push(yield* makingFile(recipe, book, file));
  return files;
}

/**
 * @param {Recipe} recipe
 * @param {Book} book
 * @param {Recipe["files"][number]} file
 * @returns {Generator<undefined, { name: string, parts: string[] }, void>}
 */
function* makingFile(recipe, book, { name, separator = ",", code, blocks }) {
  const captions = Object.entries({ ...book.columns, ...recipe.columns }).filter(([, caption]) => caption);
  const quoted = (/** @type {string} */ cell) => (cell.includes(separator) ? `"${cell}"` : cell);
  const lines = (/** @type {string[]} */ list) => `${list.join("\r\n")}\r\n`;
  const line = (/** @type {string[]} */ list) => list.map(quoted).join(separator);
  const text = calendar();
  const cell = cells(recipe, book, text, quoted);
  const heads = captions.map(([, caption]) => caption);
  const parts = [`\ufeff${lines(head(recipe, heads, line))}`];
  let number = 0;
  for (const day of yield* fileRows(blocks, recipe)) {
    const rows = day.map((row, k) => {
      const own = `${code}-${text(row.received)[1]}-${String(k + 1).padStart(4, "0")}`;
      number += 1;
      return captions.map(([column]) => cell[column](row, own, number)).join(separator);
    });
    parts.push(lines(rows));
    yield;
  }
  const signature = captions.map((_, k) => (k === captions.length - 3 ? "Người lập biểu" : ""));
  parts.push(lines([`Tổng cộng: ${number} hồ sơ`, "", signature.join(separator)]));
  return { name, parts };
}

/**
 * The files of a recipe, at once.
 * @param {Recipe} recipe
 * @param {Book} book
 */
export function make(recipe, book) {
  const steps = making(recipe, book);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value.map(({ name, parts }) => ({ name, text: parts.join("") }));
  }
}
