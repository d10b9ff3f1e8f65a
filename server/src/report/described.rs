//! Items and listings of one kind, as the description of the API names them. On the wire an item is
//! an [`Item`] whatever its kind; a reader of the description wants to know which record it holds.

use std::borrow::Cow;

use outrider_model::schema::{
    ActivityTypeRecord, CheckInRecord, CustomerRecord, DelegationRecord, DiaryRecord, NoteRecord,
    OrganisationRecord, PersonRecord, SeriesRecord, TaskRecord, TeamRecord, TemplateRecord,
    TerritoryRecord, WorkDayRecord,
};
use utoipa::openapi::schema::ArrayBuilder;
use utoipa::openapi::{Object, Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::{Item, Listing};

type Schemas = Vec<(String, RefOr<Schema>)>;

/// Points to where a type is described.
fn named<T: ToSchema>() -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(T::name()))
}

/// Adds a type with everything that it names.
fn add<T: ToSchema>(schemas: &mut Schemas) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

/// Describes a type with another description of one of its properties.
fn with<T: ToSchema>(property: &str, described: impl Into<RefOr<Schema>>) -> RefOr<Schema> {
    let mut object = match T::schema() {
        RefOr::T(Schema::Object(object)) => object,
        RefOr::T(_) | RefOr::Ref(_) => Object::new(),
    };
    object
        .properties
        .insert(property.to_owned(), described.into());
    RefOr::T(Schema::Object(object))
}

macro_rules! described {
    ($($record:ident: $item:ident, $listing:ident);+ $(;)?) => {$(
        #[doc = concat!("An item that holds a [`", stringify!($record), "`].")]
        #[derive(Clone, Copy, Debug)]
        pub struct $item;

        impl PartialSchema for $item {
            fn schema() -> RefOr<Schema> {
                with::<Item>("record", named::<$record>())
            }
        }

        impl ToSchema for $item {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($item))
            }

            fn schemas(schemas: &mut Schemas) {
                Item::schemas(schemas);
                add::<$record>(schemas);
            }
        }

        #[doc = concat!("A listing of [`", stringify!($item), "`]s.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $listing;

        impl PartialSchema for $listing {
            fn schema() -> RefOr<Schema> {
                with::<Listing>("items", ArrayBuilder::new().items(named::<$item>()))
            }
        }

        impl ToSchema for $listing {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($listing))
            }

            fn schemas(schemas: &mut Schemas) {
                Listing::schemas(schemas);
                add::<$item>(schemas);
            }
        }
    )+};
}

described! {
    ActivityTypeRecord: ActivityTypeItem, ActivityTypeListing;
    CheckInRecord: CheckInItem, CheckInListing;
    CustomerRecord: CustomerItem, CustomerListing;
    DelegationRecord: DelegationItem, DelegationListing;
    DiaryRecord: DiaryItem, DiaryListing;
    NoteRecord: NoteItem, NoteListing;
    OrganisationRecord: OrganisationItem, OrganisationListing;
    PersonRecord: PersonItem, PersonListing;
    SeriesRecord: SeriesItem, SeriesListing;
    TaskRecord: TaskItem, TaskListing;
    TeamRecord: TeamItem, TeamListing;
    TemplateRecord: TemplateItem, TemplateListing;
    TerritoryRecord: TerritoryItem, TerritoryListing;
    WorkDayRecord: WorkDayItem, WorkDayListing;
}
