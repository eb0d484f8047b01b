//! The numbers of all slots and periods, each kind in a table of its own: what is counted of every dossier lies close
//! together, and what few dossiers have lies apart.

use super::course::Closing;
use super::period_counts::{PeriodCounts, Seldom, WAYS};
use super::spread::TOOK;

/// Kinds of intake: channel by level.
pub const INTAKES: usize = 18;
/// Kinds of closing: how, by way.
pub const CLOSINGS: usize = Closing::ALL.len() * WAYS;
/// Kinds of what is known of an acceptance, or of an appointment.
pub const STATES: usize = 4;

/// Declares the tables once.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $nothing:expr,)+) => {
        /// The numbers by place.
        #[derive(Debug, Default)]
        pub struct Tables { $($(#[$doc])* pub $name: Vec<$type>,)+ }

        impl Tables {
            /// Makes places up to so many, where nothing is counted yet.
            pub fn resize(&mut self, places: usize) {
                $(self.$name.resize(places, $nothing);)+
            }

            /// The numbers of a place.
            pub fn of(&self, place: usize) -> Option<PeriodCounts> {
                $(let $name = *self.$name.get(place)?;)+
                Some(PeriodCounts { $($name,)+ })
            }
        }
    };
}

tables! {
    /// Received, by [`INTAKES`].
    intake: [u32; INTAKES] = [0; INTAKES],
    /// Of these, by whether they were accepted in time.
    accepted: [u32; STATES] = [0; STATES],
    /// Ended, stopped or not accepted, by [`CLOSINGS`].
    closed: [u32; CLOSINGS] = [0; CLOSINGS],
    /// Of these, by how many days they took.
    took: [u32; TOOK] = [0; TOOK],
    /// Appointments, by what became of them.
    due: [u32; STATES] = [0; STATES],
    /// What few dossiers have.
    seldom: Seldom = Seldom::default(),
}

impl Tables {
    /// How many places there are.
    pub fn len(&self) -> usize {
        self.seldom.len()
    }
}
