//! The request of an explanation: a bill's, and what is to be explained.

use super::super::BillRequest;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor, value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Request of [`explain`](super::explain): a bill's, with what is to be explained.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ExplainRequest {
    /// Id of a bill line, of a credit line, of a figure of the invoice (`invoice/total`), or of a rated row (`17`, `17.2`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Path of a node of the tree: keys from the customer down; empty for the sum of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Vec<String>>,
    /// The bill.
    #[serde(flatten)]
    pub bill: BillRequest,
}

impl<'de> Deserialize<'de> for ExplainRequest {
    /// Takes its own fields out and leaves the rest to [`BillRequest`], which refuses unknown fields (`flatten` would not).
    /// They are read where they stand, so that what is wrong with one is told with its place.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("ExplainRequest", &[], Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = ExplainRequest;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("struct ExplainRequest")
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<ExplainRequest, M::Error> {
        let mut others = Others { map, line: None, within: None };
        let bill = BillRequest::deserialize(value::MapAccessDeserializer::new(&mut others))?;
        let Others { line, within, .. } = others;
        if line.is_none() && within.is_none() {
            return Err(M::Error::missing_field("line"));
        }
        Ok(ExplainRequest { line, within, bill })
    }
}

/// The fields of the bill; those of the explanation are put aside on the way.
struct Others<M> {
    map: M,
    line: Option<String>,
    within: Option<Vec<String>>,
}

impl<'de, M: MapAccess<'de>> MapAccess<'de> for &mut Others<M> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, M::Error> {
        let mut seed = Some(seed);
        while let Some(name) = self.map.next_key_seed(Name(&mut seed))? {
            match name {
                Named::Line => self.line = self.map.next_value()?,
                Named::Within => self.within = self.map.next_value()?,
                Named::Other(name) => return Ok(Some(name)),
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, M::Error> {
        self.map.next_value_seed(seed)
    }
}

enum Named<T> {
    Line,
    Within,
    Other(T),
}

/// Tells the name of a field: one of the explanation, or else what the bill's own seed makes of it (or refuses).
struct Name<'a, K>(&'a mut Option<K>);

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Name<'_, K> {
    type Value = Named<K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let name = String::deserialize(deserializer)?;
        match name.as_str() {
            "line" => Ok(Named::Line),
            "within" => Ok(Named::Within),
            _ => match self.0.take() {
                Some(seed) => seed.deserialize(name.into_deserializer()).map(Named::Other),
                None => Err(D::Error::unknown_field(&name, &[])),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ExplainRequest;
    use serde_json::from_str;

    #[test]
    fn fields_of_the_bill_and_its_own_are_read_in_any_order() -> Result<(), serde_json::Error> {
        let request: ExplainRequest = from_str(r#"{"pecRate":"0.1","line":"17","taxRate":"0.05","within":null}"#)?;
        assert_eq!((request.line.as_deref(), request.within), (Some("17"), None));
        assert_eq!(request.bill.tax_rate.map(|rate| rate.to_string()).as_deref(), Some("0.05"));
        let request: ExplainRequest = from_str(r#"{"within":["a","b"]}"#)?;
        assert_eq!(request.within, Some(vec!["a".to_owned(), "b".to_owned()]));
        Ok(())
    }

    #[test]
    fn what_is_unknown_or_of_another_type_is_refused() {
        for json in [
            r#"{"line":"17","pecRate":"abc"}"#,
            r#"{"line":"17","pecRat":"0.1"}"#,
            r#"{"line":17}"#,
            r#"{"within":["a",2]}"#,
            r#"{"pecRate":"0.1"}"#,
            r#"["17"]"#,
        ] {
            assert!(from_str::<ExplainRequest>(json).is_err(), "{json}");
        }
    }
}
