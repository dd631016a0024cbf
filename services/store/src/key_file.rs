//! Keys of the installation in files for their owner only: whoever reads one can do what it is for.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// Read and write for the owner, nothing for anyone else.
pub const OWNER_ONLY: u32 = 0o600;
/// As [`OWNER_ONLY`], for the folder.
pub const OWNER_ONLY_FOLDER: u32 = 0o700;

/// The key in a file, if there is one. A file that others could read is closed to them, with a warning.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if !path.try_exists()? {
        return Ok(None);
    }
    close_to_others(path)?;
    fs::read(path).map(Some)
}

/// Writes a key that is not there yet, with its folder. Never a moment in which others could read it, nor one with half a
/// key under its name; and if another process was first, its key stays.
pub fn create(path: &Path, key: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    DirBuilder::new()
        .recursive(true)
        .mode(OWNER_ONLY_FOLDER)
        .create(folder)?;
    let draft = path.with_extension(std::process::id().to_string());
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(OWNER_ONLY)
        .open(&draft)?;
    file.write_all(key)?;
    file.sync_all()?;
    let linked = match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    };
    fs::remove_file(&draft)?;
    fs::File::open(folder)?.sync_all()?;
    linked
}

fn close_to_others(path: &Path) -> io::Result<()> {
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        tracing::warn!(path = %path.display(), "others could read a key; closed it to them");
        fs::set_permissions(path, Permissions::from_mode(OWNER_ONLY))?;
    }
    Ok(())
}
