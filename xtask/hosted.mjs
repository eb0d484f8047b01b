// Bundles the hosted page's script: node hosted.mjs FOLDER ENGINE STAMP. app.js is what is read first,
// further.js its further parts, guides.js the guides, which take from app.js what both use. The bundler is
// the one that vite brings: it leaves no third file between the two.
import { resolve } from "node:path";
import { rolldown } from "rolldown";

const [folder, engine, stamp] = process.argv.slice(2);
const bundle = await rolldown({
  input: { app: "www/homes/hosted.js" },
  platform: "browser",
  moduleTypes: { ".md": "text" },
  resolve: { alias: { "hoso/engine": resolve(engine) } },
  // The glue asks for its own address only where no module is handed to it; ours is always handed one.
  transform: { target: "es2022", define: { HOSO_BUILD: stamp } }
});
await bundle.write({ dir: folder, format: "esm", minify: true, entryFileNames: "app.js", chunkFileNames: "[name].js", comments: false });
