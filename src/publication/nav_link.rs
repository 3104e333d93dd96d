//! A link as pages show it: a name and an address.

use serde::Serialize;

/// A link with its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NavLink {
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub address: String,
}
