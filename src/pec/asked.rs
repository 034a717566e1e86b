//! A product as somebody describes it who asks whether it earns.

use super::{PecReason, ProductFacts};
use serde::{Deserialize, Serialize};

/// Facts of a product or of a use of it; what is not said does not stand against it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct AskedProduct {
    /// Offer that it is bought under.
    pub offer: Offer,
    /// How it is bought.
    pub purchase: Purchase,
    /// Publisher; "" is not said.
    pub publisher: String,
    /// Tags of the price list.
    pub tags: String,
    /// Product, SKU or meter name: the word `Spot` marks Spot capacity.
    pub name: String,
    /// Is it on the Azure plan's consumption price list?
    pub on_consumption_list: Option<bool>,
}

/// Offers through which partners sell Azure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offer {
    /// The Azure plan.
    #[default]
    #[serde(rename = "azurePlan")]
    AzurePlan,
    /// Microsoft Azure (0145P), the offer before it.
    #[serde(rename = "0145P")]
    Legacy,
}

/// Ways to pay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Purchase {
    /// Pay-as-you-go.
    #[default]
    Consumption,
    /// A reservation, or usage that one covers.
    Reservation,
    /// Usage that a savings plan covers.
    SavingsPlan,
    /// Spot capacity.
    Spot,
    /// From the Marketplace price list.
    Marketplace,
}

impl AskedProduct {
    /// Can it earn PEC, looking at the product alone?
    ///
    /// Source: Partner Center, partner-earned-credit (services that are not eligible) and azure-savings.
    ///
    /// ```
    /// # use azplan::pec::{AskedProduct, PecReason};
    /// let old: AskedProduct = serde_json::from_str(r#"{"offer":"0145P"}"#).expect("facts");
    /// assert_eq!(old.verdict(), PecReason::LegacyOffer);
    /// ```
    #[must_use]
    pub fn verdict(&self) -> PecReason {
        match (self.offer, self.purchase) {
            (Offer::Legacy, _) => PecReason::LegacyOffer,
            (_, Purchase::Reservation) => PecReason::Reservation,
            (_, Purchase::SavingsPlan) => PecReason::SavingsPlan,
            (_, Purchase::Marketplace) => PecReason::Marketplace,
            (_, Purchase::Spot) => PecReason::Spot,
            (_, Purchase::Consumption) if self.on_consumption_list == Some(false) => PecReason::NotOnList,
            (_, Purchase::Consumption) => {
                let names = [self.name.as_str(), "", ""];
                ProductFacts { publisher: &self.publisher, tags: &self.tags, names, reservation: false }.verdict()
            }
        }
    }
}
