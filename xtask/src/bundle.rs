//! Bundles the JavaScript and the page from www/ with esbuild.

use crate::done::Done;
use crate::npm;
use crate::project::{self, PKG, SITE};
use crate::release::sha256;
use crate::shell;
use serde_json::json;

/// The library and its worker, next to the glue in target/pkg.
pub fn library() -> Done {
    esbuild("www/lib/index.js", &format!("{PKG}/index.js"), &["--format=esm"])?;
    script("www/lib/worker.js", &format!("{PKG}/worker.js"))?;
    project::copy("www/lib/index.d.ts", format!("{PKG}/index.d.ts"))
}

/// `<hoso-board>`, next to its worker and wasm; its style is inside.
pub fn element() -> Done {
    let sheet = "target/single/board.css";
    style("www/homes/board/board.css", sheet)?;
    let options =
        ["--format=esm", "--minify", "--loader:.css=text", &format!("--alias:hoso/style=./{sheet}")];
    esbuild("www/homes/board/element.js", &format!("{PKG}/element.js"), &options)?;
    project::copy("www/homes/board/element.d.ts", format!("{PKG}/element.d.ts"))
}

/// The hosted page in target/site, with everything that it ever loads.
pub fn page() -> Done {
    project::remove_folder(SITE)?;
    hosted()?;
    style("www/style.css", &format!("{SITE}/style.css"))?;
    project::copy("www/index.html", format!("{SITE}/index.html"))?;
    ["worker.js", "hoso_bg.wasm", "hoso.html"]
        .iter()
        .try_for_each(|file| project::copy(format!("{PKG}/{file}"), format!("{SITE}/{file}")))?;
    service_worker()
}

/// The page's script in two files: app.js, and the further parts that it loads after the first screen.
fn hosted() -> Done {
    let (engine, stamp) = (format!("{PKG}/hoso.js"), stamp()?.to_string());
    shell::run(&mut shell::command("node", ["xtask/hosted.mjs", SITE, &engine, &stamp]))
}

/// The files of the hosted page; "./" is index.html as browsers request it.
const KEPT: [&str; 6] = ["./", "app.js", "further.js", "style.css", "worker.js", "hoso_bg.wasm"];

/// The service worker, which lists the page's files and changes whenever one of them changes.
fn service_worker() -> Done {
    let mut all = Vec::new();
    for file in KEPT {
        let file = if file == "./" { "index.html" } else { file };
        all.extend(project::read_bytes(format!("{SITE}/{file}"))?);
    }
    let site = json!({ "version": sha256(&all), "files": KEPT });
    let define = format!("--define:HOSO_SITE={site}");
    esbuild("www/homes/sw.js", &format!("{SITE}/sw.js"), &["--format=iife", "--minify", &define])
}

/// A script that needs no module support: everything is in one function.
pub fn script(entry: &str, bundle: &str) -> Done {
    esbuild(entry, bundle, &["--format=iife", "--minify"])
}

/// A style sheet with all its imports.
pub fn style(entry: &str, bundle: &str) -> Done {
    esbuild(entry, bundle, &["--minify"])
}

fn esbuild(entry: &str, file: &str, options: &[&str]) -> Done {
    let mut esbuild = npm::tool("esbuild");
    esbuild.args([entry, "--bundle", "--log-level=warning", "--legal-comments=none"]);
    // Our own code imports the glue by the same name as npm users do.
    esbuild.arg(format!("--alias:hoso/engine=./{PKG}/hoso.js"));
    // Vietnamese letters stay readable, and are shorter than escapes; the guides are embedded as text.
    esbuild.args(["--charset=utf8", "--target=es2022", "--loader:.md=text"]);
    // The page compares these values with what is in memory.
    esbuild.arg(format!("--define:HOSO_BUILD={}", stamp()?));
    // The glue asks for its own address only if no module is passed to it; our worker always gets one.
    esbuild.arg("--log-override:empty-import-meta=silent");
    shell::run(esbuild.args(options).arg(format!("--outfile={file}")))?;
    if options.contains(&"--minify") && !file.ends_with(".css") { minify(file, options) } else { Ok(()) }
}

/// Runs a second minifier on the script that esbuild wrote.
fn minify(file: &str, options: &[&str]) -> Done {
    let format = if options.contains(&"--format=esm") { "esm" } else { "iife" };
    shell::run(&mut shell::command("node", ["xtask/minify.mjs", format, file]))
}

/// The version, and the module's hash as BUILD.json states it.
fn stamp() -> Done<serde_json::Value> {
    let wasm = sha256(&project::read_bytes(format!("{PKG}/hoso_bg.wasm"))?);
    Ok(json!({ "version": project::version()?, "wasm": wasm }))
}
