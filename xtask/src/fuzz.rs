//! `cargo xtask fuzz [TARGET …] [--seconds N]`: random files against each reader and the whole session. Every
//! target begins with the files of the case folders, and with ../shared/corpora if it exists. A file that
//! crashes a target is kept in fuzz/artifacts; it must become a case before the fix.

use crate::done::{Done, While, fail};
use crate::project;
use crate::shell;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Default seconds per target.
const SECONDS: u32 = 60;
/// Files of other programs, kept beside the project.
const CORPORA: [&str; 2] = ["../shared/corpora/workbooks", "../../shared/corpora/workbooks"];
/// Largest seed file; larger ones are slow to change and find no more.
const SEED_BYTES: u64 = 100_000;
/// Limits per input: five seconds, 512 MB per allocation; more in total, because the checks need memory too.
const LIMITS: [&str; 5] =
    ["-timeout=5", "-malloc_limit_mb=512", "-rss_limit_mb=1500", "-max_len=131072", "-dict=fuzz/words.dict"];

/// A target, and the extensions of its seed files.
struct Target {
    name: &'static str,
    seeds: &'static [&'static str],
}

const TARGETS: &[Target] = &[
    Target { name: "csv", seeds: &[".csv"] },
    Target { name: "encoding", seeds: &[".csv", ".txt"] },
    Target { name: "html", seeds: &["html/a.xls", "html-1258/a.xls", ".html"] },
    Target { name: "spreadsheetml", seeds: &["spreadsheetml/a.xls", ".xml"] },
    Target { name: "mhtml", seeds: &["mhtml/a.xls", ".mht"] },
    Target { name: "json", seeds: &[".json"] },
    Target { name: "xls", seeds: &[".xls"] },
    Target { name: "zip", seeds: &[".zip"] },
    Target { name: "gzip", seeds: &[".gz"] },
    Target { name: "arrow", seeds: &[".arrow"] },
    Target { name: "xlsx", seeds: &[".xlsx", ".xlsm"] },
    Target { name: "xlsb", seeds: &[".xlsb"] },
    Target { name: "ods", seeds: &[".ods"] },
    Target { name: "session", seeds: &[""] },
];

/// Runs the named targets, or all, one after the other. A finding does not stop the others.
pub fn run(args: &[String]) -> Done {
    let (seconds, chosen) = asked(args)?;
    install()?;
    let files = files()?;
    let mut found = Vec::new();
    for target in chosen {
        println!("\n== fuzz: {}, {seconds} s", target.name);
        sow(target, &files)?;
        if shell::run(&mut cargo_fuzz(target, seconds)?).is_err() {
            found.push(target.name);
        }
    }
    if found.is_empty() {
        Ok(())
    } else {
        fail(format!("findings in fuzz/artifacts of: {}", found.join(", ")))
    }
}

fn asked(args: &[String]) -> Done<(u32, Vec<&'static Target>)> {
    let (mut seconds, mut chosen) = (SECONDS, Vec::new());
    let mut words = args.iter();
    while let Some(word) = words.next() {
        if word == "--seconds" {
            let number = words.next().and_then(|number| number.parse().ok());
            seconds = number.map_or_else(|| fail("--seconds takes a number"), Ok)?;
        } else {
            let target = TARGETS.iter().find(|target| target.name == word);
            chosen
                .push(target.map_or_else(|| fail(format!("no target {word}; there are: {}", names())), Ok)?);
        }
    }
    Ok((seconds, if chosen.is_empty() { TARGETS.iter().collect() } else { chosen }))
}

fn names() -> String {
    TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ")
}

fn install() -> Done {
    if shell::which(["cargo-fuzz"]).is_some() {
        return Ok(());
    }
    println!("xtask: installing cargo-fuzz with cargo install");
    shell::run(&mut shell::command("cargo", ["install", "cargo-fuzz", "--locked"]))
}

/// `cargo fuzz run` with the nightly compiler, or with a stable one in which unstable features are enabled.
fn cargo_fuzz(target: &Target, seconds: u32) -> Done<Command> {
    let nightly = Command::new("rustc").args(["+nightly", "--version"]).output();
    let nightly = nightly.is_ok_and(|output| output.status.success());
    let mut command = Command::new("cargo");
    if nightly {
        // The cargo that runs this program has set variables for its own toolchain.
        command.arg("+nightly").env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("RUSTC");
    } else {
        println!("xtask: no nightly toolchain; the stable compiler gets RUSTC_BOOTSTRAP=1");
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    command.args(["fuzz", "run", target.name, "--"]).args(LIMITS).arg(format!("-max_total_time={seconds}"));
    Ok(command)
}

/// The case folders' files, and those of other programs.
fn files() -> Done<Vec<PathBuf>> {
    let mut files = Vec::new();
    let corpora = CORPORA.map(Path::new).into_iter().find(|folder| folder.is_dir());
    if corpora.is_none() {
        println!("xtask: no ../shared/corpora/workbooks; using only the files of the case folders");
    }
    for folder in [Some(Path::new("tests/cases")), corpora].into_iter().flatten() {
        collect(folder, &mut files)?;
    }
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Done {
    for entry in std::fs::read_dir(folder).when(folder.display())? {
        let path = entry.when(folder.display())?.path();
        let about = path.extension().is_some_and(|kind| kind == "toml" || kind == "md")
            || path.ends_with("expected.json");
        if path.is_dir() {
            collect(&path, files)?;
        } else if !about && path.metadata().is_ok_and(|file| file.len() <= SEED_BYTES) {
            files.push(path);
        }
    }
    Ok(())
}

/// Copies the seed files of a target. A file's name is its path, so that no file replaces another.
fn sow(target: &Target, files: &[PathBuf]) -> Done {
    let corpus = Path::new("fuzz/corpus").join(target.name);
    project::make_folder(&corpus)?;
    for file in files {
        let place = file.to_string_lossy();
        if target.seeds.iter().any(|end| place.ends_with(end)) {
            project::copy(file, corpus.join(place.replace(['/', '.'], "-")))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn targets_and_seconds_are_parsed() {
        let (seconds, all) = asked(&[]).unwrap();
        assert_eq!((seconds, all.len()), (SECONDS, TARGETS.len()));
        let (seconds, chosen) = asked(&words("html --seconds 5 xls")).unwrap();
        assert_eq!((seconds, chosen.iter().map(|target| target.name).collect()), (5, vec!["html", "xls"]));
        assert!(asked(&words("pdf")).is_err_and(|why| why.contains("session")));
        assert!(asked(&words("--seconds soon")).is_err());
    }

    #[test]
    fn every_target_is_declared_and_has_a_seed() {
        let root = project::root().unwrap();
        let manifest = project::read(root.join("fuzz/Cargo.toml")).unwrap();
        let mut files = Vec::new();
        collect(&root.join("tests/cases"), &mut files).unwrap();
        for Target { name, seeds } in TARGETS {
            assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is no binary of fuzz/");
            let sown = |file: &PathBuf| seeds.iter().any(|end| file.to_string_lossy().ends_with(end));
            assert!(files.iter().any(sown), "{name} has no seed");
        }
    }
}
