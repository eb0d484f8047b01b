//! Serialises tables, so that one worker can read a file and another can use the result. The format is a
//! mark, the small data in borsh, then the columns as they are in memory: both sides run the same build on
//! the same machine. Input that [`pack`] cannot have produced is rejected.

use super::codes::Codes;
use super::columns::{CHUNK, Chunk, Dossiers};
use super::facts::NO_DAY;
use super::weights::Weights;
use crate::value::{Channel, Coded, ServiceLevel, Status, UnitLevel, civil};
use arrow_buffer::Buffer;
use borsh::{BorshDeserialize, BorshSerialize};
use std::ops::RangeInclusive;

/// Start of the data; the last byte is the version of the format.
const MARK: [u8; 8] = *b"hoso-to\x04";

/// Serialises `what`, followed by the columns of its dossiers, which `what` itself omits.
pub fn pack<'a>(what: &impl BorshSerialize, dossiers: impl Iterator<Item = &'a Dossiers>) -> Option<Vec<u8>> {
    let mut bytes = MARK.to_vec();
    what.serialize(&mut bytes).ok()?;
    for dossiers in dossiers {
        put_number(&mut bytes, dossiers.chunks.len())?;
        dossiers.chunks.iter().try_for_each(|chunk| put_chunk(&mut bytes, chunk))?;
    }
    Some(bytes)
}

/// Deserialises the result of [`pack`]; None if the bytes are invalid. `dossiers` returns the dossiers in it,
/// in the same order.
pub fn unpack<T: BorshDeserialize>(
    bytes: &[u8],
    dossiers: impl Fn(&mut T) -> Vec<&mut Dossiers>,
) -> Option<T> {
    let mut rest = bytes.strip_prefix(&MARK)?;
    let mut what = T::deserialize(&mut rest).ok()?;
    for dossiers in dossiers(&mut what) {
        let chunks = take_number(&mut rest)?;
        // Nothing is reserved for a claimed size.
        dossiers.chunks = (0..chunks).map_while(|_| take_chunk(&mut rest)).collect();
        let whole = dossiers.chunks.len() == chunks;
        (whole && is_sound(dossiers)).then_some(())?;
    }
    rest.is_empty().then_some(what)
}

fn put_number(bytes: &mut Vec<u8>, number: usize) -> Option<()> {
    bytes.extend_from_slice(&u32::try_from(number).ok()?.to_le_bytes());
    Some(())
}

fn take_number(rest: &mut &[u8]) -> Option<usize> {
    let (number, tail) = rest.split_first_chunk::<4>()?;
    *rest = tail;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(taken)
}

fn put_chunk(bytes: &mut Vec<u8>, chunk: &Chunk) -> Option<()> {
    put_number(bytes, chunk.len())?;
    put_codes(bytes, &chunk.code)?;
    put_number(bytes, chunk.weights.column().map_or(0, <[u32]>::len))?;
    bytes.extend_from_slice(chunk.weights.bytes().unwrap_or_default());
    chunk.each_column(|column| bytes.extend_from_slice(column));
    Some(())
}

fn take_chunk(rest: &mut &[u8]) -> Option<Chunk> {
    let length = take_number(rest).filter(|length| (1..=CHUNK).contains(length))?;
    let code = take_codes(rest, length)?;
    let weights = take_weights(rest, length)?;
    // A separate buffer is aligned for any column.
    Chunk::of_columns((code, weights), |length| take(rest, length).map(Buffer::from))
}

/// The weights of a chunk of `length` rows, if it has a column of weights.
fn take_weights(rest: &mut &[u8], length: usize) -> Option<Weights> {
    match take_number(rest)? {
        0 => Some(Weights::default()),
        rows if rows == length => Weights::of_bytes(take(rest, length * size_of::<u32>())?.into()),
        _ => None,
    }
}

/// Writes the length of each code, then the text of all codes.
fn put_codes(bytes: &mut Vec<u8>, codes: &Codes) -> Option<()> {
    codes.iter().try_for_each(|code| put_number(bytes, code.len()))?;
    bytes.extend_from_slice(codes.letters().as_bytes());
    Some(())
}

fn take_codes(rest: &mut &[u8], length: usize) -> Option<Codes> {
    let lengths = (0..length).map(|_| take_number(rest)).collect::<Option<Vec<_>>>()?;
    let letters = take(rest, lengths.iter().try_fold(0, |sum: usize, length| sum.checked_add(*length))?)?;
    Codes::of_lengths(&lengths, std::str::from_utf8(letters).ok()?)
}

/// The valid range of days.
fn days() -> Option<RangeInclusive<i32>> {
    Some(civil(1, 1, 1)?..=civil(9999, 12, 31)?)
}

/// True if every chunk except the last is full and every cell has a value that the loader can write.
fn is_sound(dossiers: &Dossiers) -> bool {
    let Some(days) = days() else { return false };
    let known = |day: i32| days.contains(&day);
    let among = |number: u32, names: &[String]| (number as usize) < names.len();
    let mut sound = dossiers.chunks.iter().rev().skip(1).all(|chunk| chunk.len() == CHUNK);
    dossiers.each(|_, facts| {
        sound &= known(facts.received);
        sound &= [facts.due, facts.finished, facts.returned].iter().all(|&day| day == NO_DAY || known(day));
        sound &= among(facts.unit, &dossiers.units) && among(facts.field, &dossiers.fields);
        sound &= among(facts.procedure, &dossiers.procedures) && facts.row > 0;
        sound &= UnitLevel::of(facts.unit_level).number() == facts.unit_level;
        sound &= ServiceLevel::of(facts.service_level).number() == facts.service_level;
        sound &=
            [facts.intake, facts.return_channel].iter().all(|&number| Channel::of(number).number() == number);
        sound &= Status::of(facts.status).number() == facts.status;
    });
    sound
}
