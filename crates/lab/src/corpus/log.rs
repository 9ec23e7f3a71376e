//! Results as lines of JSON in a file that only grows: a run that is stopped loses nothing.

use anyhow::Result;
use fs_err as fs;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// A file of results.
#[derive(Debug)]
pub(super) struct Log<T> {
    file: Mutex<fs::File>,
    record: PhantomData<fn(&T)>,
}

impl<T: Serialize + DeserializeOwned> Log<T> {
    /// Opens or creates the file, and reads the results in it. A line that was cut off is ignored, and so is one in an older
    /// format.
    pub(super) fn open(path: &Path) -> Result<(Self, Vec<T>)> {
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error.into()),
        };
        let mut file = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)?;
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        let known = text.lines();
        let known = known.filter_map(|line| serde_json::from_str(line).ok());
        let log = Self {
            file: Mutex::new(file),
            record: PhantomData,
        };
        Ok((log, known.collect()))
    }

    /// Appends a result.
    pub(super) fn append(&self, result: &T) -> Result<()> {
        let line = format!("{}\n", serde_json::to_string(result)?);
        // A line is written whole or the run ends: the file is intact after a panic elsewhere.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(file.write_all(line.as_bytes())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_cut_off_is_lost_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        fs::write(&path, "1\n2\n[3").expect("it can be written");
        let (log, known) = Log::<u8>::open(&path).expect("it opens");
        assert_eq!(known, [1, 2]);
        log.append(&4).expect("it can be written");
        assert_eq!(Log::<u8>::open(&path).expect("it opens").1, [1, 2, 4]);
    }
}
