//! Where rows are: subscription, resource group and resource, compared without case.

use crate::strings::Symbol;
use crate::usage::{Usage, UsageRow};
use std::collections::BTreeMap;

/// Number of a subscription, group or resource among those of the usage.
pub(super) type Place = usize;

/// A subscription, resource group or resource.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// As the file spells it first.
    pub name: String,
    /// Place of what it is in; of a subscription, its own.
    pub parent: Place,
    /// Azure plan, of a subscription.
    pub plan: String,
    /// What people call it, of a subscription; "" where the file does not say.
    pub title: String,
}

/// All places of a usage.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub subscriptions: Vec<Named>,
    pub groups: Vec<Named>,
    pub resources: Vec<Named>,
    known: BTreeMap<[Symbol; 4], [Place; 3]>,
    by_name: BTreeMap<(u8, Place, String), Place>,
}

/// The ID of `/subscriptions/ID/…`.
fn subscription_of(path: &str) -> &str {
    let mut parts = path.split('/');
    parts.find(|part| part.eq_ignore_ascii_case("subscriptions")).and_then(|_| parts.next()).unwrap_or_default()
}

fn first_of(names: [&str; 3]) -> &str {
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

impl Places {
    /// Subscription, group and resource of a row. A subscription that its column leaves open is read from its URI, as the
    /// group was; usage that knows no subscriptions is told apart by plan.
    pub(super) fn of(&mut self, usage: &Usage, row: &UsageRow) -> [Place; 3] {
        let key = [row.plan, row.subscription, row.resource_group, row.resource];
        if let Some(places) = self.known.get(&key) {
            return *places;
        }
        let [plan, subscription, group, uri] = key.map(|symbol| usage.text(symbol));
        let title = usage.name_of(row.subscription).unwrap_or_default();
        let subscription = first_of([subscription, subscription_of(uri), plan]);
        let subscription = self.add(0, 0, subscription, [plan, title]);
        let group = self.add(1, subscription, group, ["", ""]);
        let resource = self.add(2, group, uri, ["", ""]);
        self.known.insert(key, [subscription, group, resource]);
        [subscription, group, resource]
    }

    fn add(&mut self, level: u8, parent: Place, name: &str, [plan, title]: [&str; 2]) -> Place {
        let list = match level {
            0 => &mut self.subscriptions,
            1 => &mut self.groups,
            _ => &mut self.resources,
        };
        *self.by_name.entry((level, parent, name.to_lowercase())).or_insert_with(|| {
            list.push(Named { name: name.to_owned(), parent, plan: plan.to_owned(), title: title.to_owned() });
            list.len().saturating_sub(1)
        })
    }

    pub(super) fn subscription(&self, place: Place) -> &Named {
        named(&self.subscriptions, place)
    }

    pub(super) fn group(&self, place: Place) -> &Named {
        named(&self.groups, place)
    }

    pub(super) fn resource(&self, place: Place) -> &Named {
        named(&self.resources, place)
    }
}

fn named(list: &[Named], place: Place) -> &Named {
    static NOTHING: Named = Named { name: String::new(), parent: 0, plan: String::new(), title: String::new() };
    list.get(place).unwrap_or(&NOTHING)
}
