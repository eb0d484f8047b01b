//! The headers of each served file: its type, and what a browser may do with it. Other servers of the page
//! should send the same.

/// The page may load its own script, style and wasm, and nothing from elsewhere. Once these are in memory, it
/// forbids even that by a stricter policy of its own.
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     connect-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// A worker started from a file has the policy of its own response, not that of the page: it may run wasm,
/// and fetch nothing.
pub const WORKER_POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'";

/// The service worker fetches the page's own files to store them, and runs nothing.
pub const KEEPER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// The single file has its policy in a meta element; this header states what a meta element cannot.
pub const SINGLE_POLICY: &str = "frame-ancestors 'none'";

/// For the frame: it is sandboxed even if the page around it forgets that, and any page may show it.
pub const FRAME_POLICY: &str = "sandbox allow-scripts allow-downloads";

/// The headers of the file at this path.
pub fn of(path: &str) -> [(&'static str, &'static str); 5] {
    [
        ("Content-Type", content_type(path)),
        ("Content-Security-Policy", policy(path)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
    ]
}

fn policy(path: &str) -> &'static str {
    match path.rsplit('/').next() {
        Some("worker.js") => WORKER_POLICY,
        Some("sw.js") => KEEPER_POLICY,
        Some("frame.html") => FRAME_POLICY,
        Some("hoso.html") => SINGLE_POLICY,
        _ => PAGE_POLICY,
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "csv") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(path: &str, name: &str) -> &'static str {
        of(path).into_iter().find(|(header, _)| *header == name).unwrap().1
    }

    fn directive<'a>(policy: &'a str, name: &str) -> Option<&'a str> {
        policy.split("; ").find_map(|directive| directive.strip_prefix(name)?.strip_prefix(' '))
    }

    #[test]
    fn files_have_the_types_that_browsers_require() {
        assert_eq!(header("hoso_bg.wasm", "Content-Type"), "application/wasm");
        assert_eq!(header("app.js", "Content-Type"), "text/javascript; charset=utf-8");
        assert_eq!(header("index.html", "Content-Type"), "text/html; charset=utf-8");
        assert_eq!(header("style.css", "Content-Type"), "text/css; charset=utf-8");
        assert_eq!(header("LICENSE", "Content-Type"), "application/octet-stream");
    }

    #[test]
    fn the_page_may_only_request_its_own_server() {
        let policy = header("index.html", "Content-Security-Policy");
        assert_eq!(directive(policy, "default-src"), Some("'none'"));
        assert_eq!(directive(policy, "connect-src"), Some("'self'"));
        assert_eq!(directive(policy, "script-src"), Some("'self' 'wasm-unsafe-eval'"));
        assert_eq!(directive(policy, "worker-src"), Some("'self' blob:"));
        assert_eq!(directive(policy, "form-action"), Some("'none'"));
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
        assert!(!policy.contains('*') && !policy.contains("http"));
    }

    #[test]
    fn a_worker_file_may_fetch_nothing() {
        let policy = header("worker.js", "Content-Security-Policy");
        assert_eq!(directive(policy, "default-src"), Some("'none'"));
        assert_eq!(directive(policy, "connect-src"), None);
        assert_eq!(directive(policy, "script-src"), Some("'wasm-unsafe-eval'"));
    }

    #[test]
    fn the_service_worker_may_only_request_its_own_server() {
        assert_eq!(header("sw.js", "Content-Security-Policy"), "default-src 'none'; connect-src 'self'");
    }

    #[test]
    fn the_single_file_has_its_own_policy() {
        let policy = header("hoso.html", "Content-Security-Policy");
        assert_eq!(policy, "frame-ancestors 'none'");
        assert_eq!(header("frame.html", "Content-Security-Policy"), "sandbox allow-scripts allow-downloads");
    }

    #[test]
    fn headers_forbid_sniffing_storing_and_referrers() {
        for path in ["index.html", "worker.js", "hoso_bg.wasm"] {
            assert_eq!(header(path, "X-Content-Type-Options"), "nosniff");
            assert_eq!(header(path, "Referrer-Policy"), "no-referrer");
            assert_eq!(header(path, "Cache-Control"), "no-store");
        }
    }
}
