//! Where the library lies, and who may look into it: its owner alone.

use super::error::KeepError;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The folder of the library: what the person asked for, else `RASHOMON_LIBRARY`, else the XDG data folder.
pub fn library_folder(asked: Option<&Path>) -> Result<PathBuf, KeepError> {
    folder_from(asked, |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))
}

fn folder_from(asked: Option<&Path>, var: impl Fn(&str) -> Option<PathBuf>) -> Result<PathBuf, KeepError> {
    if let Some(asked) = asked {
        return Ok(asked.to_owned());
    }
    var("RASHOMON_LIBRARY")
        .or_else(|| Some(var("XDG_DATA_HOME").filter(|path| path.is_absolute())?.join("rashomon")))
        .or_else(|| Some(var("HOME")?.join(".local/share/rashomon")))
        .ok_or(KeepError::NoFolder)
}

/// Makes the folder if need be; a folder that others may look into is closed to them.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mode = fs::metadata(folder)?.permissions().mode();
    if mode & 0o077 != 0 {
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Opens a file for appending that only its owner may read; makes it if need be.
pub fn open_private(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().create(true).read(true).append(true).mode(0o600).open(path)?;
    if file.metadata()?.permissions().mode() & 0o077 != 0 {
        file.set_permissions(Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

/// Moves a database that is broken out of the way, with what belongs to it; gives its new name.
pub fn set_aside(database: &Path) -> io::Result<PathBuf> {
    let name = |suffix: &str| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let aside = (1..=u32::MAX).map(|n| name(&format!(".broken-{n}"))).find(|path| !path.exists());
    let aside = aside.unwrap_or_else(|| name(".broken"));
    fs::rename(database, &aside)?;
    for suffix in ["-wal", "-shm"] {
        let mut target = aside.as_os_str().to_owned();
        target.push(suffix);
        fs::rename(name(suffix), target).ok(); // most often there is none
    }
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wish_goes_before_the_variable_and_that_before_the_data_folder() {
        let var = |name: &str| match name {
            "RASHOMON_LIBRARY" => Some(PathBuf::from("/b")),
            "HOME" => Some(PathBuf::from("/home/c")),
            _ => None,
        };
        assert_eq!(folder_from(Some(Path::new("/a")), var).unwrap(), Path::new("/a"));
        assert_eq!(folder_from(None, var).unwrap(), Path::new("/b"));
        let xdg = |name: &str| (name == "XDG_DATA_HOME").then(|| PathBuf::from("/data"));
        assert_eq!(folder_from(None, xdg).unwrap(), Path::new("/data/rashomon"));
        let home = |name: &str| (name == "HOME").then(|| PathBuf::from("/home/c"));
        assert_eq!(folder_from(None, home).unwrap(), Path::new("/home/c/.local/share/rashomon"));
        assert!(matches!(folder_from(None, |_| None), Err(KeepError::NoFolder)));
    }
}
