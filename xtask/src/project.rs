//! The project's folders and its version. Commands run in the project's root folder, so every path here is
//! relative to it.

use crate::done::{Done, While, fail};
use std::path::{Path, PathBuf};

/// The content of the npm package: glue, wasm, library, worker.
pub const PKG: &str = "target/pkg";
/// The hosted page.
pub const SITE: &str = "target/site";

/// The root folder of the workspace that contains the current folder.
pub fn root() -> Done<PathBuf> {
    let here = std::env::current_dir().when("current folder")?;
    let found = here.ancestors().find(|folder| folder.join("xtask/Cargo.toml").is_file());
    found.map(Path::to_path_buf).ok_or_else(|| "run this inside the project's folder".to_owned())
}

/// The version in Cargo.toml, which is also that of the npm package.
pub fn version() -> Done<String> {
    let text = read("Cargo.toml")?;
    let manifest: toml::Table = text.parse().when("Cargo.toml")?;
    let version = manifest.get("package").and_then(|package| package.get("version")?.as_str());
    version.map_or_else(|| fail("Cargo.toml names no package version"), |version| Ok(version.to_owned()))
}

/// Reads a text file.
pub fn read(path: impl AsRef<Path>) -> Done<String> {
    std::fs::read_to_string(&path).when(path.as_ref().display())
}

/// Reads a file's bytes.
pub fn read_bytes(path: impl AsRef<Path>) -> Done<Vec<u8>> {
    std::fs::read(&path).when(path.as_ref().display())
}

/// Writes a file, and creates its folder if it is missing.
pub fn write(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Done {
    let path = path.as_ref();
    path.parent().map_or(Ok(()), make_folder)?;
    std::fs::write(path, bytes).when(path.display())
}

/// Copies a file, and creates the target folder if it is missing.
pub fn copy(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Done {
    write(to, read_bytes(from)?)
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path) -> Done {
    std::fs::create_dir_all(path).when(path.display())
}

/// Removes a folder with its content, if it exists.
pub fn remove_folder(path: impl AsRef<Path>) -> Done {
    let path = path.as_ref();
    if path.exists() { std::fs::remove_dir_all(path).when(path.display()) } else { Ok(()) }
}
