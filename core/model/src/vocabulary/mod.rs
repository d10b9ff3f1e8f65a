//! Words that travel: enums written as text, which keep a newer version's word instead of failing.

/// Declares an enum that travels as one lower-case word and keeps words it does not know.
#[macro_export]
macro_rules! words {
    ($(#[$($meta:tt)*])* $visibility:vis enum $name:ident { $($(#[$($doc:tt)*])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$($meta)*])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name {
            $($(#[$($doc)*])* $variant,)+
            /// A word of a newer version, kept as it came.
            Unknown(String),
        }

        impl $name {
            /// Every word that this version knows.
            pub const KNOWN: &'static [$name] = &[$($name::$variant),+];

            /// Returns the word as it travels.
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $text,)+
                    $name::Unknown(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($text => $name::$variant,)+
                    other => $name::Unknown(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Ok($name::from(word.as_ref()))
            }
        }

        $crate::words_schema! {
            $name, [$(#[$($meta)*])*], [$($text, [$(#[$($doc)*])*]),+]
        }
    };
}

/// Describes the words, where descriptions are wanted.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! words_schema {
    ($name:ident, [$($meta:tt)*], [$($text:literal, [$($doc:tt)*]),+]) => {
        impl $crate::schema::utoipa::PartialSchema for $name {
            fn schema() -> $crate::schema::utoipa::openapi::RefOr<$crate::schema::utoipa::openapi::Schema> {
                $crate::schema::words($crate::words_said!($($meta)*), &[$(($text, $crate::words_said!($($doc)*))),+])
            }
        }

        impl $crate::schema::utoipa::ToSchema for $name {}
    };
}

/// Describes the words, where descriptions are wanted: nowhere here.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! words_schema {
    ($($ignored:tt)*) => {};
}

/// Returns the comments among attributes, as one text.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! words_said {
    (#[doc = $line:expr] $($rest:tt)*) => { concat!($line, $crate::words_said!($($rest)*)) };
    (#[$($other:tt)*] $($rest:tt)*) => { $crate::words_said!($($rest)*) };
    () => { "" };
}
