// Drops, folders and pasted tables as files. In a folder, files that cannot be lists are left out and
// counted: hidden files, lock files, empty files, pictures and documents. A file that the user chose by
// itself is always tried.
import { compareNames } from "../elements/names.js";

const MOST = 4_000; // files of folders
const DEEPEST = 12; // folders in folders
const HIDDEN = /^(\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;
const OTHER =
  /\.(pdf|docx?|pptx?|rtf|jpe?g|png|gif|bmp|tiff?|svg|mp[34]|avi|mov|exe|msi|dll|lnk|url|tmp|log)$/i;

/**
 * `left`: how many files were left out; `handles`: where the dropped files are on the disk.
 * @typedef {{ files: File[], left: number, handles?: Promise<any>[] }} Found
 */

/**
 * Called within the event: what was dropped is gone afterwards.
 * @param {DataTransfer} dropped
 * @returns {Promise<Found>}
 */
export async function filesIn(dropped) {
  const entries = [...dropped.items].flatMap(item => item.webkitGetAsEntry?.() ?? []);
  const files = [...dropped.files];
  if (!entries.some(({ isDirectory }) => isDirectory)) return { files, left: 0 };
  /** @type {File[]} */
  const inside = [];
  for (const entry of entries) await collect(entry, "", inside, 0);
  return sifted(inside);
}

/**
 * Those of folders that may be lists, in the order of their paths: of two rows with one code the later file's
 * counts.
 * @param {File[]} files
 * @returns {Found}
 */
export function sifted(files) {
  const kept = files.filter(file => !pathOf(file).includes("/") || mayBeList(file)).slice(0, MOST);
  return {
    files: kept.sort((a, b) => compareNames(pathOf(a), pathOf(b))).map(withPath),
    left: files.length - kept.length
  };
}

/** @param {File} file */
const mayBeList = file =>
  file.size > 0 &&
  !OTHER.test(file.name) &&
  !pathOf(file)
    .split("/")
    .some(part => HIDDEN.test(part));

/** Paths of dropped folders; those of the file button stand in the File. @type {WeakMap<File, string>} */
const paths = new WeakMap();
/** @param {File} file */
const pathOf = file => paths.get(file) ?? (file.webkitRelativePath || file.name);

/** The path distinguishes files of the same name in several folders. @param {File} file */
const withPath = file =>
  pathOf(file) === file.name
    ? file
    : new File([file], pathOf(file), { type: file.type, lastModified: file.lastModified });

/** @param {any} entry @param {string} path @param {File[]} into @param {number} depth */
async function collect(entry, path, into, depth) {
  if (into.length >= 4 * MOST) return;
  if (entry.isFile) {
    const file = await once(
      /** @type {(done: (file: File) => void, failed: () => void) => void} */ (
        (done, failed) => entry.file(done, failed)
      )
    );
    if (!file) return;
    paths.set(file, path + file.name);
    into.push(file);
  } else if (depth < DEEPEST) {
    const reader = entry.createReader();
    // A reader gives some hundred entries at a time, and an empty list when it is done.
    for (let some; (some = await once((done, failed) => reader.readEntries(done, failed)))?.length; )
      for (const inner of some) await collect(inner, `${path}${entry.name}/`, into, depth + 1);
  }
}

/**
 * The result, or null if it cannot be read (no permission, removed meanwhile).
 * @param {(done: (value: any) => void, failed: () => void) => void} ask
 * @returns {Promise<any>}
 */
const once = ask => new Promise(done => ask(done, () => done(null)));

let pastes = 0;

/**
 * A table on the clipboard as a file, or the files that are there.
 * @param {DataTransfer} clipboard
 * @returns {File[]}
 */
export function tableIn(clipboard) {
  if (clipboard.files.length) return [...clipboard.files];
  const [html, text] = [clipboard.getData("text/html"), clipboard.getData("text/plain")];
  const name = () => `dán${pastes++ ? ` ${pastes}` : ""}`;
  if (/<table/i.test(html)) return [new File([html], `${name()}.html`)];
  return /\S\s*\n\s*\S/.test(text) ? [new File([text], `${name()}.tsv`)] : [];
}
