//! The JavaScript and the page, bundled by esbuild from www/.

use crate::done::Done;
use crate::npm;
use crate::project::{self, PKG, SITE};
use crate::release::sha256;
use crate::shell;
use serde_json::json;

/// The library and its worker, beside the glue in target/pkg.
pub fn library() -> Done {
    esbuild("www/lib/index.js", &format!("{PKG}/index.js"), &["--format=esm"])?;
    script("www/lib/worker.js", &format!("{PKG}/worker.js"))?;
    project::copy("www/lib/index.d.ts", format!("{PKG}/index.d.ts"))
}

/// <hoso-board>, beside its worker and wasm; its style travels inside.
pub fn element() -> Done {
    let sheet = "target/single/board.css";
    style("www/homes/board/board.css", sheet)?;
    let options =
        ["--format=esm", "--minify", "--loader:.css=text", &format!("--alias:hoso/style=./{sheet}")];
    esbuild("www/homes/board/element.js", &format!("{PKG}/element.js"), &options)?;
    project::copy("www/homes/board/element.d.ts", format!("{PKG}/element.d.ts"))
}

/// The hosted page: everything it ever loads, in target/site.
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

/// The page's script in two files: app.js, and the further parts that it brings when it has shown itself.
fn hosted() -> Done {
    let (engine, stamp) = (format!("{PKG}/hoso.js"), stamp()?.to_string());
    shell::run(&mut shell::command("node", ["xtask/hosted.mjs", SITE, &engine, &stamp]))
}

/// What the hosted page consists of; "./" is index.html as it is asked for.
const KEPT: [&str; 6] = ["./", "app.js", "further.js", "style.css", "worker.js", "hoso_bg.wasm"];

/// The service worker, which knows the page's files and is another one whenever a file is.
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

/// A script that needs no module: everything in one function.
pub fn script(entry: &str, bundle: &str) -> Done {
    esbuild(entry, bundle, &["--format=iife", "--minify"])
}

/// A style sheet with all that it imports.
pub fn style(entry: &str, bundle: &str) -> Done {
    esbuild(entry, bundle, &["--minify"])
}

fn esbuild(entry: &str, file: &str, options: &[&str]) -> Done {
    let mut esbuild = npm::tool("esbuild");
    esbuild.args([entry, "--bundle", "--log-level=warning", "--legal-comments=none"]);
    // The name under which an npm user imports the glue is the name our own code uses.
    esbuild.arg(format!("--alias:hoso/engine=./{PKG}/hoso.js"));
    // Vietnamese stays readable, and shorter than escapes; guides travel as text.
    esbuild.args(["--charset=utf8", "--target=es2022", "--loader:.md=text"]);
    // What the page compares with what is in memory.
    esbuild.arg(format!("--define:HOSO_BUILD={}", stamp()?));
    // The glue asks for its own address only where no module is handed to it; our worker is always handed
    // one.
    esbuild.arg("--log-override:empty-import-meta=silent");
    shell::run(esbuild.args(options).arg(format!("--outfile={file}")))?;
    if options.contains(&"--minify") && !file.ends_with(".css") { minify(file, options) } else { Ok(()) }
}

/// A second minifier's work on the script that esbuild wrote.
fn minify(file: &str, options: &[&str]) -> Done {
    let format = if options.contains(&"--format=esm") { "esm" } else { "iife" };
    shell::run(&mut shell::command("node", ["xtask/minify.mjs", format, file]))
}

/// The version, and the module's hash as BUILD.json states it.
fn stamp() -> Done<serde_json::Value> {
    let wasm = sha256(&project::read_bytes(format!("{PKG}/hoso_bg.wasm"))?);
    Ok(json!({ "version": project::version()?, "wasm": wasm }))
}
