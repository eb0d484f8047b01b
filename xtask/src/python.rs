//! A separate Python environment for a tool, with the packages that it requires.

use crate::apt;
use crate::done::Done;
use crate::project;
use crate::shell;
use std::path::Path;

/// Makes `FOLDER/venv` with the packages of `requirements`, unless it exists. Fails if pip cannot install
/// them.
pub fn environment(folder: &str, requirements: &str) -> Done {
    let venv = Path::new(folder).join("venv");
    let (stamp, wanted) = (venv.join("installed.txt"), project::read(requirements)?);
    if project::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if shell::output(&mut shell::command("python3", ["-c", "import ensurepip"])).is_err() {
        apt::install(&["python3", "python3-venv"])?;
    }
    println!("xtask: installing Python packages with pip ({requirements})");
    shell::run(shell::command("python3", ["-m", "venv"]).arg(&venv))?;
    let pip = venv.join("bin/pip");
    let args = ["install", "--quiet", "--requirement", requirements];
    shell::run(&mut shell::command(&pip.to_string_lossy(), args))?;
    project::write(&stamp, wanted)
}
