//! Closed sets of values in a question. Each value has one name, used in questions and answers.

use crate::error::ValueOf;
use serde::de::{Deserialize, Deserializer, Error, Unexpected};

/// Declares a choice: its values, their names, and the field named in the error for an unknown name.
macro_rules! choice {
    (
        $(#[$doc:meta])* $kind:ident: $field:literal {
            $($(#[$value_doc:meta])* $value:ident = $name:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $kind { $($(#[$value_doc])* $value,)+ }

        impl $kind {
            /// All values.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// The name in questions and answers.
            pub fn key(self) -> &'static str {
                match self { $(Self::$value => $name,)+ }
            }

            /// The value with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.key() == name)
            }
        }

        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::measure::choice::read(deserializer, $field, Self::named)
            }
        }
    };
}

pub(crate) use choice;

/// Deserialises a value by name. The error for an unknown name contains the field.
pub fn read<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    field: &str,
    named: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let name = String::deserialize(deserializer)?;
    let wrong = || D::Error::invalid_value(Unexpected::Str(&name), &ValueOf(field));
    named(&name).ok_or_else(wrong)
}
