//! Lives (hồ sơ gộp, docs/reference.md, "Lives"): what is left of a dossier if only whole periods are known.
//! Dossiers with the same life cannot be told apart by any question about whole periods, so one row with a
//! weight stands for all of them.
//!
//! A life is again a dossier, on representative days: a period is represented by its last day. Dossier and
//! life therefore go through the same count, and coarsening a life again is coarsening its dossier.

use super::{BlankChannel, Boundaries, Clock, Closing, Course, EndDay, Outcome, Rules, Waiting};
use crate::dossier::{Facts, NO_DAY, doubt};
use crate::value::{Channel, Coded, DAYS, Status};

/// The rules that are applied when lives are made. Questions cannot change them later.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FixedRules {
    /// Which day ends a dossier.
    pub end_day: EndDay,
    /// What a blank channel means.
    pub blank_channel: BlankChannel,
}

/// Which names lives keep. A name that is not kept is "".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LifeKeys {
    /// The unit's name.
    pub unit: bool,
    /// The unit's level.
    pub unit_level: bool,
    /// The field.
    pub field: bool,
    /// The procedure.
    pub procedure: bool,
}

/// A life. Days are the last days of periods; [`i32::MAX`] means never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Life {
    /// Number of the unit's name.
    pub unit: u32,
    /// Number of the unit's level.
    pub unit_level: u8,
    /// Number of the field.
    pub field: u32,
    /// Number of the procedure.
    pub procedure: u32,
    /// Number of the service level.
    pub service_level: u8,
    /// Number of the intake channel; the fixed rules decide what a blank one is.
    pub intake: u8,
    /// True if the result went back by post; false while open.
    pub by_post: bool,
    /// Period of receipt.
    pub opened: i32,
    /// Period in which it ended, stopped or was refused.
    pub closed: i32,
    /// First period at whose end it is overdue unless it waits; never if it is closed by then.
    pub overdue_from: i32,
    /// How it was closed, by the days; None while open.
    pub ending: Option<Ending>,
    /// True if it has an appointment. Also false if it is open at no boundary, because its verdict then
    /// suffices.
    pub has_due: bool,
    /// True if it waits for the applicant.
    pub waits: bool,
}

/// How a life was closed, by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ending {
    /// Number of the [`Closing`] by calendar days.
    by_day: u8,
    /// True if it was closed on its due day, but late by the time of day.
    late_by_time: bool,
}

impl Ending {
    /// How a life was closed by calendar days, and whether it is late by the time of day alone.
    pub fn new(by_day: Closing, late_by_time: bool) -> Self {
        Self { by_day: by_day as u8, late_by_time }
    }

    /// How it was closed, by calendar days.
    pub fn by_day(self) -> Closing {
        Closing::ALL.get(usize::from(self.by_day)).copied().unwrap_or(Closing::NoVerdict)
    }

    /// True if it was closed on its due day, but late by the time of day.
    pub fn is_late_by_time(self) -> bool {
        self.late_by_time
    }
}

/// The life of a dossier, with the name numbers of its facts.
pub fn coarsen(facts: &Facts, fixed: &FixedRules, keys: LifeKeys, boundaries: &Boundaries) -> Life {
    let rules = |clock, waiting| Rules { clock, waiting, end_day: fixed.end_day, ..Rules::on(0) };
    let course = Course::of(facts, &rules(Clock::Day, Waiting::Pending));
    let by_time = Course::of(facts, &rules(Clock::Instant, Waiting::Apart));
    let closes = course.closed != i32::MAX;
    let opened = boundaries.last_of(course.opened);
    let closed = if closes { boundaries.last_of(course.closed) } else { i32::MAX };
    let overdue = match course.due {
        i32::MAX => i32::MAX,
        due => boundaries.last_of(due.saturating_add(1)).max(opened),
    };
    let only = |number: u32, kept: bool| if kept { number } else { 0 };
    Life {
        unit: only(facts.unit, keys.unit),
        unit_level: if keys.unit_level { facts.unit_level } else { 0 },
        field: only(facts.field, keys.field),
        procedure: only(facts.procedure, keys.procedure),
        service_level: facts.service_level,
        intake: intake(facts.intake, fixed.blank_channel),
        by_post: closes && facts.return_channel == Channel::Postal.number(),
        opened,
        closed,
        overdue_from: if overdue < closed { overdue } else { i32::MAX },
        ending: closes.then_some(Ending {
            by_day: course.closing as u8,
            late_by_time: by_time.closing != course.closing,
        }),
        has_due: opened < closed && facts.due != NO_DAY,
        waits: !closes && by_time.open == Outcome::Waiting,
    }
}

fn intake(channel: u8, blank: BlankChannel) -> u8 {
    match (Channel::of(channel), blank) {
        (Channel::Blank, BlankChannel::Direct) => Channel::Direct.number(),
        (Channel::Blank, BlankChannel::Unknown) => Channel::Other.number(),
        _ => channel,
    }
}

impl Life {
    /// A dossier with this life, on the last days of its periods.
    pub fn facts(&self) -> Facts {
        let channel = if self.by_post { Channel::Postal } else { Channel::Other };
        let facts = Facts {
            unit: self.unit,
            unit_level: self.unit_level,
            field: self.field,
            procedure: self.procedure,
            service_level: self.service_level,
            intake: self.intake,
            return_channel: channel.number(),
            status: self.status().number(),
            ..Facts::received_on(self.opened)
        };
        match self.ending {
            None => Facts { due: self.open_due(), ..facts },
            Some(ending) if ending.by_day() == Closing::NotAccepted => facts,
            Some(ending) => self.closed_facts(ending, Facts { finished: self.closed, ..facts }),
        }
    }

    fn closed_facts(&self, ending: Ending, facts: Facts) -> Facts {
        let (end, is_late) = (self.closed, ending.late_by_time);
        match ending.by_day() {
            Closing::Early | Closing::ReturnedEarly => Facts { due: end.saturating_add(1), ..facts },
            Closing::OnDueDay | Closing::ReturnedOnDueDay if is_late => {
                Facts { due: end, due_second: 0, finished_second: 1, ..facts }
            }
            Closing::OnDueDay | Closing::ReturnedOnDueDay => Facts { due: end, ..facts },
            Closing::Late | Closing::ReturnedLate => Facts { due: self.overdue_from.min(end) - 1, ..facts },
            Closing::NoVerdict | Closing::ReturnedNoVerdict => {
                Facts { doubts: doubt::UNREADABLE_DUE, ..facts }
            }
            Closing::Halted if self.has_due && self.overdue_from == i32::MAX => Facts { due: end, ..facts },
            Closing::Halted => Facts { due: self.open_due(), ..facts },
            Closing::NoDue | Closing::ReturnedNoDue | Closing::NotAccepted => facts,
        }
    }

    /// An appointment that makes it overdue from its period on. Later days than the last that can be read are
    /// not needed: nothing is asked about them.
    fn open_due(&self) -> i32 {
        let has_day = self.has_due && self.overdue_from != i32::MAX;
        if has_day { (self.overdue_from - 1).min(*DAYS.end()) } else { NO_DAY }
    }

    fn status(&self) -> Status {
        match self.ending.map(Ending::by_day) {
            None if self.waits => Status::Waiting,
            None => Status::Open,
            Some(Closing::NotAccepted) => Status::NotAccepted,
            Some(Closing::Halted) => Status::Halted,
            Some(closing) if closing.is_returned() => Status::Returned,
            Some(_) => Status::Finished,
        }
    }
}
