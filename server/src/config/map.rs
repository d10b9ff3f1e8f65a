//! What the map of the console is drawn upon: outlines that the console brings, an archive of the
//! admin's own, or tiles of a server that he names. None is asked unless he names it: it would learn
//! where people are.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use reqwest::Url;

/// The first bytes of an archive of version 3.
const MAGIC: [u8; 8] = *b"PMTiles\x03";
/// The longest line about whom a map is of.
const ATTRIBUTION: usize = 500;

/// What stands under customers and people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Outlines of countries.
    #[default]
    Outlines,
    /// An archive of tiles on this machine.
    Archive(PathBuf),
    /// Tiles of a server elsewhere.
    Tiles {
        /// The address of a tile, with `{z}`, `{x}` and `{y}`.
        url: String,
        /// Which site that is.
        origin: String,
    },
}

/// A map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// What it is drawn upon.
    pub ground: Ground,
    /// Whom it is of; may be empty.
    pub attribution: String,
}

impl Map {
    /// Reads what the command line says: a file, or the address of tiles.
    ///
    /// # Errors
    /// What is wrong with it, in words; a file must be there, and be an archive.
    pub fn parse(said: Option<&str>, attribution: Option<&str>) -> Result<Map, String> {
        let attribution = attribution.unwrap_or_default().trim().to_owned();
        if attribution.chars().count() > ATTRIBUTION {
            return Err(format!(
                "the attribution is longer than {ATTRIBUTION} letters"
            ));
        }
        let ground = match said {
            None => Ground::Outlines,
            Some(said) if said.contains("://") => tiles(said)?,
            Some(file) => archive(Path::new(file))?,
        };
        Ok(Map {
            ground,
            attribution,
        })
    }

    /// Returns the site that tiles come from, where it is another one.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        match &self.ground {
            Ground::Tiles { origin, .. } => Some(origin),
            Ground::Outlines | Ground::Archive(_) => None,
        }
    }
}

fn tiles(said: &str) -> Result<Ground, String> {
    let why = "an address of tiles is https://NAME/… with {z}, {x} and {y} in its path";
    let has_all = ["{z}", "{x}", "{y}"].iter().all(|one| said.contains(one));
    let url = Url::parse(said).map_err(|_| why.to_owned())?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    let has_name = url
        .host_str()
        .is_some_and(|host| !host.contains(['{', '%']));
    if !has_all || !is_plain || !has_name || url.scheme() != "https" {
        return Err(why.to_owned());
    }
    Ok(Ground::Tiles {
        url: said.to_owned(),
        origin: url.origin().ascii_serialization(),
    })
}

fn archive(file: &Path) -> Result<Ground, String> {
    let refuse = |why: &dyn std::fmt::Display| format!("{}: {why}", file.display());
    let mut first = [0; MAGIC.len()];
    let mut opened = File::open(file).map_err(|why| refuse(&why))?;
    let read = opened.read_exact(&mut first);
    if read.is_err() || first != MAGIC {
        return Err(refuse(&"this is no PMTiles archive of version 3"));
    }
    Ok(Ground::Archive(file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_come_from_a_named_site_over_tls() {
        let map = Map::parse(
            Some("https://tiles.example:8443/a/{z}/{x}/{y}.png?key=1"),
            Some(" © People of the map "),
        )
        .unwrap();
        assert_eq!(map.origin(), Some("https://tiles.example:8443"));
        assert_eq!(map.attribution, "© People of the map");
        for bad in [
            "http://tiles.example/{z}/{x}/{y}.png",
            "https://tiles.example/{z}/{x}.png",
            "https://{x}.example/{z}/{x}/{y}.png",
            "https://me:pass@tiles.example/{z}/{x}/{y}.png",
            "https://tiles.example; script-src 'unsafe-inline'/{z}/{x}/{y}",
            "ftp://tiles.example/{z}/{x}/{y}",
        ] {
            assert!(Map::parse(Some(bad), None).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_file_is_an_archive_or_refused_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("own.pmtiles");
        let said = file.to_str().unwrap();
        assert!(
            Map::parse(Some(said), None)
                .unwrap_err()
                .contains("own.pmtiles")
        );
        std::fs::write(&file, b"PMTiles\x02").unwrap();
        assert!(
            Map::parse(Some(said), None)
                .unwrap_err()
                .contains("version 3")
        );
        std::fs::write(&file, b"PMTiles\x03 and the rest").unwrap();
        let map = Map::parse(Some(said), None).unwrap();
        assert_eq!(map.origin(), None);
        assert_eq!(map.ground, Ground::Archive(file));
        assert_eq!(Map::parse(None, None).unwrap(), Map::default());
    }
}
