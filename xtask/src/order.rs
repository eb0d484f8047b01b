//! The order of a module's functions. Gzip finds a repetition only within the last 32 KB, so functions that
//! have much in common follow each other: 20 KB less of 690.

use crate::done::{Done, While};
use std::collections::VecDeque;
use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// The same module with similar functions side by side.
pub fn similar_together(module: &[u8]) -> Done<Vec<u8>> {
    let (imported, bodies) = functions(module).when("reading the module")?;
    let mut reordered = Reordered::new(imported, order(&bodies));
    let mut encoded = Module::new();
    let parsed = reordered.parse_core_module(&mut encoded, Parser::new(0), module);
    parsed.when("ordering functions")?;
    Ok(encoded.finish())
}

/// The number of imported functions, and the bytes of all others.
fn functions(module: &[u8]) -> wasmparser::Result<(usize, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// Bytes that gzip looks back, less what the next function takes.
const WINDOW: usize = 31_000;
/// Bytes of a piece; shorter repetitions save nothing.
const PIECE: usize = 6;
/// A piece of more functions is never far away.
const COMMON: usize = 100;
/// Added to the number of a function's pieces, so that tiny ones are not always first.
const TINY: u64 = 32;

/// The order: each function is the one with the largest share of its pieces in the window before it, where a
/// piece of few functions weighs more.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces = Pieces::of(bodies);
    let mut window = Window {
        bodies,
        pieces: &pieces,
        held: VecDeque::new(),
        bytes: 0,
        seen: vec![0; pieces.functions.len()],
        scores: vec![0; bodies.len()],
    };
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    while let Some(at) = window.best(&left) {
        let function = left.remove(at);
        window.push(function);
        order.push(function);
    }
    order
}

/// The pieces that some functions have in common, numbered.
struct Pieces {
    /// By function.
    of: Vec<Vec<usize>>,
    /// The functions of each piece.
    functions: Vec<Vec<usize>>,
}

impl Pieces {
    fn of(bodies: &[&[u8]]) -> Self {
        let pieces = |(function, body): (usize, &&[u8])| {
            body.windows(PIECE).map(|piece| (number(piece), function)).collect::<Vec<_>>()
        };
        let mut all: Vec<(u64, usize)> = bodies.iter().enumerate().flat_map(pieces).collect();
        all.sort_unstable();
        all.dedup();
        let among = all.chunk_by(|one, next| one.0 == next.0);
        let shared = among.filter(|among| (2..COMMON).contains(&among.len()));
        let functions: Vec<Vec<usize>> =
            shared.map(|among| among.iter().map(|(_, function)| *function).collect()).collect();
        let mut of = vec![Vec::new(); bodies.len()];
        for (piece, among) in functions.iter().enumerate() {
            among.iter().for_each(|function| of[*function].push(piece));
        }
        Self { of, functions }
    }

    /// What a piece in the window is worth to each of its functions.
    fn weight(&self, piece: usize) -> u64 {
        ((1 << 20) / self.functions[piece].len() as u64).isqrt()
    }
}

fn number(piece: &[u8]) -> u64 {
    piece.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The last functions, as far as gzip looks back.
struct Window<'a> {
    bodies: &'a [&'a [u8]],
    pieces: &'a Pieces,
    held: VecDeque<usize>,
    bytes: usize,
    /// How many functions of the window have a piece.
    seen: Vec<u32>,
    /// By function: the weight of its pieces in the window.
    scores: Vec<u64>,
}

impl Window<'_> {
    /// The place in `left` of the function with the largest share of its pieces here; the first of equals,
    /// and the longest function of all if the window is empty.
    fn best(&self, left: &[usize]) -> Option<usize> {
        let share = |function: usize| match self.held.is_empty() {
            true => self.bodies[function].len() as u64,
            false => (self.scores[function] << 24) / (self.pieces.of[function].len() as u64 + TINY),
        };
        (0..left.len()).rev().max_by_key(|at| share(left[*at]))
    }

    fn push(&mut self, function: usize) {
        self.held.push_back(function);
        self.bytes += self.bodies[function].len();
        for piece in &self.pieces.of[function] {
            self.seen[*piece] += 1;
            if self.seen[*piece] == 1 {
                let weight = self.pieces.weight(*piece);
                self.pieces.functions[*piece].iter().for_each(|other| self.scores[*other] += weight);
            }
        }
        while self.bytes > WINDOW && self.held.len() > 1 {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(function) = self.held.pop_front() else { return };
        self.bytes -= self.bodies[function].len();
        for piece in &self.pieces.of[function] {
            self.seen[*piece] -= 1;
            if self.seen[*piece] == 0 {
                let weight = self.pieces.weight(*piece);
                self.pieces.functions[*piece].iter().for_each(|other| self.scores[*other] -= weight);
            }
        }
    }
}

/// Writes a module's functions in another order.
struct Reordered {
    imported: usize,
    order: Vec<usize>,
    /// The new place of each function.
    places: Vec<usize>,
}

impl Reordered {
    fn new(imported: usize, order: Vec<usize>) -> Self {
        let mut places = vec![0; order.len()];
        for (place, function) in order.iter().enumerate() {
            places[*function] = place;
        }
        Self { imported, order, places }
    }
}

type Encoded<T = ()> = Result<T, reencode::Error>;

impl Reencode for Reordered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Encoded<u32> {
        let own = (function as usize).checked_sub(self.imported);
        Ok(own.map_or(function, |own| (self.imported + self.places[own]) as u32))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Encoded {
        let types = section.into_iter().collect::<wasmparser::Result<Vec<u32>>>()?;
        for function in self.order.clone() {
            functions.function(RoundtripReencoder.type_index(types[function])?);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Encoded {
        let bodies = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use wasm_encoder::{ExportKind, ExportSection, Function, TypeSection};
    use wasmparser::Operator;

    /// Four exported functions of two kinds: each calls the one that stands as far from the end.
    fn module() -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], []);
        for at in 0..4_u32 {
            functions.function(0);
            exports.export(&at.to_string(), ExportKind::Func, at);
            let mut body = Function::new([]);
            body.instructions().call(3 - at);
            for number in 0..9 {
                body.instructions().i32_const(if at % 2 == 0 { 1 } else { 1_000_000 } + number).drop();
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    /// By exported name: the name of the function that it calls, and its first number.
    fn calls(module: &[u8]) -> Vec<(String, u32, i32)> {
        let (mut exports, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(section) => exports.extend(section.into_iter().map(Result::unwrap)),
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let found = exports.iter().map(|export| {
            let mut operators = bodies[export.index as usize].get_operators_reader().unwrap();
            match (operators.read().unwrap(), operators.read().unwrap()) {
                (Operator::Call { function_index }, Operator::I32Const { value }) => {
                    let called = exports.iter().find(|export| export.index == function_index).unwrap();
                    (export.name.to_owned(), called.name.parse().unwrap(), value)
                }
                other => unreachable!("{other:?}"),
            }
        });
        found.collect()
    }

    #[test]
    fn alike_ones_follow_each_other_and_call_the_same() {
        let before = module();
        let after = similar_together(&before).unwrap();
        assert_eq!(order(&functions(&before).unwrap().1), [1, 3, 0, 2]);
        assert_eq!(order(&functions(&after).unwrap().1), [0, 1, 2, 3]);
        assert_eq!(calls(&after), calls(&before));
        let expected = [(3, 1), (2, 1_000_000), (1, 1), (0, 1_000_000)];
        let named = (0..4).zip(expected).map(|(at, (called, number))| (at.to_string(), called, number));
        assert_eq!(calls(&after), named.collect::<Vec<_>>());
    }
}
