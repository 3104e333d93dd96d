//! Numbers by which the values of one build refer to each other. Each list has a type of number of its own
//! (`TiVec<DocumentId, Document>`), so that a number of one list cannot be taken for that of another, and a wrong
//! one is a bug that shows. They hold within one build; what outlasts it (addresses, data, caches) is written with
//! the permanent ids of front matter.

/// Defines the numbers of a list.
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl From<usize> for $name {
            fn from(at: usize) -> Self {
                Self(at)
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

pub(crate) use id;
