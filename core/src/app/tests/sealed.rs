//! The database of a lost phone: without its key it says nothing.

use std::path::Path;

use super::canaries::{Canaries, PLACE};
use super::*;
use crate::app::seal::DATABASE;
#[cfg(feature = "sqlcipher")]
use crate::error::{AppError, Error};
use crate::keystore::FolderKeystore;

/// The bytes of every file of a profile, those of its key store apart.
fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path.display().to_string(), bytes));
        }
    }
}

/// Which of the words stand readable in a folder, and where.
fn readable(folder: &Path, words: &Canaries) -> Vec<String> {
    let mut found = Vec::new();
    files(folder, &mut found);
    assert!(
        found
            .iter()
            .any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty())
    );
    assert!(found.iter().any(|(name, _)| name.contains("/keys/")));
    let place = PLACE.map(str::to_owned);
    let words = words.0.iter().chain(&place);
    words
        .flat_map(|word| {
            found.iter().filter_map(move |(name, bytes)| {
                let is_there = bytes
                    .windows(word.len())
                    .any(|part| part == word.as_bytes());
                is_there.then(|| format!("{word} in {name}"))
            })
        })
        .collect()
}

/// A phone with its keys in a folder and much written on it, some of it folded into the database.
fn written() -> (Phone, Canaries) {
    let mut phone = Phone::fresh();
    let keys = FolderKeystore::new(phone.folder.path().join("keys"));
    phone.config.keystore = Arc::new(keys);
    // Whatever key the memory held, the profile begins anew with those of the folder.
    App::give_up(&phone.config).unwrap();
    let phone = phone.reopened();
    phone.app.enrol("http://localhost", "12345").unwrap();
    phone.syncs();
    let words = Canaries::written(&phone);
    phone.app.store().rest().unwrap();
    let secrets = phone.config.keystore.get(DATABASE).unwrap();
    assert_eq!(secrets.is_some(), cfg!(feature = "sqlcipher"));
    (phone, words)
}

#[test]
#[cfg(not(feature = "sqlcipher"))]
fn words_that_are_not_sealed_are_found_by_whoever_holds_the_phone() {
    let (phone, words) = written();
    assert!(readable(phone.folder.path(), &words).len() >= words.0.len());
}

#[test]
#[cfg(feature = "sqlcipher")]
fn no_word_of_a_sealed_profile_is_found_in_any_of_its_files() {
    let (phone, words) = written();
    assert!(words.0.len() >= 50);
    assert_eq!(readable(phone.folder.path(), &words), [""; 0]);
    let found = phone.app.search_view(&words.0[1]).unwrap();
    assert_eq!(found.hits.len(), 1, "and with the key they are there");
}

#[test]
#[cfg(feature = "sqlcipher")]
fn without_its_key_a_sealed_profile_says_so_and_loses_nothing() {
    let (phone, words) = written();
    let Phone {
        app,
        config,
        folder,
        ..
    } = phone;
    let unsent = app.unsent().unwrap();
    assert!(unsent > 0);
    drop(app);
    let key = config.keystore.get(DATABASE).unwrap().unwrap();
    let another = "0123456789abcdef".repeat(4);
    for wrong in [None, Some(another.as_str()), Some("no key")] {
        match wrong {
            None => config.keystore.remove(DATABASE).unwrap(),
            Some(wrong) => config.keystore.put(DATABASE, wrong).unwrap(),
        }
        let Err(error) = App::open(config.clone()) else {
            panic!("opened with {wrong:?}")
        };
        assert!(matches!(error, Error::Sealed(_)), "{error}");
        assert!(!error.to_string().contains(&another));
        assert_eq!(AppError::from(error), AppError::KeyLost);
        assert_eq!(config.keystore.get(DATABASE).unwrap().as_deref(), wrong);
    }
    config.keystore.put(DATABASE, &key).unwrap();
    let app = App::open(config.clone()).unwrap();
    assert_eq!(app.unsent().unwrap(), unsent);
    assert_eq!(app.search_view(&words.0[1]).unwrap().hits.len(), 1);
    drop(app);
    // Given up, it begins anew under another key.
    config.keystore.remove(DATABASE).unwrap();
    App::give_up(&config).unwrap();
    let app = App::open(config.clone()).unwrap();
    assert_eq!(app.profile().unwrap(), None);
    assert_ne!(config.keystore.get(DATABASE).unwrap(), Some(key));
    drop((app, folder));
}

/// A key store that says in which order secrets were removed.
#[cfg(feature = "sqlcipher")]
struct Watched(MemoryKeystore, Mutex<Vec<String>>);

#[cfg(feature = "sqlcipher")]
impl Keystore for Watched {
    fn get(&self, name: &str) -> Result<Option<String>> {
        self.0.get(name)
    }

    fn put(&self, name: &str, secret: &str) -> Result<()> {
        self.0.put(name, secret)
    }

    fn remove(&self, name: &str) -> Result<()> {
        lock(&self.1).push(name.to_owned());
        self.0.remove(name)
    }

    fn make_key(&self, name: &str) -> Result<()> {
        self.0.make_key(name)
    }

    fn public_key(&self, name: &str) -> Result<Option<Vec<u8>>> {
        self.0.public_key(name)
    }

    fn sign(&self, name: &str, message: &[u8]) -> Result<Vec<u8>> {
        self.0.sign(name, message)
    }

    fn remove_key(&self, name: &str) -> Result<()> {
        self.0.remove_key(name)
    }
}

#[test]
#[cfg(feature = "sqlcipher")]
fn a_wipe_destroys_the_key_first_and_goes_on_under_another() {
    let mut phone = Phone::fresh();
    let keys = Arc::new(Watched(MemoryKeystore::default(), Mutex::default()));
    phone.config.keystore = keys.clone();
    App::give_up(&phone.config).unwrap();
    let phone = phone.reopened();
    phone.app.enrol("http://localhost", "12345").unwrap();
    phone.syncs();
    let before = keys.get(DATABASE).unwrap();
    lock(&keys.1).clear();
    phone.app.shared.destroy().unwrap();
    assert_eq!(lock(&keys.1).first().map(String::as_str), Some(DATABASE));
    let after = keys.get(DATABASE).unwrap();
    assert!(after.is_some() && after != before);
    assert_eq!(phone.app.profile().unwrap(), None);
    phone.app.enrol("http://localhost", "12345").unwrap();
    let phone = phone.reopened();
    assert!(phone.app.profile().unwrap().is_some());
}
