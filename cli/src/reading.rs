//! Reads files into one session: one file per thread, added in the order of their names on the command line,
//! so that figures do not depend on the threads.

use crate::failure::{Done, Failure, While, fail};
use crate::input::{Input, Kind};
use crate::{canonical, lives, progress};
use clap::Args;
use hoso::ErrorCode;
use hoso::session::{FileTransfer, Options, Session};
use indicatif::ProgressBar;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Bytes read at a time.
const PIECE: usize = 1 << 20;
/// Seconds by which Vietnam's clocks are ahead of UTC.
const AHEAD: u64 = 7 * 3_600;

/// How files are read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How files are read")]
pub struct ReadOptions {
    /// Which of several rows with one dossier code counts: that of the table with the latest activity, the
    /// last row, the first, or all [default: newest]
    #[arg(long, value_parser = ["newest", "last", "first", "keep"])]
    duplicates: Option<String>,
    /// Today; later days are reported [default: the current day in Vietnam]
    #[arg(long, value_name = "DAY")]
    today: Option<String>,
    /// Text encoding of the files (UTF-8, windows-1258, TCVN3, VNI …) [default: detected]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// A JSON file of options as the web page stores them: mappings, units, daysOff, targets and the options
    /// above
    #[arg(long, value_name = "FILE")]
    options: Option<PathBuf>,
    /// In files of canonical dossiers, let key and seq determine which rows count, instead of the codes; use
    /// it for the output of a join in an engine
    #[arg(long)]
    by_seq: bool,
    /// Maximum number of files read at the same time [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl ReadOptions {
    /// The options of a session. The command line takes precedence over the file of options.
    pub fn options(&self) -> Done<Options> {
        let mut options = self.options.as_deref().map_or_else(|| Ok(Map::new()), json_object)?;
        let mut set = |name: &str, value: Option<&String>| {
            options.extend(value.map(|value| (name.to_owned(), Value::from(value.as_str()))));
        };
        set("duplicates", self.duplicates.as_ref());
        set("encoding", self.encoding.as_ref());
        set("today", self.today.as_ref());
        options_of(options)
    }

    /// Maximum number of threads.
    pub fn threads(&self) -> usize {
        self.threads.map_or_else(cores, usize::from)
    }

    /// Reads all files into a session.
    pub fn read(&self, inputs: &[Input]) -> Done<Session> {
        self.read_by(inputs, &self.mode()?)
    }

    /// Reads all files into a session.
    pub fn read_by(&self, inputs: &[Input], mode: &ReadMode) -> Done<Session> {
        self.read_apart(inputs, mode).map(|(session, _)| session)
    }

    /// Reads all files into a session. Returns with it how many tables each file gave, in the order of
    /// [`Session::files`]; a file that could not be read counts as one.
    pub fn read_apart(&self, inputs: &[Input], mode: &ReadMode) -> Done<(Session, Vec<usize>)> {
        read(inputs, mode, self.threads())
    }

    /// The read mode that these options give.
    pub fn mode(&self) -> Done<ReadMode> {
        Ok(ReadMode { options: self.options()?, by_seq: self.by_seq })
    }
}

/// Names of options, and of those within them.
const OPTIONS: [(&str, &[&str]); 3] = [
    (
        "",
        &[
            "duplicates",
            "units",
            "daysOff",
            "today",
            "encoding",
            "targets",
            "mappings",
            "asOf",
            "clock",
            "waiting",
            "levelShare",
            "basis",
            "endDay",
            "returned",
            "noDue",
            "blankChannel",
            "onTimeOf",
        ],
    ),
    ("units", &["mergeSpellings", "order", "aliases"]),
    ("daysOff", &["off", "on"]),
];

/// Fails for a name that is not an option, because a misspelt option would be ignored silently.
fn check_names(options: &Map<String, Value>) -> Done {
    for (within, known) in OPTIONS {
        let names =
            if within.is_empty() { Some(options) } else { options.get(within).and_then(Value::as_object) };
        if let Some(name) = names.into_iter().flat_map(Map::keys).find(|name| !known.contains(&name.as_str()))
        {
            let place = if within.is_empty() { String::new() } else { format!(" in {within}") };
            return fail(format!("options: unknown name {name}{place}; there are {}", known.join(", ")));
        }
    }
    Ok(())
}

/// Options by their names in the JavaScript interface. `today` defaults to the current day in Vietnam. An
/// unknown name is an error.
pub fn options_of(mut options: Map<String, Value>) -> Done<Options> {
    check_names(&options)?;
    options.entry("today").or_insert_with(|| Value::from(today()));
    serde_json::from_value(Value::Object(options)).map_err(|error| Failure::new(format!("options: {error}")))
}

/// Threads that this machine can run at once.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Reads all files into a session, in at most this many threads. Returns with it how many tables each file
/// gave, in the order of [`Session::files`]; a file that could not be read counts as one.
pub fn read(inputs: &[Input], mode: &ReadMode, threads: usize) -> Done<(Session, Vec<usize>)> {
    let mut session = Session::new(mode.options.clone())?;
    let bar = progress::bytes(inputs.iter().map(|input| input.length).sum(), "reading");
    let queue = FileQueue::new(inputs);
    let counts = std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..threads.min(inputs.len()) {
            let (send, queue, bar) = (send.clone(), &queue, &bar);
            scope.spawn(move || queue.work(inputs, mode, bar, &send));
        }
        drop(send);
        take_in(&mut session, inputs, receive)
    })?;
    bar.finish_and_clear();
    Ok((session, counts))
}

/// How files are read.
pub struct ReadMode {
    /// The options of the session.
    pub options: Options,
    /// True if `key` and `seq` decide which rows count in files of canonical dossiers; otherwise the codes
    /// decide, as in any file.
    pub by_seq: bool,
}

/// The result of reading one file.
enum FileResult {
    /// Read by the core.
    Read(FileTransfer),
    /// Canonical dossiers.
    Given(Vec<hoso::session::GivenTable>),
    /// The file could not be opened, or could not be read to its end.
    Unread(ErrorCode),
}

/// The files in the order in which they are read: the largest first, so that no large file is left for the
/// end.
struct FileQueue {
    order: Vec<usize>,
    next: AtomicUsize,
}

impl FileQueue {
    fn new(inputs: &[Input]) -> Self {
        let mut order: Vec<usize> = (0..inputs.len()).collect();
        order.sort_by_key(|number| std::cmp::Reverse(inputs.get(*number).map(|input| input.length)));
        Self { order, next: AtomicUsize::new(0) }
    }

    fn work(
        &self,
        inputs: &[Input],
        mode: &ReadMode,
        bar: &ProgressBar,
        send: &mpsc::Sender<(usize, Done<FileResult>)>,
    ) {
        while let Some(number) = self.order.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let Some(input) = inputs.get(*number) else { return };
            if send.send((*number, read_one(input, mode, bar))).is_err() {
                return;
            }
        }
    }
}

/// The result of each file, by its number.
type Received = mpsc::Receiver<(usize, Done<FileResult>)>;

/// Adds the results to the session, in the order of the files. Returns the number of tables of each file.
fn take_in(session: &mut Session, inputs: &[Input], receive: Received) -> Done<Vec<usize>> {
    let mut waiting = BTreeMap::new();
    let mut counts = Vec::new();
    for (number, result) in receive {
        waiting.insert(number, result?);
        while let Some(result) = waiting.remove(&counts.len()) {
            let Some(input) = inputs.get(counts.len()) else { break };
            let reports = match result {
                FileResult::Read(transfer) => session.take_in(transfer),
                FileResult::Given(tables) => session.add_canonical(&input.name, tables),
                FileResult::Unread(code) => session.note_unread(&input.name, code),
            };
            counts.push(reports.len());
        }
    }
    Ok(counts)
}

/// Fails if a file could not be read: figures of the others would not be those requested.
pub fn refuse_unread(session: &Session) -> Done {
    let reports = session.files();
    let unread: Vec<String> =
        reports.iter().filter_map(|report| report.error.as_ref()).map(crate::failure::described).collect();
    if unread.is_empty() {
        Ok(())
    } else {
        fail(format!("not all files could be read:\n  {}", unread.join("\n  ")))
    }
}

fn read_one(input: &Input, mode: &ReadMode, bar: &ProgressBar) -> Done<FileResult> {
    let options = &mode.options;
    if matches!(input.kind, Kind::Parquet | Kind::Arrow | Kind::ArrowStream | Kind::Memory) {
        let table = crate::table::Table::open(input)?;
        if canonical::is_canonical(&table) {
            let winners = if mode.by_seq { canonical::Winners::of(&table, 1)? } else { None };
            return canonical::given(&table, winners.as_ref(), bar).map(FileResult::Given);
        }
        if lives::is_grouped(&table) {
            return lives::given(&table).map(FileResult::Given);
        }
        if input.kind != Kind::Arrow {
            return read_foreign(input, &table, options, bar);
        }
    }
    let mut reader = new_reader(input, options)?;
    let (mut file, mut piece) = (input.file()?, vec![0; PIECE]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => {
                reader.push(piece.get(..length).unwrap_or_default());
                bar.inc(length as u64);
                if reader.has_failed() {
                    break;
                }
            }
            Err(_) => return Ok(FileResult::Unread(ErrorCode::UnreadableFile)),
        }
    }
    finish(reader, input)
}

/// A table of another program, which the core reads as an Arrow file.
fn read_foreign(
    input: &Input,
    table: &crate::table::Table,
    options: &Options,
    bar: &ProgressBar,
) -> Done<FileResult> {
    let mut reader = new_reader(input, options)?;
    reader.push(&table.as_arrow_file()?);
    bar.inc(input.length);
    finish(reader, input)
}

fn new_reader(input: &Input, options: &Options) -> Done<Session> {
    let mut reader = Session::new(options.clone())?;
    reader.begin(&input.name);
    Ok(reader)
}

fn finish(mut reader: Session, input: &Input) -> Done<FileResult> {
    reader
        .part_with()
        .map_or_else(|| fail(format!("{}: nothing was read", input.name)), |read| Ok(FileResult::Read(read)))
}

/// A file that holds one JSON object; "-" is standard input.
pub fn json_object(path: &Path) -> Done<Map<String, Value>> {
    let text = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin()).when("standard input")?
    } else {
        std::fs::read_to_string(path).when(path.display())?
    };
    match serde_json::from_str(&text).when(path.display())? {
        Value::Object(object) => Ok(object),
        _ => fail(format!("{}: not a JSON object", path.display())),
    }
}

/// The current day in Vietnam, by this machine's clock.
fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    hoso::report::iso(i32::try_from((now + AHEAD) / 86_400).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hoso::measure::Rules;

    #[test]
    fn every_rule_is_an_option() {
        for (name, _) in Rules::on(0).named() {
            let mut words = name.split('_');
            let first = words.next().unwrap().to_owned();
            let name = words.fold(first, |name, word| {
                let (initial, rest) = word.split_at(1);
                name + &initial.to_uppercase() + rest
            });
            assert!(OPTIONS[0].1.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn unknown_options_are_refused() {
        let of = |text: &str| match serde_json::from_str(text).unwrap() {
            Value::Object(options) => options_of(options).map_err(|error| error.to_string()),
            _ => panic!("no object"),
        };
        assert!(
            of(r#"{"units": {"mergeSpellings": false}, "asOf": "2022-01-31", "noDue": "apart"}"#).is_ok()
        );
        assert!(
            of(r#"{"endday": "finished"}"#)
                .unwrap_err()
                .contains("unknown name endday; there are duplicates")
        );
        assert!(of(r#"{"units": {"alias": []}}"#).unwrap_err().contains("unknown name alias in units"));
        assert!(of(r#"{"daysOff": {"of": []}}"#).unwrap_err().contains("unknown name of in daysOff"));
    }
}
