//! The wasm module and its glue: compiled by cargo, bound by wasm-bindgen, optimised by wasm-opt.

use crate::done::{Done, While};
use crate::imports;
use crate::npm;
use crate::order;
use crate::project::{self, PKG};
use crate::release::sha256;
use crate::shell;
use crate::toolchain::{TARGET, Toolchain};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The largest functions that are inlined: without a request in the source, and with one (`#[inline]`, as in
/// most of the standard library). LLVM's own limits (225 and 325) cost 70 KB of the module after gzip. Hot
/// functions use `#[inline(always)]`.
const SMALL: [&str; 2] = ["-Cllvm-args=-inline-threshold=50", "-Cllvm-args=-inlinehint-threshold=100"];
/// A separate folder, because Debian's compiler and rustup's would otherwise discard each other's output.
const FOLDER: &str = "target/wasm";
/// The hash of the compiled module from which target/pkg was made.
const MADE_FROM: &str = "target/wasm/made-from";

/// Makes target/pkg/hoso.js, hoso.d.ts and hoso_bg.wasm.
pub fn build(toolchain: &Toolchain) -> Done {
    let compiled = compile(toolchain)?;
    let hash = sha256(&project::read_bytes(&compiled)?);
    let bound = Path::new(PKG).join("hoso_bg.wasm");
    if bound.is_file() && project::read(MADE_FROM).is_ok_and(|made_from| made_from == hash) {
        return Ok(());
    }
    println!("xtask: wasm-bindgen and wasm-opt");
    project::remove_folder(PKG)?;
    bind(&compiled)?;
    optimise(&bound)?;
    rename(&bound)?;
    project::write(MADE_FROM, hash)
}

fn compile(toolchain: &Toolchain) -> Done<PathBuf> {
    println!("xtask: compiling for {TARGET} with {}", toolchain.version()?);
    let mut cargo = toolchain.cargo_build();
    cargo.args(["--package", "hoso", "--lib", "--release", "--locked", "--target-dir", FOLDER]);
    shell::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain)?.join("\x1f")))?;
    Ok([FOLDER, TARGET, "release/hoso.wasm"].iter().collect())
}

/// SIMD and bulk memory for speed. Paths of this machine are removed, so that the bytes are the same
/// everywhere.
fn flags(toolchain: &Toolchain) -> Done<Vec<String>> {
    let mut folders = registries()?.into_iter().map(|folder| (folder, "cargo")).collect::<Vec<_>>();
    folders.push((std::env::current_dir().when("current folder")?, "hoso"));
    folders.push((toolchain.library_source()?, "rust"));
    let remap = |(folder, name): &(PathBuf, &str)| format!("--remap-path-prefix={}={name}", folder.display());
    let chosen = ["-Ctarget-feature=+simd128,+bulk-memory"].into_iter().chain(SMALL).map(str::to_owned);
    Ok(chosen.chain(folders.iter().map(remap)).collect())
}

/// The folders into which cargo unpacks crates, one per registry. Ours are unpacked already, because this
/// program is built from them.
fn registries() -> Done<Vec<PathBuf>> {
    let sources = cargo_home()?.join("registry/src");
    let entries = sources.read_dir().when(sources.display())?;
    let mut folders = entries.flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    folders.sort();
    Ok(folders)
}

fn cargo_home() -> Done<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let usual = std::env::home_dir().map(|home| home.join(".cargo"));
    named.or(usual).ok_or_else(|| "no home folder: set CARGO_HOME".to_owned())
}

fn bind(compiled: &Path) -> Done {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).typescript(true).remove_producers_section(true);
    bindgen.web(true).when("wasm-bindgen")?;
    bindgen.generate(PKG).when("wasm-bindgen")
}

fn optimise(module: &Path) -> Done {
    let mut wasm_opt = npm::tool("wasm-opt");
    wasm_opt.arg("-O3");
    // Functions in Rust stay functions: browsers optimise wasm at calls, so the hot part of a long loop must
    // be called.
    wasm_opt.arg("--one-caller-inline-max-function-size=50");
    wasm_opt.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    wasm_opt.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    shell::run(wasm_opt.arg(module).arg("-o").arg(module))?;
    project::write(module, order::similar_together(&project::read_bytes(module)?)?)
}

/// Gives imports short names, in the module and in its glue.
fn rename(module: &Path) -> Done {
    let glue = Path::new(PKG).join("hoso.js");
    let (short, text) = imports::shorten(&project::read_bytes(module)?, &project::read(&glue)?)?;
    project::write(module, short)?;
    project::write(glue, text)
}

/// The features that rustc enables for wasm32, and our two.
const FEATURES: [&str; 7] = [
    "simd",
    "bulk-memory",
    "mutable-globals",
    "sign-ext",
    "nontrapping-float-to-int",
    "multivalue",
    "reference-types",
];
