//! Dossiers and rules to count by, made at random.

use crate::dossier::{Facts, NO_DAY, NO_TIME, doubt};
use crate::measure::{Basis, BlankChannel, Clock, EndDay, NoDueAs, ReturnedAs, Rules, Waiting};
use crate::value::{Channel, Status};
use proptest::prelude::*;

fn some_day() -> impl Strategy<Value = i32> {
    prop_oneof![1 => Just(NO_DAY), 3 => 19_000_i32..19_030]
}

fn some_second() -> impl Strategy<Value = u32> {
    prop_oneof![Just(NO_TIME), 0_u32..3]
}

prop_compose! {
    /// A dossier with days around 19,000 to 19,030.
    pub fn dossier()(
        received in 19_000_i32..19_025,
        due in some_day(), due_second in some_second(),
        finished in some_day(), finished_second in some_second(),
        returned in some_day(), returned_second in some_second(),
        status in 0..Status::ALL.len() as u8,
        intake in 1..Channel::ALL.len() as u8, return_channel in 1..Channel::ALL.len() as u8,
        service_level in 0..5_u8, unit in 0..3_u32, doubts in 0_u16..32,
    ) -> Facts {
        let bits = [doubt::UNREADABLE_DUE, doubt::UNREADABLE_FINISHED, doubt::UNREADABLE_RETURNED,
            doubt::ACCEPTANCE_TIMED, doubt::ACCEPTANCE];
        let set = bits.iter().enumerate().filter(|(at, _)| doubts >> at & 1 == 1);
        // An unreadable day is not known.
        let known = [due, finished, returned].map(|day| day != NO_DAY);
        let fits = |at: usize| known.get(at).is_none_or(|known| !known);
        let doubts = set.filter(|(at, _)| fits(*at)).fold(0, |doubts, (_, bit)| doubts | bit);
        Facts {
            due, due_second, finished, finished_second, returned, returned_second,
            status, intake, return_channel, service_level, unit, doubts,
            ..Facts::received_on(received)
        }
    }
}

prop_compose! {
    /// Any rules.
    pub fn some_rules()(
        as_of in 19_000_i32..19_035, clock in 0..2_usize, waiting in 0..3_usize, basis in 0..2_usize, end_day in 0..3_usize,
        returned in 0..3_usize, no_due in 0..2_usize, blank_channel in 0..2_usize,
    ) -> Rules {
        Rules {
            clock: Clock::ALL[clock], waiting: Waiting::ALL[waiting], basis: Basis::ALL[basis],
            end_day: EndDay::ALL[end_day], returned: ReturnedAs::ALL[returned], no_due: NoDueAs::ALL[no_due],
            blank_channel: BlankChannel::ALL[blank_channel], ..Rules::on(as_of)
        }
    }
}

/// Dossiers, and how often each counts. In half of the tables, each counts once.
pub fn dossiers(most: usize) -> impl Strategy<Value = Vec<(Facts, u32)>> {
    let once = dossier().prop_map(|facts| (facts, 1));
    prop_oneof![prop::collection::vec(once, 0..most), prop::collection::vec((dossier(), 1_u32..4), 0..most)]
}
