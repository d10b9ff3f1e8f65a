//! Which columns fill which field: guessed from their headers, or said on the command line.

use std::collections::BTreeMap;

use serde::Serialize;

use super::read::{Row, Table};

/// The prefix of columns that fill the organisation's own fields.
pub const CUSTOM: &str = "custom:";

/// A field that a table can fill, and the headers by which it is recognised, without case, spaces
/// and signs. Several words in one entry are several columns that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The field.
    pub field: &'static str,
    /// Headers, the best first; a field takes every one of its first kind.
    pub headers: &'static [&'static str],
    /// Whether the columns are joined; else the first that is not empty counts.
    pub is_joined: bool,
}

/// What a table of customers can fill.
pub const CUSTOMERS: &[Target] = &[
    target("id", &["id"]),
    target(
        "name",
        &[
            "name",
            "dbaname",
            "customername",
            "customer",
            "company",
            "companyname",
            "firma",
            "entityname",
            "kunde",
            "kundenname",
            "accountname",
            "businessname",
            "shopname",
            "account",
            "shop",
            "الاسم",
            "العميل",
        ],
    ),
    target(
        "code",
        &[
            "code",
            "customernumber",
            "customerno",
            "customerid",
            "accountnumber",
            "licensenumber",
            "number",
            "kundennummer",
            "kundennr",
            "nummer",
            "الرقم",
        ],
    ),
    target(
        "phone",
        &[
            "phone",
            "telephone",
            "phonenumber",
            "tel",
            "telefon",
            "mobile",
            "الهاتف",
        ],
    ),
    target(
        "email",
        &["email", "emailaddress", "mail", "البريدالإلكتروني"],
    ),
    Target {
        field: "address",
        headers: &[
            "address",
            "streetnumber",
            "streetname",
            "street",
            "addressline1",
            "addressline2",
            "addressline3",
            "postcode",
            "city",
            "state",
            "zipcode",
            "zip",
            "country",
            "adresse",
            "anschrift",
            "straße",
            "strasse",
            "hausnummer",
            "plz",
            "postleitzahl",
            "ort",
            "stadt",
            "land",
            "العنوان",
            "المدينة",
        ],
        is_joined: true,
    },
    target("about", &["about", "notes", "comment", "remarks"]),
    target("owner", &["owner", "rep", "salesrep", "login"]),
    target(
        "latitude",
        &["latitude", "lat", "geolat", "breite", "breitengrad", "y"],
    ),
    target(
        "longitude",
        &[
            "longitude",
            "lon",
            "lng",
            "long",
            "geolon",
            "geolng",
            "länge",
            "längengrad",
            "x",
        ],
    ),
    target("tags", &["tags"]),
    target("sites", &["sites"]),
];

/// What a table of tasks can fill.
pub const TASKS: &[Target] = &[
    target("id", &["id"]),
    target("title", &["title", "task", "subject"]),
    target("details", &["details", "description"]),
    target("activity", &["activity", "activitytype", "type"]),
    target("assignee", &["assignee", "rep", "owner", "login"]),
    target("team", &["team"]),
    target(
        "customer",
        &["customer", "customercode", "customernumber", "customerno"],
    ),
    target("day", &["day", "planday", "date", "duedate", "due"]),
    target("from", &["from", "windowfrom", "start"]),
    target("to", &["to", "windowto", "end"]),
    target("priority", &["priority"]),
    target("checklist", &["checklist"]),
];

const fn target(field: &'static str, headers: &'static [&'static str]) -> Target {
    Target {
        field,
        headers,
        is_joined: false,
    }
}

/// Which columns fill which field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Mapping {
    fields: BTreeMap<String, Vec<Column>>,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub struct Column {
    name: String,
    place: usize,
}

impl From<Column> for String {
    fn from(column: Column) -> Self {
        column.name
    }
}

impl Mapping {
    /// Guesses from the headers; what is said (`FIELD=COLUMN` or `FIELD=COLUMN+COLUMN`, nothing
    /// after the sign for "leave it out") stands above any guess.
    ///
    /// # Errors
    /// Words for people, when a field or a column that was said does not exist.
    pub fn of(table: &Table, targets: &[Target], said: &[String]) -> Result<Mapping, String> {
        let mut mapping = Mapping::default();
        for target in targets {
            mapping.guess(table, target);
        }
        for (place, name) in table.columns.iter().enumerate() {
            if name.strip_prefix(CUSTOM).is_some_and(|key| !key.is_empty()) {
                let column = Column {
                    name: name.clone(),
                    place,
                };
                mapping.fields.insert(name.clone(), vec![column]);
            }
        }
        for one in said {
            mapping.say(table, targets, one)?;
        }
        Ok(mapping)
    }

    fn guess(&mut self, table: &Table, target: &Target) {
        let plain: Vec<String> = table.columns.iter().map(|name| plain(name)).collect();
        let found: Vec<Column> =
            if target.is_joined && !plain.iter().any(|name| name == target.field) {
                // A joined field keeps the table's own order of columns.
                let belongs = |(place, name): (usize, &String)| {
                    target.headers.contains(&name.as_str()).then_some(place)
                };
                plain
                    .iter()
                    .enumerate()
                    .filter_map(belongs)
                    .filter_map(|place| column(table, place))
                    .collect()
            } else {
                let places = target
                    .headers
                    .iter()
                    .filter_map(|header| plain.iter().position(|name| name == header));
                places.filter_map(|place| column(table, place)).collect()
            };
        if !found.is_empty() {
            self.fields.insert(target.field.to_owned(), found);
        }
    }

    fn say(&mut self, table: &Table, targets: &[Target], said: &str) -> Result<(), String> {
        let (field, columns) = said
            .split_once('=')
            .ok_or(format!("`{said}`: write FIELD=COLUMN"))?;
        let is_custom = field
            .strip_prefix(CUSTOM)
            .is_some_and(|key| !key.is_empty());
        if !is_custom && !targets.iter().any(|target| target.field == field) {
            let known: Vec<&str> = targets.iter().map(|target| target.field).collect();
            return Err(format!(
                "there is no field `{field}`; there are {} and custom:NAME",
                known.join(", ")
            ));
        }
        self.fields.remove(field);
        let mut found = Vec::new();
        for name in columns
            .split('+')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let place = table.columns.iter().position(|column| column == name);
            let place = place.ok_or(format!("the file has no column `{name}`"))?;
            found.extend(column(table, place));
        }
        if !found.is_empty() {
            self.fields.insert(field.to_owned(), found);
        }
        Ok(())
    }

    /// Returns the first cell of a field that is not empty, untrimmed.
    #[must_use]
    pub fn first<'a>(&self, field: &str, row: &'a Row) -> &'a str {
        self.cells(field, row)
            .find(|cell| !cell.trim().is_empty())
            .unwrap_or_default()
    }

    /// Returns the cells of a field that are not empty, joined by a space.
    #[must_use]
    pub fn joined(&self, field: &str, row: &Row) -> String {
        let mut cells = self
            .cells(field, row)
            .filter(|cell| !cell.trim().is_empty());
        let (first, second) = (cells.next().unwrap_or_default(), cells.next());
        match second {
            // One column alone is taken as it is.
            None => first.to_owned(),
            Some(second) => {
                let rest = cells.map(str::trim);
                [first.trim(), second.trim()]
                    .into_iter()
                    .chain(rest)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        }
    }

    /// Says whether a field has a column.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// Returns the organisation's own fields of a row, by name.
    pub fn custom<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.fields
            .keys()
            .filter_map(|field| Some((field.strip_prefix(CUSTOM)?, self.first(field, row))))
    }

    /// Returns the name of the column that fills a field first, for messages.
    #[must_use]
    pub fn column(&self, field: &str) -> &str {
        self.fields
            .get(field)
            .and_then(|columns| columns.first())
            .map_or("", |column| &column.name)
    }

    /// Returns the columns that fill nothing.
    #[must_use]
    pub fn unused(&self, table: &Table) -> Vec<String> {
        let used: Vec<usize> = self
            .fields
            .values()
            .flatten()
            .map(|column| column.place)
            .collect();
        let free = table
            .columns
            .iter()
            .enumerate()
            .filter(|(place, _)| !used.contains(place));
        free.map(|(_, name)| name.clone()).collect()
    }

    fn cells<'a>(&self, field: &str, row: &'a Row) -> impl Iterator<Item = &'a str> {
        let places: Vec<usize> = self
            .fields
            .get(field)
            .into_iter()
            .flatten()
            .map(|column| column.place)
            .collect();
        places
            .into_iter()
            .filter_map(|place| row.cells.get(place).map(String::as_str))
    }
}

fn column(table: &Table, place: usize) -> Option<Column> {
    table.columns.get(place).map(|name| Column {
        name: name.clone(),
        place,
    })
}

/// Brings a header to the form in which it is compared.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    const SHOPS: &[u8] = b"County,License Number,Entity Name,DBA Name,Street Number,Street Name,City,Zip Code,latitude,longitude\n\
        Queens,749282,TORTILLERIA CORP,TORTILLERIA,104-23, ROOSEVELT AVE ,CORONA,11368,-73.8,40.7\n\
        Kings,1,DELI INC,,1,A ST,,,,\n";

    #[test]
    fn headers_of_a_register_of_shops_are_understood() {
        let table = read(SHOPS).unwrap();
        let mapping = Mapping::of(&table, CUSTOMERS, &[]).unwrap();
        let [first, second] = [&table.rows[0], &table.rows[1]];
        assert_eq!(mapping.first("name", first), "TORTILLERIA");
        assert_eq!(mapping.first("name", second), "DELI INC");
        assert_eq!(mapping.first("code", first), "749282");
        assert_eq!(
            mapping.joined("address", first),
            "104-23 ROOSEVELT AVE CORONA 11368"
        );
        assert_eq!(mapping.column("latitude"), "latitude");
        assert_eq!(mapping.unused(&table), ["County"]);
    }

    #[test]
    fn headers_of_other_languages_are_understood() {
        let table = read(
            "Kundennr.;Firma;Straße;PLZ;Ort;Breite;Länge\n7;Süßkorn;Am Wall 1;28195;Bremen;53.1;8.8\n"
                .as_bytes(),
        )
        .unwrap();
        let mapping = Mapping::of(&table, CUSTOMERS, &[]).unwrap();
        let row = &table.rows[0];
        assert_eq!(mapping.first("name", row), "Süßkorn");
        assert_eq!(mapping.joined("address", row), "Am Wall 1 28195 Bremen");
        assert_eq!(mapping.unused(&table), [""; 0]);
    }

    #[test]
    fn what_is_said_stands_above_a_guess() {
        let table = read(SHOPS).unwrap();
        let said = [
            "name=Entity Name".to_owned(),
            "custom:county=County".to_owned(),
            "address=".to_owned(),
        ];
        let mapping = Mapping::of(&table, CUSTOMERS, &said).unwrap();
        assert_eq!(mapping.first("name", &table.rows[0]), "TORTILLERIA CORP");
        assert_eq!(
            mapping.custom(&table.rows[0]).collect::<Vec<_>>(),
            [("county", "Queens")]
        );
        assert!(!mapping.has("address"));
        for wrong in ["nickname=County", "name=Nowhere", "name"] {
            assert!(
                Mapping::of(&table, CUSTOMERS, &[wrong.to_owned()]).is_err(),
                "{wrong}"
            );
        }
    }
}
