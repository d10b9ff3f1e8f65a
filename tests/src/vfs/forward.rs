//! The C side: a VFS that hands every call to the system's own and remembers it.
//!
//! An open file is our header followed by the real file in one allocation of SQLite's, so that
//! locks and shared memory are the real ones. Memory mapping is not offered: every byte passes here.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::Path;
use std::{ptr, slice};

use rusqlite::ffi;

use super::inject::{FaultKind, Operation};
use super::record::{FileId, Recorder};

/// What SQLite holds a pointer to; its own part must come first.
#[repr(C)]
struct FaultVfsTable {
    base: ffi::sqlite3_vfs,
    real: *mut ffi::sqlite3_vfs,
    recorder: &'static Recorder,
}

/// Our header of an open file; the real file begins right behind it.
#[repr(C)]
struct FaultFile {
    base: ffi::sqlite3_file,
    recorder: &'static Recorder,
    /// None for temporary files, which no crash can bring back.
    file: Option<FileId>,
    /// Whether the next sync makes the folder's entries durable, as SQLite's unix VFS does it.
    syncs_directory: bool,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a few dozen bytes, known when compiled"
)]
const HEADER: c_int = size_of::<FaultFile>() as c_int;

/// A VFS that SQLite knows by name.
pub(super) struct Registration(*mut FaultVfsTable);

// SAFETY: the table is never freed and not changed after registration; SQLite locks its own list.
unsafe impl Send for Registration {}
// SAFETY: as above.
unsafe impl Sync for Registration {}

impl Registration {
    pub(super) fn new(name: &str, recorder: &'static Recorder) -> rusqlite::Result<Self> {
        let name = CString::new(name)
            .map_err(rusqlite::Error::NulError)?
            .into_raw();
        // SAFETY: a null name asks for the default VFS, which lives as long as the process.
        let real = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
        if real.is_null() {
            return Err(failure(ffi::SQLITE_NOTFOUND));
        }
        // SAFETY: the default VFS is a valid table. Its other methods ignore their first argument
        // or read `pAppData` from it, which the copy keeps.
        let mut base = unsafe { *real };
        base.szOsFile += HEADER;
        base.zName = name;
        base.pNext = ptr::null_mut();
        base.xOpen = Some(open);
        base.xDelete = Some(delete);
        // Never freed: a connection that outlives the registration still points here.
        let table = Box::into_raw(Box::new(FaultVfsTable {
            base,
            real,
            recorder,
        }));
        // SAFETY: the table begins with a whole sqlite3_vfs and stays where it is.
        match unsafe { ffi::sqlite3_vfs_register(table.cast(), 0) } {
            ffi::SQLITE_OK => Ok(Self(table)),
            code => Err(failure(code)),
        }
    }

    pub(super) fn withdraw(&self) {
        // SAFETY: the table was registered and still lives.
        unsafe { ffi::sqlite3_vfs_unregister(self.0.cast()) };
    }
}

fn failure(code: c_int) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
}

/// The last name of a C path, or none for a temporary file.
///
/// # Safety
/// `path` is null or a C string that outlives the call.
unsafe fn last_name(path: *const c_char) -> Option<(String, String)> {
    if path.is_null() {
        return None;
    }
    // SAFETY: promised by the caller.
    let path = unsafe { CStr::from_ptr(path) }
        .to_string_lossy()
        .into_owned();
    let name = Path::new(&path).file_name()?.to_string_lossy().into_owned();
    Some((path, name))
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    path: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands back the table that was registered and szOsFile bytes for the file.
    unsafe {
        let table = &*vfs.cast::<FaultVfsTable>();
        let name = last_name(path).filter(|_| flags & ffi::SQLITE_OPEN_DELETEONCLOSE == 0);
        let existed = name
            .as_ref()
            .is_some_and(|(path, _)| Path::new(path).exists());
        let header = file.cast::<FaultFile>();
        let below = header.add(1).cast::<ffi::sqlite3_file>();
        (*header).base.pMethods = ptr::null();
        (*below).pMethods = ptr::null();
        let Some(real_open) = (*table.real).xOpen else {
            return ffi::SQLITE_CANTOPEN;
        };
        let code = real_open(table.real, path, below, flags, out_flags);
        if code != ffi::SQLITE_OK {
            return code;
        }
        let recorder = table.recorder;
        let identity = name.map(|(_, name)| match recorder.known(&name) {
            Some(known) if existed => known,
            None if existed => recorder.found(&name, &content(below)),
            _ => recorder.created(&name),
        });
        let journal =
            ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL;
        let syncs_directory = flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & journal != 0;
        let base = ffi::sqlite3_file {
            pMethods: &raw const METHODS,
        };
        header.write(FaultFile {
            base,
            recorder,
            file: identity,
            syncs_directory,
        });
        ffi::SQLITE_OK
    }
}

/// Reads a whole file through its own handle: another handle's close would drop POSIX locks.
///
/// # Safety
/// `file` is open.
unsafe fn content(file: *mut ffi::sqlite3_file) -> Vec<u8> {
    // SAFETY: promised by the caller; an open file has its methods.
    unsafe {
        let methods = &*(*file).pMethods;
        let mut length = 0;
        if let Some(size) = methods.xFileSize {
            size(file, &raw mut length);
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
        if let (Some(read), Ok(amount)) = (methods.xRead, c_int::try_from(bytes.len())) {
            read(file, bytes.as_mut_ptr().cast(), amount, 0);
        }
        bytes
    }
}

unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    sync_directory: c_int,
) -> c_int {
    // SAFETY: SQLite hands back the registered table and a C path.
    unsafe {
        let table = &*vfs.cast::<FaultVfsTable>();
        let Some((full, name)) = last_name(path) else {
            return ffi::SQLITE_IOERR_DELETE;
        };
        if table.recorder.known(&name).is_none()
            && let Ok(bytes) = std::fs::read(&full)
        {
            table.recorder.found(&name, &bytes);
        }
        let Some(real_delete) = (*table.real).xDelete else {
            return ffi::SQLITE_IOERR_DELETE;
        };
        let code = real_delete(table.real, path, 0);
        if code == ffi::SQLITE_OK {
            table.recorder.deleted(&name, sync_directory & 1 != 0);
        }
        code
    }
}

/// Calls a method of the real file, or answers the code given for a missing one.
macro_rules! forward {
    ($file:expr, $method:ident, $missing:expr $(, $argument:expr)*) => {{
        // SAFETY: SQLite calls with a file that `open` filled in; the real one lies behind it.
        unsafe {
            let real = $file.cast::<FaultFile>().add(1).cast::<ffi::sqlite3_file>();
            match (*(*real).pMethods).$method {
                Some(method) => method(real $(, $argument)*),
                None => $missing,
            }
        }
    }};
}

/// Our header of a file that SQLite calls with.
///
/// # Safety
/// `file` was filled in by `open` and is not closed; SQLite calls for one file are not concurrent.
unsafe fn header<'file>(file: *mut ffi::sqlite3_file) -> &'file mut FaultFile {
    // SAFETY: promised by the caller.
    unsafe { &mut *file.cast::<FaultFile>() }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    forward!(file, xClose, ffi::SQLITE_OK)
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    buffer: *mut c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    // SAFETY: called by SQLite with an open file and a buffer of `amount` bytes.
    let struck = unsafe { header(file) }.recorder.strike(Operation::Read);
    match struck {
        Some(kind) => {
            // SAFETY: as above; SQLite wants the rest of a short read zeroed.
            unsafe { ptr::write_bytes(buffer.cast::<u8>(), 0, length(amount)) };
            kind.code()
        }
        None => forward!(file, xRead, ffi::SQLITE_IOERR_READ, buffer, amount, offset),
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    buffer: *const c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    // SAFETY: called by SQLite with an open file.
    let header = unsafe { header(file) };
    let struck = header.recorder.strike(Operation::Write);
    let amount = match struck {
        None => amount,
        // A full disk takes what still fits.
        Some(FaultKind::Full) => amount / 2,
        Some(kind) => return kind.code(),
    };
    let run = || {
        forward!(
            file,
            xWrite,
            ffi::SQLITE_IOERR_WRITE,
            buffer,
            amount,
            offset
        )
    };
    let code = match (header.file, usize::try_from(offset)) {
        (Some(identity), Ok(offset)) => {
            // SAFETY: the buffer has at least `amount` bytes.
            let bytes = unsafe { slice::from_raw_parts(buffer.cast::<u8>(), length(amount)) };
            header.recorder.write(identity, offset, bytes, run)
        }
        _ => run(),
    };
    struck.map_or(code, FaultKind::code)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: called by SQLite with an open file.
    let header = unsafe { header(file) };
    if let Some(kind) = header.recorder.strike(Operation::Truncate) {
        return kind.code();
    }
    let run = || forward!(file, xTruncate, ffi::SQLITE_IOERR_TRUNCATE, size);
    match (header.file, usize::try_from(size)) {
        (Some(identity), Ok(length)) => header.recorder.truncate(identity, length, run),
        _ => run(),
    }
}

/// Remembers the sync and spares the real one: a crash is read from the trace, not from the disk.
unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: called by SQLite with an open file.
    let header = unsafe { header(file) };
    if let Some(kind) = header.recorder.strike(Operation::Sync) {
        return kind.code();
    }
    if let Some(identity) = header.file {
        header.recorder.synced(identity, header.syncs_directory);
        header.syncs_directory = false;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    forward!(file, xFileSize, ffi::SQLITE_IOERR_FSTAT, size)
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    forward!(file, xLock, ffi::SQLITE_IOERR_LOCK, level)
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    forward!(file, xUnlock, ffi::SQLITE_IOERR_UNLOCK, level)
}

unsafe extern "C" fn check_lock(file: *mut ffi::sqlite3_file, held: *mut c_int) -> c_int {
    forward!(
        file,
        xCheckReservedLock,
        ffi::SQLITE_IOERR_CHECKRESERVEDLOCK,
        held
    )
}

unsafe extern "C" fn control(
    file: *mut ffi::sqlite3_file,
    code: c_int,
    argument: *mut c_void,
) -> c_int {
    // Both would change a file's length behind the trace.
    if code == ffi::SQLITE_FCNTL_SIZE_HINT || code == ffi::SQLITE_FCNTL_CHUNK_SIZE {
        return ffi::SQLITE_NOTFOUND;
    }
    forward!(file, xFileControl, ffi::SQLITE_NOTFOUND, code, argument)
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    forward!(file, xSectorSize, 0)
}

unsafe extern "C" fn characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    forward!(file, xDeviceCharacteristics, 0)
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    memory: *mut *mut c_void,
) -> c_int {
    forward!(
        file,
        xShmMap,
        ffi::SQLITE_IOERR_SHMMAP,
        page,
        size,
        extend,
        memory
    )
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    forward!(
        file,
        xShmLock,
        ffi::SQLITE_IOERR_SHMLOCK,
        offset,
        count,
        flags
    )
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    forward!(file, xShmBarrier, ());
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    forward!(file, xShmUnmap, ffi::SQLITE_OK, delete)
}

fn length(amount: c_int) -> usize {
    usize::try_from(amount).unwrap_or_default()
}

/// Version 2: shared memory, no memory mapping.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
