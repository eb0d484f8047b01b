//! The program `hoso`.

use std::process::ExitCode;

fn main() -> ExitCode {
    hoso_cli::main()
}
