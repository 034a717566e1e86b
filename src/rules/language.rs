//! The languages that tables are written in.

use serde::{Deserialize, Serialize};

/// A language of tables that are shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Traditional Chinese, as it is written in Taiwan.
    #[serde(rename = "zh-Hant")]
    TraditionalChinese,
}

impl Language {
    /// The one of two texts that is in this language.
    #[must_use]
    pub const fn of<'a>(self, english: &'a str, traditional_chinese: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::TraditionalChinese => traditional_chinese,
        }
    }
}
