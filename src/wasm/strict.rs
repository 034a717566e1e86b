//! Values of a request as they were written. Serde's own reading takes a list for an object, its items field by field in the
//! order of the source: a request that is a list by mistake would be answered as if it asked for something.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// A value of which objects are objects.
#[derive(Debug)]
pub(super) struct Strict(pub(super) Value);

impl IntoDeserializer<'_, Error> for Strict {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Strict {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) => {
                let mut items = SeqDeserializer::new(list.into_iter().map(Strict));
                let value = visitor.visit_seq(&mut items)?;
                items.end().map(|()| value)
            }
            Value::Object(fields) => {
                let mut fields = MapDeserializer::new(fields.into_iter().map(|(name, value)| (name, Strict(value))));
                let value = visitor.visit_map(&mut fields)?;
                fields.end().map(|()| value)
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    // No request holds a binary number; the trait asks for both all the same.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::Strict;
    use serde::Deserialize;
    use serde_json::{Value, from_str};
    use std::collections::BTreeMap;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default, deny_unknown_fields)]
    struct Asked {
        text: Option<String>,
        within: Vec<String>,
        inner: Option<Box<Asked>>,
        rates: BTreeMap<String, u8>,
        pair: (u8, u8),
    }

    fn read(json: &str) -> Result<Asked, String> {
        let value: Value = from_str(json).map_err(|error| error.to_string())?;
        Asked::deserialize(Strict(value)).map_err(|error| error.to_string())
    }

    #[test]
    fn an_object_is_read_as_ever() {
        let inner = Some(Box::new(Asked { text: Some("b".to_owned()), ..Asked::default() }));
        let all = Asked {
            text: None,
            within: vec!["a".to_owned()],
            inner,
            rates: BTreeMap::from([("P1Y".to_owned(), 3)]),
            pair: (1, 2),
        };
        assert_eq!(
            read(r#"{"text":null,"within":["a"],"inner":{"text":"b"},"rates":{"P1Y":3},"pair":[1,2]}"#),
            Ok(all)
        );
    }

    #[test]
    fn a_list_is_no_object_at_any_depth() {
        for json in ["[]", r#"["logs"]"#, r#"{"inner":[]}"#, r#"{"inner":{"inner":["a",[]]}}"#] {
            assert!(read(json).is_err_and(|error| error.contains("invalid type: sequence")), "{json}");
        }
    }

    #[test]
    fn what_is_too_much_or_unknown_is_refused() {
        for json in [r#"{"pair":[1,2,3]}"#, r#"{"txet":"a"}"#, r#"{"within":{}}"#, r#"{"text":5}"#] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
