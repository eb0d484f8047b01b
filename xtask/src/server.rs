//! A small server of the files of one folder, for this machine only: GET and HEAD, one thread per connection,
//! one response per connection.

use crate::headers;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Maximum length of a request; no browser sends a longer one.
const LONGEST_REQUEST: u64 = 64 * 1024;
/// How long a connection may stay silent: browsers open some in advance.
const PATIENCE: Duration = Duration::from_secs(30);

/// Serves the files of `folder` until the process ends.
pub fn serve(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        // A broken connection is ignored; the next one is answered.
        thread::spawn(move || answer(stream, &folder));
    }
}

fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let request = request_line(&stream)?;
    stream.write_all(&respond(&request, folder).bytes())
}

/// The first line. The other lines are read too, because closing with unread bytes would truncate our answer.
fn request_line(stream: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    Ok(first)
}

/// The response.
struct Response {
    status: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    length: usize,
    body: Vec<u8>,
}

impl Response {
    fn refusal(status: &'static str) -> Self {
        Self { status, headers: vec![("Allow", "GET, HEAD")], length: 0, body: Vec::new() }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut text = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += &format!("Content-Length: {}\r\nConnection: close\r\n\r\n", self.length);
        [text.as_bytes(), &self.body].concat()
    }
}

fn respond(request: &str, folder: &Path) -> Response {
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return Response::refusal("405 Method Not Allowed");
    }
    let Some(path) = path(target) else { return Response::refusal("404 Not Found") };
    match std::fs::read(folder.join(&path)) {
        Ok(body) => found(&path, body, method == "HEAD"),
        Err(_) => Response::refusal("404 Not Found"),
    }
}

fn found(path: &Path, body: Vec<u8>, head: bool) -> Response {
    let headers = headers::of(&path.to_string_lossy()).to_vec();
    let length = body.len();
    Response { status: "200 OK", headers, length, body: if head { Vec::new() } else { body } }
}

/// The file that a request names, below the folder. Our files have plain names, so nothing is decoded, and a
/// name that begins with a dot (above all "..") is rejected.
fn path(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    if path.is_empty() {
        return Some(PathBuf::from("index.html"));
    }
    path.split('/').all(plain).then(|| PathBuf::from(path))
}

fn plain(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder that is gone when the test is over.
    struct Site(PathBuf);

    impl Drop for Site {
        fn drop(&mut self) {
            fs::remove_dir_all(self.0.parent().unwrap()).unwrap();
        }
    }

    impl std::ops::Deref for Site {
        type Target = Path;
        fn deref(&self) -> &Path {
            &self.0
        }
    }

    /// A folder "site" with a page and a worker, beside a file that must stay unseen.
    fn site(test: &str) -> Site {
        let outer = std::env::temp_dir().join(format!("hoso-server-{}-{test}", std::process::id()));
        let site = outer.join("site");
        fs::create_dir_all(site.join("deep")).unwrap();
        fs::write(outer.join("secret.txt"), "secret").unwrap();
        fs::write(site.join(".hidden"), "secret").unwrap();
        fs::write(site.join("index.html"), "<p>hồ sơ").unwrap();
        fs::write(site.join("deep/worker.js"), "1").unwrap();
        Site(site)
    }

    fn status(request: &str, site: &Path) -> &'static str {
        respond(request, site).status
    }

    #[test]
    fn a_file_is_found_by_its_path_and_the_page_without_one() {
        let site = site("found");
        for target in ["/", "/index.html", "/?lang=en", "/index.html?x=/../y"] {
            let response = respond(&format!("GET {target} HTTP/1.1"), &site);
            assert_eq!(
                (response.status, response.body.as_slice()),
                ("200 OK", "<p>hồ sơ".as_bytes()),
                "{target}"
            );
        }
        let worker = respond("GET /deep/worker.js HTTP/1.1", &site);
        assert!(worker.headers.contains(&("Content-Security-Policy", headers::WORKER_POLICY)));
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        let site = site("outside");
        let targets = [
            "/../secret.txt",
            "/deep/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "//secret.txt",
        ];
        for target in
            targets.into_iter().chain(["/..\\secret.txt", "/.hidden", "/deep", "/none.js", "secret.txt", ""])
        {
            assert_eq!(status(&format!("GET {target} HTTP/1.1"), &site), "404 Not Found", "{target}");
        }
        let absolute = site.parent().unwrap().join("secret.txt");
        assert_eq!(status(&format!("GET /{} HTTP/1.1", absolute.display()), &site), "404 Not Found");
    }

    #[test]
    fn only_get_and_head_are_allowed() {
        let site = site("methods");
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "get", ""] {
            assert_eq!(status(&format!("{method} / HTTP/1.1"), &site), "405 Method Not Allowed", "{method}");
        }
        let head = respond("HEAD / HTTP/1.1", &site);
        assert_eq!((head.status, head.length, head.body.len()), ("200 OK", "<p>hồ sơ".len(), 0));
    }

    #[test]
    fn a_response_is_complete() {
        let site = site("travels");
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let folder = site.to_path_buf();
        thread::spawn(move || serve(&listener, &folder));
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{head}");
        assert!(head.contains(&format!("Content-Length: {}", "<p>hồ sơ".len())), "{head}");
        assert_eq!(body, "<p>hồ sơ");
    }
}
