//! The inputs: files by name, and standard input. The latter is copied to a file while the command runs,
//! because most kinds of files are read from their end.

use crate::failure::{Done, While, fail};
use crate::table::Batches;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One file to read.
#[derive(Debug)]
pub struct Input {
    /// Its name in reports, and the key of the dimension "file".
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// Its length in bytes.
    pub length: u64,
    /// Its kind, from its first bytes.
    pub kind: Kind,
    /// Its rows, if it is a table in memory.
    pub batches: Option<Arc<Batches>>,
    /// True for a copy of standard input, which is removed at the end.
    copied: bool,
}

/// The kind of a file, which determines how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Read by the core: text, workbooks, archives and all other kinds.
    Other,
    /// An Arrow IPC file (Feather 2).
    Arrow,
    /// An Arrow IPC stream.
    ArrowStream,
    /// Parquet.
    Parquet,
    /// A table in memory.
    Memory,
}

impl Input {
    /// The files with these names; "-" is standard input. Reports name files without their folders if the
    /// names then still differ.
    pub fn all(paths: &[PathBuf]) -> Done<Vec<Self>> {
        let mut inputs = paths.iter().map(|path| Self::open(path)).collect::<Done<Vec<_>>>()?;
        let names: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
        for input in &mut inputs {
            if names.iter().filter(|name| **name == input.name).count() > 1 && !input.copied {
                input.name = input.path.display().to_string();
            }
        }
        Ok(inputs)
    }

    /// A table in memory, under this name in reports.
    pub fn table(name: &str, batches: Batches) -> Self {
        let (name, path) = (name.to_owned(), PathBuf::new());
        Self { name, path, length: 0, kind: Kind::Memory, batches: Some(Arc::new(batches)), copied: false }
    }

    fn open(path: &Path) -> Done<Self> {
        let copied = path == Path::new("-");
        let (name, path) = if copied {
            ("stdin".to_owned(), standard_input()?)
        } else {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            (name.unwrap_or_else(|| path.display().to_string()), path.to_path_buf())
        };
        let mut input = Self { name, path, length: 0, kind: Kind::Other, batches: None, copied };
        let about = fs::metadata(&input.path).when(input.path.display())?;
        if about.is_dir() {
            return fail(format!("{}: a folder; name the files in it", input.path.display()));
        }
        input.length = about.len();
        input.kind = Kind::of(&input)?;
        Ok(input)
    }

    /// Opens its bytes.
    pub fn file(&self) -> Done<File> {
        File::open(&self.path).when(&self.name)
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        if self.copied {
            drop(fs::remove_file(&self.path));
        }
    }
}

/// Copies standard input to a file.
fn standard_input() -> Done<PathBuf> {
    let path = std::env::temp_dir().join(format!("hoso-{}.stdin", std::process::id()));
    let mut file = File::create_new(&path).when("keeping standard input")?;
    io::copy(&mut io::stdin().lock(), &mut file).when("standard input")?;
    Ok(path)
}

impl Kind {
    fn of(input: &Input) -> Done<Self> {
        let mut first = [0; 8];
        let mut length = 0;
        let mut file = input.file()?;
        while let Some(room) = first.get_mut(length..).filter(|room| !room.is_empty()) {
            match file.read(room).when(&input.name)? {
                0 => break,
                more => length += more,
            }
        }
        let named_parquet = crate::output::ending(&input.path) == "parquet";
        match &first {
            [b'P', b'A', b'R', b'1', ..] => Ok(Self::Parquet),
            [b'P', b'A', b'R', b'E', ..] => fail(format!(
                "{}: an encrypted Parquet file; write it without encryption, hoso has no key for it",
                input.name
            )),
            _ if named_parquet => {
                fail(format!("{}: not a Parquet file, although its name ends in .parquet", input.name))
            }
            b"ARROW1\0\0" => Ok(Self::Arrow),
            [0xff, 0xff, 0xff, 0xff, ..] => Ok(Self::ArrowStream),
            _ => Ok(Self::Other),
        }
    }
}
