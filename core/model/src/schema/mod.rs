//! Descriptions of what travels, for the description of the server's API.
//!
//! Types describe themselves by `ToSchema`; here stands what no derive can say: words that keep
//! unknown ones, and records, which are their kind's fields with the header that all have.

use std::borrow::Cow;

use utoipa::openapi::schema::{AllOfBuilder, OneOfBuilder, SchemaType, Type};
use utoipa::openapi::{Object, ObjectBuilder, Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

pub use utoipa;

use crate::change::{Body, Envelope};
use crate::id::RecordId;
use crate::record::{Created, Kind, Writer};

/// Describes words: the known ones with what each means.
#[must_use]
pub fn words(about: &str, known: &[(&str, &str)]) -> RefOr<Schema> {
    let mut said = about.trim().to_owned();
    said.push_str(" A reader keeps words that it does not know.\n");
    for (word, meaning) in known {
        said.push_str(&format!("\n- `{word}`: {}", meaning.trim()));
    }
    let described = ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(said))
        .enum_values(Some(known.iter().map(|(word, _)| *word)))
        .build();
    RefOr::T(Schema::Object(described))
}

/// Describes a record of a kind: its fields with what every record has.
fn record<Fields: ToSchema>(kind: &Kind) -> RefOr<Schema> {
    let mut object = match Fields::schema() {
        RefOr::T(Schema::Object(object)) => object,
        RefOr::T(_) | RefOr::Ref(_) => Object::new(),
    };
    object.schema_type = SchemaType::Type(Type::Object);
    let only = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some([kind.as_str()]))
        .build();
    let by = ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some(
            "Who wrote each field that was written after creation.",
        ))
        .additional_properties(Some(named::<Writer>()))
        .build();
    let header = [
        ("kind", RefOr::T(Schema::Object(only))),
        ("id", named::<RecordId>()),
        ("created", named::<Created>()),
        ("by", RefOr::T(Schema::Object(by))),
    ];
    for (name, described) in header {
        object.properties.insert(name.to_owned(), described);
        if name != "by" {
            object.required.push(name.to_owned());
        }
    }
    RefOr::T(Schema::Object(object))
}

/// Points to where a type is described.
fn named<T: ToSchema>() -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(T::name()))
}

/// Adds a type with everything that it names.
fn add<T: ToSchema>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

macro_rules! records {
    ($($name:ident: $fields:ident = $kind:ident),+ $(,)?) => {
        $(
            #[doc = concat!("A record of the kind `", stringify!($kind), "` as it travels.")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    record::<crate::record::$fields>(&Kind::$kind)
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($name))
                }

                fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                    <crate::record::$fields>::schemas(schemas);
                    add::<RecordId>(schemas);
                    add::<Created>(schemas);
                    add::<Writer>(schemas);
                }
            }
        )+

        /// Every kind that is described.
        pub const KINDS: &[Kind] = &[$(Kind::$kind),+];

        impl PartialSchema for AnyRecord {
            fn schema() -> RefOr<Schema> {
                let about = "A record of any kind; a reader keeps kinds and fields that it does not know.";
                let any = OneOfBuilder::new().description(Some(about));
                $(let any = any.item(named::<$name>());)+
                RefOr::T(Schema::OneOf(any.build()))
            }
        }

        impl ToSchema for AnyRecord {
            fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                $(add::<$name>(schemas);)+
            }
        }
    };
}

/// A change as it is sent.
#[derive(Clone, Copy, Debug)]
pub struct SentChange;

impl PartialSchema for SentChange {
    fn schema() -> RefOr<Schema> {
        let about = "A change: what one person on one device says happened.";
        let both = AllOfBuilder::new()
            .description(Some(about))
            .item(named::<Envelope>())
            .item(named::<Body>());
        RefOr::T(Schema::AllOf(both.build()))
    }
}

impl ToSchema for SentChange {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        add::<Envelope>(schemas);
        add::<Body>(schemas);
    }
}

/// A record of any kind as it travels.
#[derive(Clone, Copy, Debug)]
pub struct AnyRecord;

records! {
    OrganisationRecord: Organisation = Organisation,
    ActivityTypeRecord: ActivityType = ActivityType,
    SeriesRecord: Series = Series,
    PersonRecord: Person = Person,
    TeamRecord: Team = Team,
    DeviceRecord: Device = Device,
    CustomerRecord: Customer = Customer,
    TaskRecord: Task = Task,
    CheckInRecord: CheckIn = CheckIn,
    NoteRecord: MeetingNote = Note,
    DraftRecord: Draft = Draft,
    DiaryRecord: Diary = Diary,
    ConsentRecord: Consent = Consent,
    WorkDayRecord: WorkDay = WorkDay,
    TrackRecord: Track = Track,
    LocationViewRecord: LocationView = LocationView,
    TerritoryRecord: Territory = Territory,
    DelegationRecord: Delegation = Delegation,
    TemplateRecord: Template = Template,
    DismissalRecord: Dismissal = Dismissal,
}
