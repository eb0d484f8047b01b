//! Finds or installs a compiler for wasm32: the rustup toolchain that runs this program, or Debian's
//! packages, which include the source of the standard library so that it can be compiled. This module uses
//! only what is present before anything is installed.

use crate::apt;
use crate::done::{Done, fail};
use crate::shell;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// A compiler that can build for wasm32.
pub enum Toolchain {
    /// The toolchain that runs this program.
    Rustup,
    /// Debian's cargo and rustc, and a linker, which they do not include.
    Debian { linker: PathBuf },
}

impl Toolchain {
    /// Finds a compiler or installs one: the target with rustup, otherwise Debian's packages with apt-get.
    pub fn find() -> Done<Self> {
        if has_target()? {
            return Ok(Self::Rustup);
        }
        if !debian_is_complete() {
            if add_target().is_ok() {
                return Ok(Self::Rustup);
            }
            println!("xtask: rustup could not add {TARGET}; using Debian's compiler");
            apt::install(&DEBIAN_PACKAGES)?;
        }
        Self::debian()
    }

    fn debian() -> Done<Self> {
        if !debian_is_complete() {
            let packages = DEBIAN_PACKAGES.join(" ");
            return fail(format!("{packages} gave no {DEBIAN_CARGO}, {DEBIAN_RUSTC} and library source"));
        }
        Ok(Self::Debian { linker: linker()? })
    }

    /// `cargo build` for wasm32; the caller adds the package.
    pub fn cargo_build(&self) -> Command {
        match self {
            Self::Rustup => shell::command("cargo", ["build", "--target", TARGET]),
            Self::Debian { linker } => debian_build(linker),
        }
    }

    /// The compiler's version line.
    pub fn version(&self) -> Done<String> {
        match self {
            Self::Rustup => shell::output(&mut shell::command("rustc", ["--version"])),
            Self::Debian { .. } => shell::output(debian(DEBIAN_RUSTC).arg("--version")),
        }
    }

    /// The folder of the standard library's source. Its path must not get into the module.
    pub fn library_source(&self) -> Done<PathBuf> {
        match self {
            Self::Rustup => Ok(sysroot(Command::new("rustc"))?.join("lib/rustlib/src/rust")),
            Self::Debian { .. } => debian_source(),
        }
    }
}

/// Whether the toolchain that runs this program has the target's standard library.
fn has_target() -> Done<bool> {
    let folder = sysroot(Command::new("rustc"))?.join("lib/rustlib").join(TARGET).join("lib");
    Ok(folder.is_dir())
}

fn add_target() -> Done {
    if shell::which(["rustup"]).is_none() {
        return fail("no rustup on PATH");
    }
    println!("xtask: adding {TARGET} with rustup");
    shell::run(&mut shell::command("rustup", ["target", "add", TARGET]))
}

fn sysroot(mut rustc: Command) -> Done<PathBuf> {
    shell::output(rustc.args(["--print", "sysroot"])).map(PathBuf::from)
}

/// Debian's sources are below /usr/src; the sysroot has a link to them, which is resolved.
fn debian_source() -> Done<PathBuf> {
    let source = sysroot(debian(DEBIAN_RUSTC))?.join("lib/rustlib/src/rust");
    Ok(source.canonicalize().unwrap_or(source))
}

fn debian_is_complete() -> bool {
    let programs = [DEBIAN_CARGO, DEBIAN_RUSTC].iter().all(|program| Path::new(program).is_file());
    programs && debian_source().is_ok_and(|source| source.join("library/std/Cargo.toml").is_file())
}

/// One of Debian's programs, without the variables that rustup and the running cargo have set.
fn debian(program: &str) -> Command {
    let mut command = Command::new(program);
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "LD_LIBRARY_PATH", "RUSTC_WRAPPER"] {
        command.env_remove(name);
    }
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("RUSTC", DEBIAN_RUSTC);
    command
}

fn debian_build(linker: &Path) -> Command {
    let mut command = debian(DEBIAN_CARGO);
    command.args(["build", "--target", TARGET, "-Z", "build-std=std,panic_abort"]);
    // Building the standard library is unstable; this lets a stable compiler do it.
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    command
}

/// rust-lld of the toolchain that runs this program, or LLVM's own; Debian's default lld is too old.
fn linker() -> Done<PathBuf> {
    let bundled = host_folder()?.join("bin/rust-lld");
    if bundled.is_file() {
        return Ok(bundled);
    }
    let llvm = shell::which(["wasm-ld", "wasm-ld-22", "wasm-ld-21"]);
    llvm.map_or_else(|| fail("no linker for wasm: install a rustup toolchain (rust-lld) or lld-22"), Ok)
}

fn host_folder() -> Done<PathBuf> {
    let host = shell::output(&mut shell::command("rustc", ["--print", "host-tuple"]))?;
    Ok(sysroot(Command::new("rustc"))?.join("lib/rustlib").join(host))
}
