//! `cargo xtask serve`: builds, then serves the page on this machine.

use crate::build;
use crate::done::{Done, While, fail};
use crate::project::SITE;
use crate::server;
use std::net::TcpListener;
use std::path::Path;

/// Ports to try in order if no port is given.
const PORTS: std::ops::Range<u16> = 8080..8100;

/// Builds (unless --no-build is given) and serves target/site on 127.0.0.1 until it is stopped.
pub fn run(args: &[String]) -> Done {
    let port = port(args)?;
    if !args.iter().any(|arg| arg == "--no-build") {
        build::run(&[])?;
    }
    let listener = port.map_or_else(first_free, listen)?;
    println!("hoso: http://{}/", listener.local_addr().when("address")?);
    server::serve(&listener, Path::new(SITE));
    Ok(())
}

/// The number after --port; 0 lets the system choose.
fn port(args: &[String]) -> Done<Option<u16>> {
    let Some(at) = args.iter().position(|arg| arg == "--port") else { return Ok(None) };
    let number = args.get(at + 1).and_then(|number| number.parse().ok());
    number.map_or_else(|| fail("--port takes a number up to 65535"), |number| Ok(Some(number)))
}

fn listen(port: u16) -> Done<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).when(format!("port {port}"))
}

fn first_free() -> Done<TcpListener> {
    let free = PORTS.into_iter().find_map(|port| listen(port).ok());
    free.map_or_else(|| fail(format!("ports {PORTS:?} are all taken: give one with --port N")), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &[&str]) -> Done<Option<u16>> {
        port(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_port_is_a_number_or_an_error() {
        assert_eq!(asked(&["--no-build"]), Ok(None));
        assert_eq!(asked(&["--port", "9000", "--no-build"]), Ok(Some(9000)));
        assert!(asked(&["--port"]).is_err() && asked(&["--port", "70000"]).is_err());
    }

    #[test]
    fn a_used_port_is_skipped_unless_requested() {
        let taken = first_free().unwrap();
        let port = taken.local_addr().unwrap().port();
        assert_ne!(first_free().unwrap().local_addr().unwrap().port(), port);
        assert!(listen(port).unwrap_err().contains(&port.to_string()));
    }
}
