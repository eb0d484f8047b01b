//! Indents JSON for people. The result equals that of serde_json's pretty writer, which would double the
//! serialisation code of every type.

/// Puts each field and entry on its own line, indented by two spaces per level. `text` must have no white
/// space outside its strings.
pub fn pretty(text: &[u8]) -> Vec<u8> {
    let (mut out, mut depth, mut quoted, mut escaped) =
        (Vec::with_capacity(text.len() * 2), 0_usize, false, false);
    for (at, &byte) in text.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        let after = text.get(at + 1);
        if quoted {
            out.push(byte);
            quoted = escaped || byte != b'"';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        quoted = byte == b'"';
        let closes = matches!(byte, b'}' | b']');
        depth = depth.saturating_sub(usize::from(closes));
        if closes && !matches!(before, Some(b'{' | b'[')) {
            new_line(&mut out, depth);
        }
        out.push(byte);
        depth += usize::from(matches!(byte, b'{' | b'['));
        match byte {
            b':' => out.push(b' '),
            b',' => new_line(&mut out, depth),
            b'{' | b'[' if !matches!(after, Some(b'}' | b']')) => new_line(&mut out, depth),
            _ => (),
        }
    }
    out
}

fn new_line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + depth * 2, b' ');
}

#[cfg(test)]
mod tests {
    use super::pretty;
    use serde_json::{Value, json};

    #[test]
    fn equals_the_pretty_writer_of_serde_json() {
        let deep = json!({"a": [1, -2.5, [], {}, [[]], {"b": null}], "c \"{": "x\\\",[{:}", "d": {"e": "\\"}, "f": true});
        for value in [deep, json!([]), json!({}), json!("a,b"), Value::Null] {
            let text = serde_json::to_vec(&value).unwrap();
            assert_eq!(pretty(&text), serde_json::to_vec_pretty(&value).unwrap());
        }
    }
}
