//! Values of JSON and JavaScript, before they become our own types. Every type is deserialised from [`Plain`]
//! alone, so the module holds one deserialiser for each. serde_json's `Value` would do, but its errors print
//! numbers with a table of 10 KB.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;
use std::marker::PhantomData;

/// A value of JSON or JavaScript.
#[derive(Debug, Clone, PartialEq)]
pub enum Plain {
    /// Null or undefined.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// Values in order.
    List(Vec<Plain>),
    /// Values by name, in order.
    Object(Vec<(String, Plain)>),
}

/// Reads rare options by hand, because a type for each would cost the module several KB.
impl Plain {
    /// The value with this name in an object; the last one if there are several.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        entries
            .iter()
            .rev()
            .find(|(known, value)| known == name && *value != Self::Null)
            .map(|(_, value)| value)
    }

    /// The values of a list; empty for any other value.
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// A whole number from 0 to 4,294,967,295.
    pub fn count(&self) -> Option<u32> {
        match self {
            Self::Number(number) if number.fract() == 0.0 && (0.0..=4_294_967_295.0).contains(number) => {
                Some(*number as u32)
            }
            _ => None,
        }
    }

    /// A string.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Deserialises a type of ours. `E` is [`crate::Error`], or the error of the format that the value came
    /// from.
    pub fn read<'de, T: Deserialize<'de>, E: Error>(&'de self) -> Result<T, E> {
        T::deserialize(self.reader())
    }

    /// A deserializer of this value, for derived implementations that are not the type's own.
    pub fn reader<'de, E: Error>(&'de self) -> impl Deserializer<'de, Error = E> {
        PlainReader::new(self)
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainVisitor)
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = Plain;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Plain, E> {
        Ok(Plain::Null)
    }

    fn visit_none<E>(self) -> Result<Plain, E> {
        Ok(Plain::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Plain, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Plain, E> {
        Ok(Plain::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Plain, E> {
        Ok(Plain::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Plain, E> {
        Ok(Plain::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Plain, E> {
        Ok(Plain::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Plain, E> {
        Ok(Plain::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Plain, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Plain::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Plain, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Plain::Object(object))
    }
}

/// A value from which a type is deserialised.
struct PlainReader<'a, E>(&'a Plain, PhantomData<E>);

impl<'a, E> PlainReader<'a, E> {
    fn new(value: &'a Plain) -> Self {
        Self(value, PhantomData)
    }
}

impl<'de, E: Error> IntoDeserializer<'de, E> for PlainReader<'de, E> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, E: Error> Deserializer<'de> for PlainReader<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Plain::Null => visitor.visit_unit(),
            Plain::Bool(value) => visitor.visit_bool(*value),
            Plain::Number(value) => number(*value, visitor),
            Plain::Text(value) => visitor.visit_borrowed_str(value),
            Plain::List(_) => self.deserialize_seq(visitor),
            Plain::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if *self.0 == Plain::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.0 {
            Plain::Text(name) => visitor.visit_enum(name.as_str().into_deserializer()),
            _ => self.deserialize_any(visitor),
        }
    }

    // Structs, lists and maps are visited by their own kind, so that the module has no code for other kinds.

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let Plain::Object(entries) = self.0 else { return Err(wrong_kind(&visitor)) };
        let entries = entries.iter().map(|(name, value)| (name.as_str(), Self::new(value)));
        visitor.visit_map(MapDeserializer::new(entries))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let Plain::List(items) = self.0 else { return Err(wrong_kind(&visitor)) };
        visitor.visit_seq(SeqDeserializer::new(items.iter().map(Self::new)))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let Plain::Text(text) = self.0 else { return Err(wrong_kind(&visitor)) };
        visitor.visit_borrowed_str(text)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let Plain::Bool(value) = self.0 else { return Err(wrong_kind(&visitor)) };
        visitor.visit_bool(*value)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str bytes byte_buf unit unit_struct
        tuple tuple_struct identifier ignored_any
    }
}

fn wrong_kind<E: Error>(expected: &dyn Expected) -> E {
    E::invalid_type(Unexpected::Other(""), expected)
}

/// Passes a whole number as an integer. Our types take no others, and refuse a float.
fn number<'de, V: Visitor<'de>, E: Error>(value: f64, visitor: V) -> Result<V::Value, E> {
    if value.fract() != 0.0 || value.abs() > 9e15 {
        visitor.visit_f64(value)
    } else if value < 0.0 {
        visitor.visit_i64(value as i64)
    } else {
        visitor.visit_u64(value as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorCode;
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Choice {
        FirstOne,
        Other,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Every {
        choice: Choice,
        list: Vec<i32>,
        pair: (u8, String),
        maybe: Option<bool>,
        map: std::collections::BTreeMap<String, u64>,
    }

    proptest! {
        #[test]
        fn values_are_read_as_written(list: Vec<i32>, pair: (u8, String), maybe: Option<bool>, size in 0_u64..1 << 50) {
            let map = [(pair.1.clone(), size)].into();
            let every = Every { choice: Choice::FirstOne, list, pair, maybe, map };
            let plain: Plain = serde_json::from_str(&serde_json::to_string(&every).unwrap()).unwrap();
            prop_assert_eq!(plain.read::<Every, crate::Error>().unwrap(), every);
        }
    }

    #[test]
    fn read_by_hand() {
        let value: Plain =
            serde_json::from_value(json!({"a": 1, "b": [7, -1, 1.5, "x"], "c": null, "d": "text"})).unwrap();
        assert_eq!(value.get("a").and_then(Plain::count), Some(1));
        let items = value.get("b").map_or(&[][..], Plain::items);
        assert_eq!(items.iter().map(Plain::count).collect::<Vec<_>>(), [Some(7), None, None, None]);
        assert_eq!((value.get("c"), value.get("e")), (None, None));
        assert_eq!(value.get("d").and_then(Plain::text), Some("text"));
        assert_eq!((value.text(), value.items().len()), (None, 0));
    }

    #[test]
    fn values_of_a_wrong_type_are_refused() {
        for value in [json!({"choice": "third"}), json!({"list": 5}), json!([1]), json!("x"), json!(1.5)] {
            let plain: Plain = serde_json::from_value(value).unwrap();
            assert_eq!(plain.read::<Every, crate::Error>().unwrap_err().code, ErrorCode::BadQuery);
        }
        let number = |number: f64| Plain::Number(number).read::<u32, crate::Error>();
        assert!(number(-1.0).is_err() && number(1.5).is_err());
        assert_eq!(number(7.0), Ok(7));
    }
}
