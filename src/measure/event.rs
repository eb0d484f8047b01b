//! What a dossier counts as, and where: everything that its counts lean on, worked out before any is touched. Numbers that
//! lie in memory are counted without a guess at what was said of the dossier before.

use super::course::is_after;
use super::{Clock, Course, Rules};
use crate::dossier::{Facts, NO_DAY, doubt};
use crate::value::{Channel, ServiceLevel};

/// One dossier that counts.
#[derive(Debug, Clone, Copy)]
pub struct Event {
    /// Number of its group.
    pub slot: u32,
    /// Its course by the rules.
    pub course: Course,
    /// Its appointment, or [`NO_DAY`].
    pub due: i32,
    /// Day returned, or [`NO_DAY`].
    pub returned: i32,
    /// It was finished by the due day, and handed over after it.
    pub handed_over_late: bool,
    /// Level of its unit.
    pub level: u8,
    /// Number of its channel.
    pub channel: u8,
    /// Its service level: 3 is 1, 4 is 2, any other 0.
    pub service: u8,
    /// The ways it came and goes: 2 for online, and 1 for a return by post.
    pub way: u8,
    /// It is known whether it was accepted late, and it was.
    pub accepted: [bool; 2],
}

impl Event {
    /// Of these facts, by the rules.
    #[inline(always)]
    pub fn of(slot: u32, facts: &Facts, rules: &Rules) -> Self {
        let online = u8::from(facts.intake == Channel::Online as u8);
        let postal = u8::from(facts.return_channel == Channel::Postal as u8);
        let has = |bit: u16| facts.doubts & bit != 0;
        Self {
            slot,
            course: Course::of(facts, rules),
            due: facts.due,
            returned: facts.returned,
            handed_over_late: handed_over_late(facts, rules.clock),
            level: facts.unit_level,
            channel: facts.intake,
            service: facts.service_level.saturating_sub(ServiceLevel::Two as u8),
            way: online * 2 + postal,
            accepted: [has(doubt::ACCEPTANCE_TIMED), has(doubt::ACCEPTED_LATE)],
        }
    }
}

/// True if a dossier was finished by its due day, and handed over after it. Without an early way out, as its course.
#[inline(always)]
fn handed_over_late(facts: &Facts, clock: Clock) -> bool {
    (facts.due != NO_DAY)
        & is_after(facts, facts.returned, facts.returned_second, clock)
        & (facts.finished != NO_DAY)
        & !is_after(facts, facts.finished, facts.finished_second, clock)
}
