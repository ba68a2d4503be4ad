//! Writing to streams: complaints to standard error, results to standard output.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Says on standard error why something could not be done.
pub(super) fn complain(message: &str) {
    // Where even that cannot be written, the exit code still says it.
    let _ = writeln!(io::stderr(), "khung: {message}");
}

/// Writes a result. A reader that stops reading, as `head` does, is no error.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // The buffer would try again when it is dropped.
            drop(out.into_parts());
            Ok(())
        }
        other => other,
    }
}

/// Writes a file whole or not at all: a temporary file beside it takes its name. What is no file, such as a device or
/// a pipe, is written to as it is.
pub(super) fn replace(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => {
            return fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_ref());
        }
        _ => {}
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = folder.join(format!(".{name}.{}.new", std::process::id()));
    fs::write(&temporary, text)?;
    fs::rename(&temporary, path).inspect_err(|_| drop(fs::remove_file(&temporary)))
}

/// Puts a new text where an old one was read; says why where that cannot be done.
pub(super) fn rewrite(path: &Path, old: &str, new: &str) -> Result<(), String> {
    let refused = |error: &dyn std::fmt::Display| format!("cannot write {}: {error}", path.display());
    // A link stays one: what it leads to is written.
    let real = fs::canonicalize(path).map_err(|error| refused(&error))?;
    let there = fs::read(&real).map_err(|error| refused(&error))?;
    if there != old.as_bytes() {
        return Err(refused(&"it is not what was read any more; run again"));
    }
    let permissions = fs::metadata(&real).map_err(|error| refused(&error))?.permissions();
    replace(&real, new).map_err(|error| refused(&error))?;
    fs::set_permissions(&real, permissions).map_err(|error| refused(&error))
}
