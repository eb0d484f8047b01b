//! Short names for what the module imports. Each of wasm-bindgen's names ends in a hash of 16 digits, which
//! no compression makes shorter: together they are 1.2 KB of the module and 0.8 KB of the worker.

use crate::done::{Done, fail};

const HEADER: usize = 8;
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// The module and its glue, with short names in both.
pub fn shorten(module: &[u8], glue: &str) -> Done<(Vec<u8>, String)> {
    let mut rest = Bytes(module);
    let mut short = rest.take(HEADER)?.to_vec();
    let mut glue = glue.to_owned();
    while let Ok(kind) = rest.byte() {
        let length = rest.number()?;
        let section = rest.take(length)?;
        short.push(kind);
        let section = if kind == IMPORTS { renamed(section, &mut glue)? } else { section.to_vec() };
        put(&section, &mut short);
    }
    Ok((short, glue))
}

/// The section of imports: their number, and for each one module, name, kind and type.
fn renamed(section: &[u8], glue: &mut String) -> Done<Vec<u8>> {
    let mut rest = Bytes(section);
    let count = rest.number()?;
    let mut short = Vec::new();
    number(count, &mut short);
    for at in 0..count {
        put(rest.text()?, &mut short);
        let name = String::from_utf8_lossy(rest.text()?).into_owned();
        let instead = name_of(at);
        let key = format!("{name}: function");
        if glue.matches(&key).count() != 1 {
            return fail(format!("the glue does not define {name} once"));
        }
        *glue = glue.replace(&key, &format!("{instead}: function"));
        put(instead.as_bytes(), &mut short);
        if rest.byte()? != FUNCTION {
            return fail(format!("{name} is no function"));
        }
        short.push(FUNCTION);
        number(rest.number()?, &mut short);
    }
    Ok(short)
}

/// a, b … z, a1, b1 …
fn name_of(at: usize) -> String {
    let letter = ('a'..='z').nth(at % 26).unwrap_or_default();
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}

/// Appends bytes after their number.
fn put(bytes: &[u8], to: &mut Vec<u8>) {
    number(bytes.len(), to);
    to.extend_from_slice(bytes);
}

/// Appends a number as wasm writes them, seven bits a byte (LEB128).
fn number(mut value: usize, to: &mut Vec<u8>) {
    while value > 0x7f {
        to.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

/// What is left of some bytes.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Done<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Done<u8> {
        Ok(self.take(1)?.first().copied().unwrap_or_default())
    }

    fn number(&mut self) -> Done<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return Ok(value);
            }
        }
    }

    fn text(&mut self) -> Done<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a type, two imports and an empty section of exports.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut imports = vec![2];
        for name in names {
            put(b"./hoso_bg.js", &mut imports);
            put(name.as_bytes(), &mut imports);
            imports.extend([0, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02".to_vec();
        put(&imports, &mut module);
        module.extend(b"\x07\x01\0");
        module
    }

    #[test]
    fn module_and_glue_get_the_same_names() {
        let glue = "{ __wbg_new_cd4348290afae586: function() {}, __wbg_new_cd4348290afae587: function() {} }";
        let long = module(["__wbg_new_cd4348290afae586", "__wbg_new_cd4348290afae587"]);
        let (short, glue) = shorten(&long, glue).unwrap();
        assert_eq!(short, module(["a", "b"]));
        assert_eq!(glue, "{ a: function() {}, b: function() {} }");
    }

    #[test]
    fn what_the_glue_lacks_is_an_error() {
        assert!(shorten(&module(["one", "two"]), "{ one: function() {} }").is_err());
        assert!(shorten(&module(["one", "two"])[..20], "").is_err());
    }

    #[test]
    fn names_differ() {
        let names: Vec<_> = [0, 25, 26, 51, 52].map(name_of).into();
        assert_eq!(names, ["a", "z", "a1", "z1", "a2"]);
    }
}
