//! Choices that a question makes: each value has one name, in questions and answers alike.

use serde::de::{Deserialize, Deserializer, Error};

/// Declares a choice once: its values, their names, and the field under which an unknown name is reported.
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
            /// Every value.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// Its name in questions and answers.
            pub fn key(self) -> &'static str {
                match self { $(Self::$value => $name,)+ }
            }

            /// The value of this name.
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

/// Reads a name; an unknown one fails with the name of its field.
pub fn read<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    field: &str,
    named: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let name = String::deserialize(deserializer)?;
    named(&name).ok_or_else(|| D::Error::custom(unknown(field, &name)))
}

/// What is wrong with a name that a field does not know.
pub fn unknown(field: &str, name: &str) -> String {
    format!("{field}: không có giá trị \"{name}\".")
}
