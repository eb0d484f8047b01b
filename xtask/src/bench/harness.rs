//! The peers' harness, a folder beside this project: it is copied to target/bench, installed there, given its
//! data, and run. Existing files are kept, so that only the first run takes long.

use crate::artifact;
use crate::browser;
use crate::done::{Done, While};
use crate::npm;
use crate::project::{self, PKG};
use crate::python;
use crate::shell;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the harness comes from.
const SOURCE: &str = "../shared/bench";
/// Where it is installed, and where it writes.
pub const FOLDER: &str = "target/bench";
/// hoso as a contender: its npm package with benches/contender.mjs.
const CONTENDER: &str = "target/bench/hoso";
/// Another build of hoso, measured in the same run.
const AGAINST: &str = "target/bench/hoso-before";
/// Printed if there is no harness.
pub const MISSING: &str = "bench: the peers' harness (../shared/bench) is not here, so there is nothing to compare with; \
                           cargo xtask bench --growth and cargo bench measure hoso alone";

/// One run of the harness: every contender over one file.
#[derive(Debug)]
pub struct Run {
    /// The name under which its results are stored.
    pub name: String,
    /// Path of the file from the harness's folder.
    pub file: String,
    /// The other contenders, separated by commas; "all" = all of them.
    pub peers: String,
    /// Repetitions, each in a fresh browser.
    pub reps: u32,
    /// True if another build of hoso takes part, as `hoso-before`.
    pub against: bool,
}

/// True if the harness exists beside the project.
pub fn exists() -> bool {
    Path::new(SOURCE).join("bench.mjs").is_file()
}

/// Installs the harness and makes its data with this number of rows, and workbooks if requested. `against` is
/// the folder of another build of hoso.
pub fn prepare(rows: u32, workbooks: bool, against: Option<&str>) -> Done {
    copy_folder(Path::new(SOURCE), Path::new(FOLDER))?;
    browser::find()?;
    npm::install_in(FOLDER)?;
    python::environment(FOLDER, "target/bench/requirements.txt")?;
    data(rows, workbooks)?;
    println!("bench: bundling the contenders");
    shell::output(&mut at_home("node", ["build.mjs"]))?;
    contender(PKG, CONTENDER)?;
    against.map_or(Ok(()), |package| contender(package, AGAINST))
}

fn copy_folder(from: &Path, to: &Path) -> Done {
    for name in artifact::names(&from.to_string_lossy())? {
        project::copy(from.join(&name), to.join(&name))?;
    }
    ["contenders", "web"]
        .iter()
        .filter(|folder| from.join(folder).is_dir())
        .try_for_each(|folder| copy_folder(&from.join(folder), &to.join(folder)))
}

/// The generated files and, for each number of rows, the expected counts, on which native programs agree.
fn data(rows: u32, workbooks: bool) -> Done {
    let rows = rows.to_string();
    let (csv, truth) = (format!("data/dossiers-{rows}.csv"), format!("data/dossiers-{rows}.truth.json"));
    project::make_folder(&Path::new(FOLDER).join("data"))?;
    make(&csv, ["gen.py", "csv", &rows])?;
    make(&truth, ["native.py", "truth", &csv])?;
    if workbooks {
        make(&format!("data/dossiers-{rows}-date.xlsx"), ["gen.py", "xlsx", &rows])
    } else {
        Ok(())
    }
}

fn make<const N: usize>(file: &str, script: [&str; N]) -> Done {
    if Path::new(FOLDER).join(file).is_file() {
        return Ok(());
    }
    println!("bench: making {file}");
    shell::run(&mut at_home("venv/bin/python", script))
}

/// The files of an npm package, with the contender beside them.
fn contender(package: &str, folder: &str) -> Done {
    project::remove_folder(folder)?;
    for name in artifact::names(package)? {
        project::copy(format!("{package}/{name}"), format!("{folder}/{name}"))?;
    }
    project::copy("benches/contender.mjs", format!("{folder}/contender.mjs"))
}

/// Measures. The harness prints a line for each contender, and writes [`results`].
pub fn run(run: &Run) -> Done {
    let mut node = at_home("node", ["bench.mjs", "--file", &run.file, "--warm", "1", "--gate", "4"]);
    node.args(["--reps", &run.reps.to_string(), "--out", &format!("results/{}.json", run.name)]);
    let mut contenders = vec![("hoso", CONTENDER)];
    contenders.extend(run.against.then_some(("hoso-before", AGAINST)));
    for (name, folder) in &contenders {
        node.arg("--add").arg(format!("{name}={}", absolute(folder)?.join("contender.mjs").display()));
    }
    if run.file.ends_with(".xlsx") {
        node.arg("--add").arg(format!("xlsx-inflate={}", absolute("benches")?.join("inflate.mjs").display()));
    }
    if run.peers != "all" {
        let own: Vec<&str> = contenders.iter().map(|(name, _)| *name).collect();
        node.args(["--peers", &format!("{},{}", own.join(","), run.peers)]);
    }
    shell::run(&mut node)
}

/// The output of a run with this name.
pub fn results(name: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("results/{name}.json"))
}

fn absolute(path: &str) -> Done<PathBuf> {
    std::path::absolute(path).when(path)
}

/// A command in the harness's folder; a program of that folder is named from there.
fn at_home<'a>(program: &str, args: impl IntoIterator<Item = &'a str>) -> Command {
    let own = Path::new(FOLDER).join(program);
    let own = own.is_file().then(|| std::path::absolute(own).ok()).flatten();
    let mut command = own.map_or_else(|| Command::new(program), Command::new);
    command.args(args).current_dir(FOLDER);
    command
}
