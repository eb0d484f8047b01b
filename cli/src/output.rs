//! The destination of a result: standard output, or a file that gets its name only when it is complete.

use crate::failure::{Done, While, fail};
use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

/// A result that is being written. Without a commit, no file remains.
#[derive(Debug)]
pub struct Output(Place);

#[derive(Debug)]
enum Place {
    Standard(BufWriter<Stdout>),
    /// A device or a pipe: it is written to, never replaced by a file.
    Device(BufWriter<File>),
    File {
        file: BufWriter<File>,
        part: PathBuf,
        target: PathBuf,
    },
    /// Committed.
    Done,
}

impl Output {
    /// Begins a result; "-" is standard output. A file is written under another name in its folder; anything
    /// that is not a regular file, such as a pipe, is written directly.
    pub fn begin(target: &Path) -> Done<Self> {
        if target == Path::new("-") {
            return Ok(Self(Place::Standard(BufWriter::new(io::stdout()))));
        }
        if fs::metadata(target).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            let device = File::options().write(true).open(target).when(target.display())?;
            return Ok(Self(Place::Device(BufWriter::new(device))));
        }
        let Some(name) = target.file_name() else {
            return fail(format!("{}: not the name of a file", target.display()));
        };
        let part = format!(".{}.{}.part", name.to_string_lossy(), std::process::id());
        let part = target.with_file_name(part);
        let file = File::create(&part).when(target.display())?;
        Ok(Self(Place::File { file: BufWriter::new(file), part, target: target.to_path_buf() }))
    }

    /// Writes a whole result.
    pub fn whole(target: &Path, bytes: &[u8]) -> Done {
        let mut output = Self::begin(target)?;
        output.write_all(bytes).when(target.display())?;
        output.commit()
    }

    /// Ends a result: the file gets its name.
    pub fn commit(mut self) -> Done {
        self.flush().when("writing the result")?;
        if let Place::File { part, target, .. } = &self.0 {
            fs::rename(part, target).when(target.display())?;
            self.0 = Place::Done;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Place::Standard(out) => match out.write(bytes) {
                // The reading program has closed the pipe, as `head` does.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
                written => written,
            },
            Place::Device(file) | Place::File { file, .. } => file.write(bytes),
            Place::Done => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Place::Standard(out) => match out.flush() {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                flushed => flushed,
            },
            Place::Device(file) | Place::File { file, .. } => file.flush(),
            Place::Done => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Place::File { part, .. } = &self.0 {
            // The original failure is already being reported.
            drop(fs::remove_file(part));
        }
    }
}

/// The ending of a file's name in lower case; "" without one.
pub fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}
