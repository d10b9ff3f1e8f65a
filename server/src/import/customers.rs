//! Makes customers of a table's rows.

use std::collections::BTreeMap;

use outrider_model::change::{Body, CustomerAdded};
use outrider_model::id::{ImportId, PersonId, SiteId};
use outrider_model::place::Fence;
use outrider_model::record::Site;
use outrider_model::text;

use super::directory::{Directory, id};
use super::mapping::Mapping;
use super::place::{self, Coordinates};
use super::read::{Row, Table};
use super::{RowError, Staged};

/// How rows become customers.
#[derive(Clone, Debug)]
pub struct CustomerRules {
    /// Who gets the customers that name nobody, in turn; nobody when empty.
    pub owners: Vec<PersonId>,
    /// How far around a site counts as being there.
    pub fence: Fence,
    /// Whether latitude and longitude are swapped; `None` lets the values say it.
    pub is_swapped: Option<bool>,
}

/// What a table of customers says.
#[derive(Clone, Debug, Default)]
pub struct StagedCustomers {
    /// One for each row.
    pub rows: Vec<Staged>,
    /// How many have no place.
    pub without_site: usize,
    /// Whether the headers of latitude and longitude stand over each other's values.
    pub is_swapped: bool,
    /// What is wrong, by line and column.
    pub errors: Vec<RowError>,
}

/// Makes a customer of each row; rows without coordinates become customers without a site.
#[must_use]
pub fn stage(
    table: &Table,
    mapping: &Mapping,
    directory: &Directory,
    rules: &CustomerRules,
    import: ImportId,
) -> StagedCustomers {
    let coordinates: Vec<Coordinates> = table
        .rows
        .iter()
        .map(|row| coordinates(mapping, row))
        .collect();
    let is_swapped = rules
        .is_swapped
        .unwrap_or_else(|| place::is_swapped(&coordinates));
    let mut staged = StagedCustomers {
        is_swapped,
        ..StagedCustomers::default()
    };
    let mut turn = rules.owners.iter().cycle();
    for (row, coordinates) in table.rows.iter().zip(coordinates) {
        let reader = Reader {
            mapping,
            directory,
            row,
        };
        match reader.customer(coordinates, is_swapped, rules.fence, import) {
            Ok((id, mut added)) => {
                added.owner = added.owner.or_else(|| turn.next().copied());
                staged.without_site += usize::from(added.sites.is_empty());
                staged.rows.push(Staged {
                    line: row.line,
                    id,
                    body: Body::CustomerAdded(added),
                });
            }
            Err(error) => staged.errors.push(error),
        }
    }
    staged
}

fn coordinates(mapping: &Mapping, row: &Row) -> Coordinates {
    if !mapping.first("sites", row).is_empty() {
        return Coordinates::Missing;
    }
    place::read(
        mapping.first("latitude", row),
        mapping.first("longitude", row),
    )
}

struct Reader<'a> {
    mapping: &'a Mapping,
    directory: &'a Directory,
    row: &'a Row,
}

impl Reader<'_> {
    fn customer(
        &self,
        coordinates: Coordinates,
        is_swapped: bool,
        fence: Fence,
        import: ImportId,
    ) -> Result<(Option<uuid::Uuid>, CustomerAdded), RowError> {
        let id = id(self.cell("id")).map_err(|why| self.wrong("id", &why))?;
        let name = self.text("name", self.cell("name"))?;
        if name.trim().is_empty() {
            return Err(self.wrong("name", "there is no name"));
        }
        let owner = match self.cell("owner") {
            "" => None,
            word => Some(
                self.directory
                    .people
                    .find(word)
                    .map_err(|why| self.wrong("owner", &why))?,
            ),
        };
        let custom = self
            .mapping
            .custom(self.row)
            .filter(|(_, cell)| !cell.trim().is_empty());
        let custom = custom
            .map(|(key, cell)| (key.to_owned(), cell.to_owned()))
            .collect();
        let added = CustomerAdded {
            name,
            code: self.text("code", self.cell("code").trim())?,
            phone: self.text("phone", self.cell("phone"))?,
            email: self.text("email", self.cell("email"))?,
            address: self.text("address", &self.mapping.joined("address", self.row))?,
            about: self.text("about", self.cell("about"))?,
            owner,
            sites: self.sites(coordinates, is_swapped, fence)?,
            tags: tags(self.cell("tags")),
            custom,
            import: Some(import),
        };
        Ok((id, added))
    }

    fn sites(
        &self,
        coordinates: Coordinates,
        is_swapped: bool,
        fence: Fence,
    ) -> Result<BTreeMap<SiteId, Site>, RowError> {
        let whole = self.cell("sites");
        if !whole.is_empty() {
            return serde_json::from_str(whole)
                .map_err(|_| self.wrong("sites", "no sites as an export writes them"));
        }
        let (latitude, longitude) = match coordinates {
            Coordinates::Missing => return Ok(BTreeMap::new()),
            Coordinates::Unreadable => {
                return Err(self.wrong("latitude", "latitude and longitude are no decimal degrees"));
            }
            Coordinates::Pair(latitude, longitude) => (latitude, longitude),
        };
        let at = place::position(latitude, longitude, is_swapped)
            .ok_or_else(|| self.wrong("latitude", "there is no such place on earth"))?;
        // One site needs no id of its own making: it is the first of its customer.
        let first = SiteId(uuid::Uuid::from_u128(1));
        Ok(BTreeMap::from([(
            first,
            Site {
                name: String::new(),
                at,
                fence,
            },
        )]))
    }

    fn cell(&self, field: &str) -> &str {
        self.mapping.first(field, self.row)
    }

    fn text(&self, field: &str, cell: &str) -> Result<String, RowError> {
        text::admit(cell).map_err(|why| self.wrong(field, &why.to_string()))?;
        Ok(cell.to_owned())
    }

    fn wrong(&self, field: &str, why: &str) -> RowError {
        RowError {
            line: self.row.line,
            column: self.mapping.column(field).to_owned(),
            why: why.to_owned(),
        }
    }
}

/// Reads tags between bars; a bar within a tag has a backslash before it.
fn tags(cell: &str) -> BTreeMap<String, bool> {
    let mut tags = vec![String::new()];
    let mut signs = cell.chars();
    while let Some(sign) = signs.next() {
        match (sign, tags.last_mut()) {
            ('|', _) => tags.push(String::new()),
            ('\\', Some(tag)) => tag.extend(signs.next()),
            (other, Some(tag)) => tag.push(other),
            (_, None) => {}
        }
    }
    tags.into_iter()
        .filter(|tag| !tag.trim().is_empty())
        .map(|tag| (tag, true))
        .collect()
}

#[cfg(test)]
mod tests {
    use outrider_model::place::Position;

    use super::super::mapping::CUSTOMERS;
    use super::super::read::read;
    use super::*;

    fn staged(file: &str, owners: Vec<PersonId>) -> StagedCustomers {
        let table = read(file.as_bytes()).unwrap();
        let mapping = Mapping::of(&table, CUSTOMERS, &[]).unwrap();
        let rules = CustomerRules {
            owners,
            fence: Fence { radius_mm: 75_000 },
            is_swapped: None,
        };
        let import = ImportId(uuid::Uuid::from_u128(9));
        stage(&table, &mapping, &Directory::default(), &rules, import)
    }

    fn customer(staged: &Staged) -> &CustomerAdded {
        let Body::CustomerAdded(added) = &staged.body else {
            panic!("{staged:?}")
        };
        added
    }

    #[test]
    fn swapped_headers_missing_places_and_cut_names_are_taken_as_they_are() {
        let people = [1, 2]
            .map(|id| PersonId(uuid::Uuid::from_u128(id)))
            .to_vec();
        let staged = staged(
            "DBA Name,License Number,latitude,longitude\n\
             TORTILLERIA LA GUADALUP,1,-73.860865,40.750114\n\
             NO PLACE,2,,\n\
             THIRD,3,-73.9,40.6\n",
            people.clone(),
        );
        assert!(staged.is_swapped && staged.errors.is_empty());
        assert_eq!((staged.rows.len(), staged.without_site), (3, 1));
        let first = customer(&staged.rows[0]);
        assert_eq!(first.name, "TORTILLERIA LA GUADALUP");
        let site = first.sites.values().next().unwrap();
        assert_eq!(Ok(site.at), Position::new(407_501_140, -738_608_650));
        let owners: Vec<PersonId> = staged
            .rows
            .iter()
            .filter_map(|row| customer(row).owner)
            .collect();
        assert_eq!(owners, [people[0], people[1], people[0]]);
    }

    #[test]
    fn errors_name_line_and_column() {
        let staged = staged(
            "Name,Lat,Lon,Owner\nA,91,200,\n,1,1,\nB,x,1,\nC,1,1,nobody\nD,1,1,\n",
            vec![],
        );
        let named: Vec<(u64, &str)> = staged
            .errors
            .iter()
            .map(|error| (error.line, error.column.as_str()))
            .collect();
        assert_eq!(named, [(2, "Lat"), (3, "Name"), (4, "Lat"), (5, "Owner")]);
        assert_eq!(staged.rows.len(), 1);
    }

    #[test]
    fn tags_may_hold_bars() {
        assert_eq!(
            tags(r"a|b\|c| |\\d").into_keys().collect::<Vec<_>>(),
            [r"\d", "a", "b|c"]
        );
    }
}
