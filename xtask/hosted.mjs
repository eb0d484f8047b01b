// Bundles the hosted page's script: node hosted.mjs FOLDER ENGINE STAMP.
import { bundle, FORM } from "./bundle.mjs";

const [folder, engine, stamp] = process.argv.slice(2);
await (await bundle(engine, stamp)).write({ dir: folder, ...FORM });
