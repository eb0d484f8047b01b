//! A simple reference implementation of the counter: one dossier and one period at a time, directly from the
//! wording of the contract. It is slow; the counter is tested against it.

use super::period_counts::DaySums;
use super::*;
use crate::dossier::{
    Builder, CodeIndex, Dossiers, DuplicateFilter, Duplicates, Facts, NO_DAY, NO_TIME, doubt,
};
use crate::value::{Channel, Coded, ServiceLevel, Status};
use proptest::prelude::*;
use random::dossiers;

mod random;

pub use random::{dossier, some_rules};

/// The end of a dossier.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Nothing,
    Unreadable,
    At(i32, u32),
}

fn end(facts: &Facts, rule: EndDay) -> End {
    let side = |day, second, bit| match (day, facts.doubts & bit) {
        (NO_DAY, 0) => End::Nothing,
        (NO_DAY, _) => End::Unreadable,
        _ => End::At(day, second),
    };
    let finished = side(facts.finished, facts.finished_second, doubt::UNREADABLE_FINISHED);
    let returned = side(facts.returned, facts.returned_second, doubt::UNREADABLE_RETURNED);
    let or = |one, other| if one == End::Nothing { other } else { one };
    match rule {
        EndDay::Finished => or(finished, returned),
        EndDay::Returned => or(returned, finished),
        EndDay::FinishedOnly => finished,
    }
}

fn status(facts: &Facts) -> Status {
    Status::of(facts.status)
}

/// Early, on the due day or late. None if one of the days is not known.
fn verdict(facts: &Facts, end: End, clock: Clock) -> Option<Outcome> {
    let End::At(day, second) = end else { return None };
    if facts.due == NO_DAY {
        return None;
    }
    let timed = clock == Clock::Instant && second != NO_TIME && facts.due_second != NO_TIME;
    Some(match day.cmp(&facts.due) {
        std::cmp::Ordering::Less => Outcome::Early,
        std::cmp::Ordering::Greater => Outcome::Late,
        std::cmp::Ordering::Equal if timed && second > facts.due_second => Outcome::Late,
        std::cmp::Ordering::Equal => Outcome::OnDueDay,
    })
}

fn has_appointment(facts: &Facts) -> bool {
    facts.due != NO_DAY || facts.doubts & doubt::UNREADABLE_DUE != 0
}

fn ended(facts: &Facts, end: End, rules: &Rules) -> Outcome {
    let none = if has_appointment(facts) || rules.no_due == NoDueAs::Apart {
        Outcome::NoVerdict
    } else {
        Outcome::OnDueDay
    };
    verdict(facts, end, rules.clock).unwrap_or(none)
}

/// The day that closes a dossier, and its outcome from then on.
fn closing(facts: &Facts, rules: &Rules) -> Option<(i32, Outcome)> {
    let end = end(facts, rules.end_day);
    let own_day = if let End::At(day, _) = end { day.max(facts.received) } else { facts.received };
    match (status(facts), end) {
        (Status::NotAccepted, _) => Some((facts.received, Outcome::NotAccepted)),
        (Status::Halted, _) => Some((own_day, Outcome::Stopped)),
        (Status::Returned, _) => Some((
            own_day,
            match rules.returned {
                ReturnedAs::Apart => Outcome::Stopped,
                ReturnedAs::OnTime => Outcome::OnDueDay,
                ReturnedAs::OwnDates => ended(facts, end, rules),
            },
        )),
        (_, End::At(..)) => Some((own_day, ended(facts, end, rules))),
        (Status::Finished, _) | (Status::Blank, End::Unreadable) => {
            Some((facts.received, ended(facts, end, rules)))
        }
        _ => None,
    }
}

fn outcome(facts: &Facts, rules: &Rules, on: i32) -> Option<Outcome> {
    if facts.received > on {
        return None;
    }
    if let Some((_, outcome)) = closing(facts, rules).filter(|(day, _)| *day <= on) {
        return Some(outcome);
    }
    let waits = status(facts) == Status::Waiting && !matches!(end(facts, rules.end_day), End::At(..));
    Some(match rules.waiting {
        Waiting::Apart if waits => Outcome::Waiting,
        Waiting::InTerm if waits => Outcome::InTerm,
        _ if facts.due == NO_DAY => Outcome::NoDue,
        _ if facts.due < on => Outcome::Overdue,
        _ => Outcome::InTerm,
    })
}

/// Counts one dossier in one period.
fn count(facts: &Facts, rules: &Rules, first: i32, last: i32) -> (Counts, DaySums) {
    count_judged(facts, rules, first, last, false)
}

/// The same. With `today`, the period contains the same dossiers, but outcomes are judged on the as-of date.
pub fn count_judged(facts: &Facts, rules: &Rules, first: i32, last: i32, today: bool) -> (Counts, DaySums) {
    let (mut counts, mut days) = (Counts::default(), DaySums::default());
    let event = rules.basis == Basis::Event;
    let last = last.min(rules.as_of);
    let known = if event { last } else { rules.as_of };
    let judged = if today { rules.as_of } else { known };
    if first > last || facts.received > last {
        return (counts, days);
    }
    let received_within = (first..=last).contains(&facts.received);
    let Some(outcome) = outcome(facts, rules, judged).filter(|_| event || received_within) else {
        return (counts, days);
    };
    let closed = closing(facts, rules).filter(|(day, _)| *day <= judged).map(|(day, _)| day);
    if outcome == Outcome::NotAccepted {
        counts.not_accepted = received_within.into();
        return (counts, days);
    }
    counts.received = received_within.into();
    counts.carried_over = (event && facts.received < first && closed.is_none_or(|day| day >= first)).into();
    if received_within {
        intake(facts, rules, &mut counts);
    }
    if closed.is_some_and(|day| !event || day >= first) {
        let end = end(facts, rules.end_day);
        how_it_ended(facts, outcome, &mut counts);
        how_it_stopped(facts, end, rules, outcome, &mut counts);
        if let (End::At(day, _), true) = (end, outcome.is_ended()) {
            (days.handled, days.handled_count) = (i64::from(day) - i64::from(facts.received), 1);
            days.handled_spread.add(day - facts.received, 1);
            let finished = verdict(facts, End::At(facts.finished, facts.finished_second), rules.clock);
            let returned = verdict(facts, End::At(facts.returned, facts.returned_second), rules.clock);
            let in_time = facts.finished != NO_DAY && finished != Some(Outcome::Late);
            let after =
                facts.returned != NO_DAY && returned == Some(Outcome::Late) && facts.returned <= judged;
            days.handed_over_late = (in_time && after).into();
        }
    }
    let standing = status(facts) == Status::Halted && closed.is_some_and(|day| day <= known);
    counts.halted_standing = standing.into();
    match outcome {
        Outcome::InTerm => counts.in_term = 1,
        Outcome::NoDue => counts.no_due = 1,
        Outcome::Waiting => counts.waiting = 1,
        Outcome::Overdue => {
            counts.overdue = 1;
            days.overdue = i64::from(judged - facts.due);
            days.overdue_spread.add(judged - facts.due, 1);
        }
        _ => {}
    }
    counts.pending = counts.in_term + counts.no_due + counts.overdue;
    let due_within = if event { (first..=last).contains(&facts.due) } else { facts.due <= known };
    let own_day = matches!(end(facts, rules.end_day), End::At(..));
    let left_out = closed.is_some() && (outcome == Outcome::Stopped || !own_day);
    if facts.due != NO_DAY && due_within && !left_out {
        counts.due_in_period = 1;
        counts.due_met = matches!(outcome, Outcome::Early | Outcome::OnDueDay).into();
    }
    (counts, days)
}

fn intake(facts: &Facts, rules: &Rules, counts: &mut Counts) {
    let online = match (Channel::of(facts.intake), rules.blank_channel) {
        (Channel::Direct, _) | (Channel::Blank, BlankChannel::Direct) => &mut counts.direct,
        (Channel::Online, _) => &mut counts.online,
        (Channel::Postal, _) => &mut counts.postal_intake,
        (Channel::Other, _) | (Channel::Blank, BlankChannel::Unknown) => &mut counts.other_intake,
        (Channel::Unknown, _) => &mut 0,
    };
    *online = 1;
    let level = |level: ServiceLevel| u64::from(facts.service_level == level.number());
    (counts.received_l3, counts.received_l4) = (level(ServiceLevel::Three), level(ServiceLevel::Four));
    (counts.online_l3, counts.online_l4) =
        (counts.online * counts.received_l3, counts.online * counts.received_l4);
    counts.accepted_timed = (facts.doubts & doubt::ACCEPTANCE_TIMED != 0).into();
    counts.accepted_late = (facts.doubts & doubt::ACCEPTED_LATE != 0).into();
}

fn how_it_ended(facts: &Facts, outcome: Outcome, counts: &mut Counts) {
    match outcome {
        Outcome::Early => counts.early = 1,
        Outcome::OnDueDay => counts.on_due_day = 1,
        Outcome::Late => counts.late = 1,
        Outcome::NoVerdict => counts.no_verdict = 1,
        _ => return,
    }
    counts.ended = 1;
    counts.timely = counts.early + counts.on_due_day;
    let online = u64::from(facts.intake == Channel::Online.number());
    (counts.online_on_time, counts.online_late) = (online * counts.timely, online * counts.late);
    counts.postal_return = (facts.return_channel == Channel::Postal.number()).into();
}

fn how_it_stopped(facts: &Facts, end: End, rules: &Rules, outcome: Outcome, counts: &mut Counts) {
    counts.stopped = (outcome == Outcome::Stopped).into();
    match status(facts) {
        Status::Halted => counts.halted = 1,
        Status::Returned => {
            counts.returned = 1;
            match verdict(facts, end, rules.clock) {
                Some(Outcome::Early) => counts.returned_early = 1,
                Some(Outcome::OnDueDay) => counts.returned_on_due_day = 1,
                Some(Outcome::Late) => counts.returned_late = 1,
                _ => {}
            }
        }
        _ => {}
    }
}

/// Counts each dossier as often as its row says.
fn all(dossiers: &[(Facts, u32)], rules: &Rules, first: i32, last: i32) -> (Counts, DaySums) {
    let mut sum = (Counts::default(), DaySums::default());
    for facts in dossiers.iter().flat_map(|(facts, often)| std::iter::repeat_n(facts, *often as usize)) {
        let (counts, days) = count(facts, rules, first, last);
        sum.0.add(&counts);
        sum.1.add(&days);
    }
    sum
}

fn table(dossiers: &[(Facts, u32)]) -> Dossiers {
    let mut builder = Builder::default();
    dossiers.iter().for_each(|(facts, often)| builder.push_often(b"", facts, (*often).into()));
    let units = ["", "A", "B"].map(str::to_owned).to_vec();
    Dossiers { chunks: builder.finish(), units, ..Dossiers::default() }
}

fn asked(question: &Question, table: &Dossiers) -> Answer {
    let live = DuplicateFilter::by(Duplicates::Keep, &[table], &CodeIndex::default());
    let lacks = Lacks::of(|_| true);
    let source = Source { dossiers: table, table: 0, live: &live, file: "a", lacks };
    answer(question, &[source], &[]).unwrap()
}

/// The sums of days as printed.
fn printed(days: &DaySums) -> [i64; 6] {
    let (handled, overdue) = (days.handled_spread.median(), days.overdue_spread.median());
    [
        days.handled,
        days.handled_count.cast_signed(),
        handled.into(),
        days.overdue,
        overdue.into(),
        days.handed_over_late.cast_signed(),
    ]
}

/// The dossiers to be handled equal the sum of their outcomes.
fn balances(counts: &Counts) -> bool {
    counts.carried_over + counts.received == counts.ended + counts.pending + counts.waiting + counts.stopped
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn the_counter_equals_the_reference(
        dossiers in dossiers(20), rules in some_rules(),
        from in prop::option::of(18_998_i32..19_020), length in prop::option::of(0_i32..40),
    ) {
        let to = length.map(|length| from.unwrap_or(19_000) + length);
        let table = table(&dossiers);
        let question = |by: &[Dimension]| Question { by: by.to_vec(), filter: Filter::default(), from, to, rules };
        let (first, last) = (from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX).min(rules.as_of));
        let whole = all(&dossiers, &rules, first, last);
        for by in [&[][..], &[Dimension::Unit], &[Dimension::Unit, Dimension::Week], &[Dimension::Month, Dimension::Week]] {
            let answer = asked(&question(by), &table);
            prop_assert_eq!(answer.total.counts, whole.0, "{:?}", by);
            prop_assert_eq!(printed(&answer.total.days), printed(&whole.1), "{:?}", by);
            prop_assert!(balances(&answer.total.counts));
        }
        for group in asked(&question(&[Dimension::Unit, Dimension::Week]), &table).groups {
            let unit = table.units.iter().position(|unit| *unit == group.key[0].1).unwrap() as u32;
            let (monday, sunday) = Span::Week.of_key(&group.key[1].1).unwrap();
            let those: Vec<_> = dossiers.iter().filter(|(facts, _)| facts.unit == unit).copied().collect();
            let twin = all(&those, &rules, monday.max(first), sunday.min(last));
            prop_assert_eq!(group.counts, twin.0, "{:?}", group.key);
            prop_assert_eq!(printed(&group.days), printed(&twin.1), "{:?}", group.key);
            prop_assert!(balances(&group.counts));
        }
    }

    /// The lanes of a block agree with the course of each dossier.
    #[test]
    fn lanes_equal_courses(dossiers in dossiers(1_100), rules in some_rules()) {
        let table = table(&dossiers);
        let live = DuplicateFilter::by(Duplicates::Keep, &[&table], &CodeIndex::default());
        let source = Source { dossiers: &table, table: 0, live: &live, file: "a", lacks: Lacks::of(|_| true) };
        let (mut courses, mut outcomes, mut seen) = (courses::Courses::new(&rules), [0; block::BLOCK], 0);
        source.blocks(&row_filter::RowFilter::default(), |block| {
            courses.work_out(block);
            courses.outcomes_on(rules.as_of, &mut outcomes);
            block.each(|at, index, facts| {
                let course = Course::of(facts, &rules);
                assert_eq!((courses.received[at], courses.end[at]), (course.opened, course.end));
                assert_eq!((courses.closed[at], courses.until[at]), (course.closed, course.due));
                assert_eq!(courses.open(at as u16), course.open as u32);
                if let Some(outcome) = course.outcome_on(rules.as_of) {
                    assert_eq!(outcomes[at], outcome as u32, "{index} {facts:?}");
                }
                seen += 1;
            });
        });
        prop_assert_eq!(seen, dossiers.len());
    }

    /// No group is missing: together they contain every event.
    #[test]
    fn groups_add_up_to_the_total(dossiers in dossiers(20), rules in some_rules()) {
        let table = table(&dossiers);
        let by = vec![Dimension::Unit, Dimension::Week];
        let answer = asked(&Question { by, filter: Filter::default(), from: None, to: None, rules }, &table);
        let sum = |count: fn(&Counts) -> u64| answer.groups.iter().map(|group| count(&group.counts)).sum::<u64>();
        let total = answer.total.counts;
        prop_assert_eq!(sum(|counts| counts.received), total.received);
        prop_assert_eq!(sum(|counts| counts.ended), total.ended);
        prop_assert_eq!(sum(|counts| counts.stopped), total.stopped);
        prop_assert_eq!(sum(|counts| counts.not_accepted), total.not_accepted);
    }
}

/// More dossiers than 32 bits hold, in one table: 7,000,000,000 open ones, half of them overdue.
#[test]
fn counts_may_exceed_32_bits() {
    let of = |due| Facts { due, intake: Channel::Online.number(), ..Facts::received_on(19_000) };
    let mut builder = Builder::default();
    [19_005, 19_020].iter().for_each(|due| builder.push_often(b"", &of(*due), 3_500_000_000));
    let table = Dossiers { chunks: builder.finish(), units: vec![String::new()], ..Dossiers::default() };
    assert_eq!(table.total(), 7_000_000_000);
    for by in [vec![], vec![Dimension::Unit, Dimension::Month]] {
        let rules = Rules::on(19_010);
        let answer = asked(&Question { by, filter: Filter::default(), from: None, to: None, rules }, &table);
        for group in answer.groups.iter().chain([&answer.total]) {
            let Counts { received, online, in_term, overdue, .. } = group.counts;
            assert_eq!((received, online), (7_000_000_000, 7_000_000_000));
            assert_eq!((in_term, overdue), (3_500_000_000, 3_500_000_000));
        }
    }
}
