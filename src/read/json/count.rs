//! Items counted by the brackets and quotes around them alone, apart from the parser.

/// Where the count stands.
#[derive(Default)]
struct Count {
    items: u64,
    depth: usize,
    quoted: bool,
    /// The byte before is a backslash that is no part of an escape itself.
    escaped: bool,
    word: bool,
}

/// Items side by side in a text; of members of an object, the values. With `lines`, nothing goes on over a line's end.
pub fn items(text: &[u8], lines: bool) -> u64 {
    let mut count = Count::default();
    for &byte in text {
        if count.quoted {
            count.within(byte);
        } else {
            count.outside(byte);
        }
        if lines && byte == b'\n' {
            count = Count { items: count.items, ..Count::default() };
        }
    }
    count.items
}

impl Count {
    fn within(&mut self, byte: u8) {
        self.quoted = self.escaped || byte != b'"';
        self.escaped = byte == b'\\' && !self.escaped;
    }

    fn outside(&mut self, byte: u8) {
        let begins = match byte {
            b'{' | b'[' | b'"' => true,
            b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => false,
            _ => !self.word,
        };
        self.word =
            !matches!(byte, b'{' | b'[' | b'"' | b'}' | b']' | b',' | b':') && !byte.is_ascii_whitespace();
        self.quoted = byte == b'"';
        if self.depth == 0 {
            self.items += u64::from(begins);
            // What stood before a colon was a key.
            self.items -= u64::from(byte == b':').min(self.items);
        }
        match byte {
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn values_are_counted_once() {
        for (text, lines, expected) in [
            ("", false, 0),
            (r#"{"a": [1, {"b": 2}]}, {"c": "}{\"["}"#, false, 2),
            (r#"[1, 2] null "x" 3.5"#, false, 4),
            (r#""0": {"a": 1}, "1": {"a": 2}"#, false, 2),
            ("{\"a\": \"x\n{\"a\": 1}\n]\n\n{\"a\": [\n", true, 3),
            ("{\n\"a\": 1\n}\n{\n}\n", false, 2),
        ] {
            assert_eq!(items(text.as_bytes(), lines), expected, "{text}");
        }
    }
}
