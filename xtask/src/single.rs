//! The page as one file, for an office without internet: www/index.html with its script, style, worker and
//! wasm inside. Its first lines have the policy that forbids every request, to the page and to the workers
//! that it makes.
//!
//! From disk, browsers load neither modules nor workers nor wasm. A classic script in the page may run, and
//! may create the other parts from the page's content. The script is allowed by its hash, so no other script
//! can run.

use crate::bundle;
use crate::done::{Done, While, fail};
use crate::project::{self, PKG};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;

/// The embedded parts, by the names under which www/homes/carried.js requests them.
const PARTS: [&str; 2] = ["worker.js", "hoso_bg.wasm"];
/// Folder for intermediate files.
const WORK: &str = "target/single";

/// Makes target/pkg/`name` from the page and the script at `entry`.
pub fn build(name: &str, entry: &str) -> Done {
    bundle::script(entry, &format!("{WORK}/{name}.js"))?;
    bundle::style("www/style.css", &format!("{WORK}/style.css"))?;
    let page = Page {
        html: project::read("www/index.html")?,
        script: project::read(format!("{WORK}/{name}.js"))?,
        style: project::read(format!("{WORK}/style.css"))?,
    };
    let parts = PARTS.iter().map(|part| block(part)).collect::<Done<String>>()?;
    project::write(format!("{PKG}/{name}"), page.assemble(&parts)?)
}

/// A part as a data block, which browsers store but never run.
fn block(part: &str) -> Done<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&project::read_bytes(format!("{PKG}/{part}"))?).when(part)?;
    let text = STANDARD.encode(encoder.finish().when(part)?);
    Ok(format!("<script type=\"application/gzip\" id=\"{part}\">{text}</script>\n"))
}

struct Page {
    html: String,
    script: String,
    style: String,
}

impl Page {
    fn assemble(&self, parts: &str) -> Done<String> {
        let Self { html, script, style } = self;
        if script.contains("</script") || script.contains("<!--") || style.contains("</style") {
            return fail("the script or style would end its own element");
        }
        let policy = policy(script, style);
        let html = put(
            html,
            CHARSET,
            &format!("{CHARSET}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
        )?;
        let html = put(&html, STYLE, &format!("<style>{style}</style>"))?;
        let html = put(&html, SCRIPT, parts)?;
        let stuck = stuck(&policy);
        put(&html, END, &format!("{stuck}<script>{script}</script>\n{END}"))
    }
}

/// The text that remains visible if a server's own policy forbids the script; the script removes it.
fn stuck(policy: &str) -> String {
    let lacks = policy.split("; ").filter(|directive| !directive.ends_with("'none'")).collect::<Vec<_>>();
    format!(
        "<p>Nếu dòng này không mất đi: máy chủ gửi tệp này kèm chính sách bảo mật (CSP) của nó, cấm mã trong tệp. Tải tệp về rồi mở từ đĩa, \
         hoặc đề nghị người quản trị thêm: <code>{lacks}</code></p>\n\
         <p lang=\"en\">If this line stays: the server sends this file with a security policy (CSP) that forbids its script. Download \
         the file and open it from disk, or ask the administrator to add: <code>{lacks}</code></p>\n",
        lacks = lacks.join("; ")
    )
}

/// The lines of index.html that are replaced. The policy comes first, because it applies only to what
/// follows. The script comes last, because it needs the body and, unlike a module, does not wait for it.
const CHARSET: &str = "<meta charset=\"utf-8\">";
const STYLE: &str = "<link rel=\"stylesheet\" href=\"style.css\">";
const SCRIPT: &str = "<script type=\"module\" src=\"app.js\"></script>";
const END: &str = "</body>";

fn put(html: &str, place: &str, text: &str) -> Done<String> {
    match html.matches(place).count() {
        1 => Ok(html.replace(place, text)),
        found => fail(format!("www/index.html must have this once, but has it {found} times: {place}")),
    }
}

/// Forbids every request; allows this script, this style, and workers and pictures that the page makes
/// itself.
fn policy(script: &str, style: &str) -> String {
    let (script, style) = (hash(script), hash(style));
    format!(
        "default-src 'none'; script-src {script} 'wasm-unsafe-eval'; style-src {style}; worker-src blob:; \
         img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
}

/// A hash source of Content-Security-Policy.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(script: &str) -> Page {
        let html = format!("<head>\n{CHARSET}\n{STYLE}\n{SCRIPT}\n</head>\n<body>\n{END}");
        Page { html, script: script.to_owned(), style: "a{}".to_owned() }
    }

    #[test]
    fn the_policy_comes_first_and_the_script_last() {
        let html =
            page("go()").assemble("<script type=\"application/gzip\" id=\"p\">AA==</script>\n").unwrap();
        let order = [
            "Content-Security-Policy",
            "<style>a{}</style>",
            "id=\"p\"",
            "<body>",
            "ask the administrator to add: <code>script-src 'sha256-",
            "<script>go()</script>",
        ];
        let places = order.map(|text| html.find(text).unwrap());
        assert!(places.is_sorted(), "{html}");
    }

    #[test]
    fn the_script_is_allowed_by_its_hash_and_nothing_by_its_place() {
        // From the browsers' documentation of hash sources: the hash of "doSomething();".
        assert_eq!(hash("doSomething();"), "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='");
        let policy = policy("go()", "a{}");
        assert!(policy.contains(&format!("script-src {} 'wasm-unsafe-eval';", hash("go()"))), "{policy}");
        assert!(!policy.contains("'self'") && !policy.contains("unsafe-inline") && !policy.contains("http"));
    }

    #[test]
    fn content_that_would_end_its_element_is_refused() {
        assert!(page("'</script>'").assemble("").is_err());
        assert!(page("'<!--'").assemble("").is_err());
    }

    #[test]
    fn a_page_without_a_placeholder_is_refused() {
        assert!(
            Page { html: String::new(), script: String::new(), style: String::new() }.assemble("").is_err()
        );
    }
}
