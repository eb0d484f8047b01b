//! The dossiers of a session as canonical rows.

use crate::failure::{Done, While, fail};
use crate::progress;
use crate::table::{Format, Sink};
use arrow_array::types::{ArrowDictionaryKeyType, ArrowPrimitiveType, Date32Type, Int8Type, Int32Type};
use arrow_array::{
    ArrayRef, DictionaryArray, Int16Array, Int64Array, PrimitiveArray, RecordBatch, StringArray,
};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use foldhash::quality::FixedState;
use hashbrown::HashMap;
use hoso::dossier::{CHUNK, Chunk, Facts, NO_DAY, NO_TIME};
use hoso::report::{UNREADABLE, unreadable};
use hoso::session::{Canonical, Session};
use hoso::value::{Channel, ServiceLevel, Status, UnitLevel, code_key, is_key};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// The rows to write, and where.
#[derive(Debug)]
pub struct Writing<'a> {
    /// The file; "-" is standard output.
    pub target: &'a Path,
    /// Its format.
    pub format: Format,
    /// Rows of a file with a higher rank win over those of a lower one.
    pub rank: u16,
    /// The metadata other than the tables.
    pub about: Map<String, Value>,
}

/// Writes every dossier row of a session. Returns the number of rows.
pub fn write(session: &Session, writing: Writing<'_>) -> Done<u64> {
    let canonical = Rows::of(session, writing.rank)?;
    let about = canonical.about(writing.about);
    let mut sink = Sink::begin(writing.format, writing.target, canonical.schema(), &about)?;
    let bar = progress::steps(canonical.count(), "writing");
    canonical.each(|batch| {
        bar.inc(batch.num_rows() as u64);
        sink.write(batch)
    })?;
    sink.commit()?;
    bar.finish_and_clear();
    Ok(canonical.count())
}

/// Every dossier row of a session, including replaced ones.
pub struct Rows<'a> {
    tables: Vec<Canonical<'a>>,
    words: Words,
}

impl<'a> Rows<'a> {
    /// The rows of a session. Rows of a higher rank win over rows of a lower rank from other sessions.
    pub fn of(session: &'a Session, rank: u16) -> Done<Self> {
        let tables = session.canonical();
        if tables.len() > usize::from(u16::MAX) {
            return fail(format!("{} tables, more than {}; write several files", tables.len(), u16::MAX));
        }
        let words = Words::new(&tables, i64::from(rank) << 48);
        Ok(Self { tables, words })
    }

    /// The columns.
    pub fn schema(&self) -> &SchemaRef {
        &self.words.schema
    }

    /// Number of rows.
    pub fn count(&self) -> u64 {
        self.tables.iter().map(|table| table.dossiers.len() as u64).sum()
    }

    /// The metadata of the rows as JSON: `about`, and the tables.
    pub fn about(&self, mut about: Map<String, Value>) -> String {
        about.insert("tables".to_owned(), self.tables.iter().map(about_table).collect());
        Value::Object(about).to_string()
    }

    /// Passes all rows, batch by batch.
    pub fn each(&self, mut take: impl FnMut(&RecordBatch) -> Done) -> Done {
        for table in &self.tables {
            for (number, chunk) in table.dossiers.chunks.iter().enumerate() {
                take(&self.words.batch(table, chunk, number * CHUNK)?)?;
            }
        }
        Ok(())
    }
}

/// The description of one table for the metadata, as the core's reader of Arrow files expects it.
fn about_table(table: &Canonical<'_>) -> Value {
    let lacks = hoso::report::LACKABLE.iter().enumerate();
    let lacks = lacks.filter(|(place, _)| table.lacks >> place & 1 == 1).map(|(_, (_, name))| *name);
    json!({
        "file": table.file,
        "sheet": table.sheet,
        "rows": table.dossiers.len(),
        "lacks": lacks.collect::<Vec<_>>(),
    })
}

/// The values of each dictionary: the same in every batch, as Arrow files want it.
struct Words {
    schema: SchemaRef,
    procedures: Names,
    fields: Names,
    units: Names,
    files: Names,
    sheets: Names,
    levels: Arc<StringArray>,
    services: Arc<StringArray>,
    channels: Arc<StringArray>,
    statuses: Arc<StringArray>,
    unreadable: Arc<StringArray>,
    /// Added to every `seq`.
    ahead: i64,
}

/// All names of one kind, with their numbers.
struct Names {
    values: Arc<StringArray>,
    numbers: HashMap<String, i32, FixedState>,
}

impl Names {
    fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut numbers: HashMap<String, i32, FixedState> = HashMap::default();
        let mut values = Vec::new();
        for name in names.filter(|name| !name.is_empty()) {
            if !numbers.contains_key(name) {
                numbers.insert(name.to_owned(), i32::try_from(values.len()).unwrap_or(i32::MAX));
                values.push(name);
            }
        }
        Self { values: Arc::new(StringArray::from(values)), numbers }
    }

    /// The number of a name; [`NO_WORD`] for "".
    fn number(&self, name: &str) -> i32 {
        self.numbers.get(name).copied().unwrap_or(NO_WORD.into())
    }

    /// The numbers of a table's own names.
    fn numbers(&self, names: &[String]) -> Vec<i32> {
        names.iter().map(|name| self.number(name)).collect()
    }
}

impl Words {
    fn new(tables: &[Canonical<'_>], ahead: i64) -> Self {
        let of = |names: fn(&hoso::dossier::Dossiers) -> &Vec<String>| {
            Names::of(tables.iter().flat_map(|table| names(table.dossiers)).map(String::as_str))
        };
        // Blank is null and not a word, because programs require distinct words in a category.
        let words = |words: Vec<&'static str>| {
            Arc::new(words.into_iter().filter(|word| !word.is_empty()).map(Some).collect::<StringArray>())
        };
        Self {
            schema: schema(),
            procedures: of(|dossiers| &dossiers.procedures),
            fields: of(|dossiers| &dossiers.fields),
            units: of(|dossiers| &dossiers.units),
            files: Names::of(tables.iter().map(|table| table.file)),
            sheets: Names::of(tables.iter().filter_map(|table| table.sheet)),
            levels: words(UnitLevel::ALL.iter().map(|level| level.key()).collect()),
            services: words(ServiceLevel::ALL.iter().map(|level| level.key()).collect()),
            channels: words(Channel::ALL.iter().map(|channel| channel.key()).collect()),
            statuses: words(Status::ALL.iter().map(|status| status.key()).collect()),
            unreadable: words(UNREADABLE.to_vec()),
            ahead,
        }
    }

    /// The rows of one chunk, whose first dossier has this number in its table.
    fn batch(&self, table: &Canonical<'_>, chunk: &Chunk, first: usize) -> Done<RecordBatch> {
        let mut facts = Vec::with_capacity(chunk.len());
        chunk.each(|_, dossier| facts.push(dossier));
        let mut columns = self.identity(table, chunk, first);
        columns.extend(self.names(table, &facts)?);
        columns.extend(moments(&facts));
        columns.extend(self.states(&facts)?);
        columns.extend(self.origin(table, &facts)?);
        RecordBatch::try_new(self.schema.clone(), columns).when("canonical dossiers")
    }

    /// Code, key and seq.
    fn identity(&self, table: &Canonical<'_>, chunk: &Chunk, first: usize) -> Vec<ArrayRef> {
        let codes: StringArray =
            chunk.code.iter().map(|code| Some(code).filter(|code| !code.is_empty())).collect();
        let (codes, keys) = (Arc::new(codes), keys(chunk));
        let keys = keys.map_or_else(|| codes.clone(), Arc::new);
        let seq = (first..first + chunk.len()).map(|index| self.ahead + table.seq(index));
        vec![codes, keys, Arc::new(Int64Array::from_iter_values(seq))]
    }

    fn names(&self, table: &Canonical<'_>, facts: &[Facts]) -> Done<Vec<ArrayRef>> {
        let named = |names: &Names, own: &[String], number: fn(&Facts) -> u32| {
            let numbers = names.numbers(own);
            let key = |facts| numbers.get(number(facts) as usize).copied().unwrap_or(NO_WORD.into());
            dictionary::<Int32Type>(facts.iter().map(key), &names.values)
        };
        let dossiers = table.dossiers;
        Ok(vec![
            named(&self.procedures, &dossiers.procedures, |facts| facts.procedure)?,
            named(&self.fields, &dossiers.fields, |facts| facts.field)?,
            named(&self.units, &dossiers.units, |facts| facts.unit)?,
            worded(&self.levels, facts, |facts| facts.unit_level)?,
            worded(&self.services, facts, |facts| facts.service_level)?,
        ])
    }

    /// Unreadable days, channels and status.
    fn states(&self, facts: &[Facts]) -> Done<Vec<ArrayRef>> {
        let channel = |number: u8| if number == Channel::Blank as u8 { 0 } else { number };
        let intake = facts.iter().map(|facts| coded(channel(facts.intake)));
        let returned = facts.iter().map(|facts| coded(channel(facts.return_channel)));
        let days = facts.iter().map(|facts| unreadable(facts.doubts).unwrap_or(NO_WORD));
        Ok(vec![
            dictionary::<Int8Type>(days, &self.unreadable)?,
            dictionary::<Int8Type>(intake, &self.channels)?,
            dictionary::<Int8Type>(returned, &self.channels)?,
            worded(&self.statuses, facts, |facts| facts.status)?,
        ])
    }

    /// The columns that the source lacks, and the row's place in it.
    fn origin(&self, table: &Canonical<'_>, facts: &[Facts]) -> Done<Vec<ArrayRef>> {
        let lacks = Int16Array::from(vec![table.lacks.cast_signed(); facts.len()]);
        let same = |names: &Names, name: &str| {
            let number = names.number(name);
            dictionary::<Int32Type>(facts.iter().map(|_| number), &names.values)
        };
        let rows = facts.iter().map(|facts| i32::try_from(facts.row).unwrap_or(i32::MAX));
        Ok(vec![
            Arc::new(lacks),
            same(&self.files, table.file)?,
            same(&self.sheets, table.sheet.unwrap_or_default())?,
            Arc::new(nullable::<Int32Type>(rows, i32::MAX)),
        ])
    }
}

/// The comparison forms of a chunk's codes; `None` if they equal the codes.
fn keys(chunk: &Chunk) -> Option<StringArray> {
    let is_same = |code: &str| {
        code.is_empty() || matches!(code_key(code), Cow::Borrowed(key) if is_key(key.as_bytes()))
    };
    if chunk.code.iter().all(is_same) {
        return None;
    }
    let key = |code| Some(code_key(code)).filter(|key| is_key(key.as_bytes()));
    Some(chunk.code.iter().map(key).collect())
}

/// Days, each with its time of day.
fn moments(facts: &[Facts]) -> Vec<ArrayRef> {
    let day = |of: fn(&Facts) -> i32| -> ArrayRef {
        Arc::new(nullable::<Date32Type>(facts.iter().map(of), NO_DAY))
    };
    let second = |of: fn(&Facts) -> u32| -> ArrayRef {
        let seconds = facts.iter().map(of).map(u32::cast_signed);
        Arc::new(nullable::<Int32Type>(seconds, NO_TIME.cast_signed()))
    };
    vec![
        day(|facts| facts.received),
        second(|facts| facts.received_second),
        day(|facts| facts.submitted),
        second(|facts| facts.submitted_second),
        day(|facts| facts.due),
        second(|facts| facts.due_second),
        day(|facts| facts.finished),
        second(|facts| facts.finished_second),
        day(|facts| facts.returned),
        second(|facts| facts.returned_second),
    ]
}

/// The dictionary key for "no word".
const NO_WORD: i8 = -1;

/// The dictionary key of a listed word. Number 0 means no word and is not in the dictionary.
fn coded(number: u8) -> i8 {
    number.checked_sub(1).and_then(|key| i8::try_from(key).ok()).unwrap_or(NO_WORD)
}

fn worded(values: &Arc<StringArray>, facts: &[Facts], number: fn(&Facts) -> u8) -> Done<ArrayRef> {
    dictionary::<Int8Type>(facts.iter().map(|facts| coded(number(facts))), values)
}

fn dictionary<K: ArrowDictionaryKeyType>(
    keys: impl Iterator<Item = K::Native>,
    values: &Arc<StringArray>,
) -> Done<ArrayRef>
where
    K::Native: From<i8>,
{
    let keys = nullable::<K>(keys, NO_WORD.into());
    Ok(Arc::new(DictionaryArray::<K>::try_new(keys, values.clone()).when("canonical dossiers")?))
}

/// A column of numbers in which one number means null.
fn nullable<T: ArrowPrimitiveType>(
    values: impl Iterator<Item = T::Native>,
    none: T::Native,
) -> PrimitiveArray<T> {
    let values: Vec<T::Native> = values.collect();
    let is_known = |row: usize| values.get(row).is_some_and(|value| *value != none);
    let known = NullBuffer::new(BooleanBuffer::collect_bool(values.len(), is_known));
    PrimitiveArray::new(values.into(), Some(known).filter(|known| known.null_count() > 0))
}

/// The type of a canonical column in a word: "text", "date", "int16", "int32" or "int64".
pub fn kind(column: &str) -> &'static str {
    let schema = schema();
    match schema.column_with_name(column).map(|(_, field)| field.data_type()) {
        Some(DataType::Date32) => "date",
        Some(DataType::Int16) => "int16",
        Some(DataType::Int32) => "int32",
        Some(DataType::Int64) => "int64",
        _ => "text",
    }
}

/// The columns, in order.
fn schema() -> SchemaRef {
    let named = |key: DataType| DataType::Dictionary(key.into(), DataType::Utf8.into());
    let (names, words) = (named(DataType::Int32), named(DataType::Int8));
    let columns = [
        ("code", DataType::Utf8),
        ("key", DataType::Utf8),
        ("seq", DataType::Int64),
        ("procedure", names.clone()),
        ("field", names.clone()),
        ("unit", names.clone()),
        ("unitLevel", words.clone()),
        ("serviceLevel", words.clone()),
        ("received", DataType::Date32),
        ("receivedTime", DataType::Int32),
        ("submitted", DataType::Date32),
        ("submittedTime", DataType::Int32),
        ("due", DataType::Date32),
        ("dueTime", DataType::Int32),
        ("finished", DataType::Date32),
        ("finishedTime", DataType::Int32),
        ("returned", DataType::Date32),
        ("returnedTime", DataType::Int32),
        ("unreadable", words.clone()),
        ("intakeChannel", words.clone()),
        ("returnChannel", words.clone()),
        ("status", words),
        ("lacks", DataType::Int16),
        ("file", names.clone()),
        ("sheet", names),
        ("row", DataType::Int32),
    ];
    let fields: Vec<Field> =
        columns.into_iter().map(|(name, kind)| Field::new(name, kind, !is_always_there(name))).collect();
    Arc::new(Schema::new(fields))
}

/// Columns without nulls.
fn is_always_there(column: &str) -> bool {
    matches!(column, "seq" | "received" | "lacks")
}
