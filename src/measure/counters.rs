//! The counters of all slots and periods, one table per kind. Counters that every dossier increments are
//! close together in memory; those for rare cases are separate.

use super::period_counts::{CLOSINGS, INTAKES, PeriodCounts, STATES, Seldom};
use super::spread::TOOK;

/// Declares the tables.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $nothing:expr,)+) => {
        /// The counters, by place.
        #[derive(Debug, Default)]
        pub struct Tables { $($(#[$doc])* pub $name: Vec<$type>,)+ }

        impl Tables {
            /// Grows to this many places, with all counters 0.
            pub fn resize(&mut self, places: usize) {
                $(self.$name.resize(places, $nothing);)+
            }

            /// The counters of a place.
            pub fn of(&self, place: usize) -> Option<PeriodCounts<'_>> {
                $(let $name = self.$name.get(place)?;)+
                Some(PeriodCounts { $($name,)+ })
            }

            /// True if nothing was counted at a place.
            pub fn is_empty(&self, place: usize) -> bool {
                $(self.$name.get(place).is_none_or(|counters| *counters == $nothing))&&+
            }
        }
    };
}

tables! {
    /// Received, by channel and level.
    intake: [u32; INTAKES] = [0; INTAKES],
    /// Of those received, by whether they were accepted in time.
    accepted: [u32; STATES] = [0; STATES],
    /// Ended, stopped or not accepted, by closing and way.
    closed: [u32; CLOSINGS] = [0; CLOSINGS],
    /// Of those closed, by days taken.
    took: [u32; TOOK] = [0; TOOK],
    /// Appointments, by state.
    due: [u32; STATES] = [0; STATES],
    /// Counters for rare cases.
    seldom: Seldom = Seldom::default(),
}

impl Tables {
    /// Number of places.
    pub fn len(&self) -> usize {
        self.seldom.len()
    }
}
