//! Compares lives with their dossiers: every answer at boundaries is the same, parts add up, the order does
//! not matter, and coarsening twice equals coarsening once (docs/reference.md, "Lives").

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use hoso::dossier::{CodeIndex, Dossiers, DuplicateFilter, Duplicates, Facts, NO_DAY, NO_TIME, doubt};
use hoso::measure::{
    Answer, Basis, BlankChannel, Boundaries, Clock, Counts, Dimension, EndDay, Filter, FixedRules, Fold,
    Grain, Lacks, LifeKeys, LivesTable, NoDueAs, OnTimeOf, Outcome, Question, ReturnedAs, Rules, Source,
    Stop, Waiting, answer, coarsen,
};
use hoso::schema::Column;
use hoso::value::{Channel, Coded, DAYS, ServiceLevel, Status, UnitLevel};
use proptest::prelude::*;

/// 2022-11-20, in the middle of a month and of a quarter.
const FIRST: i32 = 19_316;
/// 2023-03-10.
const LAST: i32 = 19_426;

const ALL_KEYS: LifeKeys = LifeKeys { unit: true, unit_level: true, field: true, procedure: true };

fn some_day() -> impl Strategy<Value = i32> {
    prop_oneof![2 => Just(NO_DAY), 6 => FIRST - 20..LAST + 20, 1 => Just(*DAYS.start()), 1 => *DAYS.end() - 40..=*DAYS.end()]
}

fn some_second() -> impl Strategy<Value = u32> {
    prop_oneof![Just(NO_TIME), 0_u32..3]
}

prop_compose! {
    fn dossier()(
        received in FIRST..LAST, due in some_day(), due_second in some_second(),
        finished in some_day(), finished_second in some_second(), returned in some_day(), returned_second in some_second(),
        tie in 0..4_u8, status in 0..Status::ALL.len() as u8, intake in 1..Channel::ALL.len() as u8,
        return_channel in 1..Channel::ALL.len() as u8, service_level in 0..ServiceLevel::ALL.len() as u8,
        unit_level in 0..UnitLevel::ALL.len() as u8, unit in 0..3_u32, field in 0..2_u32, doubts in 0_u8..8,
    ) -> Facts {
        // Days on the appointment and on the received day are the edge cases of the rules.
        let finished = match tie { 0 => due, 1 => received, _ => finished };
        let bits = [doubt::UNREADABLE_DUE, doubt::UNREADABLE_FINISHED, doubt::UNREADABLE_RETURNED];
        let days = [due, finished, returned];
        let unreadable = (0..3).filter(|at| doubts >> at & 1 == 1 && days[*at] == NO_DAY).map(|at| bits[at]);
        Facts {
            due, due_second, finished, finished_second, returned, returned_second, status, intake, return_channel,
            service_level, unit_level, unit, field, doubts: unreadable.fold(0, |bits, bit| bits | bit),
            ..Facts::received_on(received)
        }
    }
}

prop_compose! {
    fn fixed_rules()(end_day in 0..3_usize, blank in 0..2_usize) -> FixedRules {
        FixedRules { end_day: EndDay::ALL[end_day], blank_channel: BlankChannel::ALL[blank] }
    }
}

prop_compose! {
    /// The rules that can be chosen for lives.
    fn free_rules()(
        clock in 0..2_usize, waiting in 0..3_usize, basis in 0..2_usize, returned in 0..3_usize, no_due in 0..2_usize,
        of in 0..4_usize, as_of in FIRST..LAST + 40,
    ) -> Rules {
        Rules {
            clock: Clock::ALL[clock], waiting: Waiting::ALL[waiting], basis: Basis::ALL[basis],
            returned: ReturnedAs::ALL[returned], no_due: NoDueAs::ALL[no_due], on_time_of: OnTimeOf::ALL[of],
            ..Rules::on(as_of)
        }
    }
}

fn some_filter() -> impl Strategy<Value = Filter> {
    let none = Just(Filter::default());
    let outcomes = prop::collection::vec(0..Outcome::ALL.len(), 1..4);
    let outcomes = outcomes.prop_map(|numbers| Filter {
        outcomes: numbers.into_iter().map(|number| Outcome::ALL[number]).collect(),
        ..Filter::default()
    });
    let keys = [(Dimension::Unit, vec!["B".to_owned()])];
    let unit = Just(Filter { keys: keys.into(), stops: vec![Stop::Halted], ..Filter::default() });
    prop_oneof![3 => none, 1 => outcomes, 1 => unit]
}

/// A table of these dossiers, each counted once.
fn table(dossiers: &[Facts]) -> Dossiers {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let (units, fields, procedures) = (names(&["", "B", "A"]), names(&["", "đất đai"]), names(&[""]));
    let empty = Dossiers { units, fields, procedures, ..Dossiers::default() };
    empty.folded(dossiers.iter().map(|facts| (*facts, 1)))
}

fn with_sources<'a, T>(tables: &[(&'a Dossiers, Lacks)], then: impl FnOnce(&[Source<'_>]) -> T) -> T {
    let all: Vec<&Dossiers> = tables.iter().map(|(dossiers, _)| *dossiers).collect();
    let live = DuplicateFilter::by(Duplicates::Keep, &all, &CodeIndex::default());
    let source = |(table, (dossiers, lacks)): (usize, &(&'a Dossiers, Lacks))| Source {
        dossiers,
        table,
        live: &live,
        file: "a",
        lacks: *lacks,
    };
    then(&tables.iter().enumerate().map(source).collect::<Vec<_>>())
}

fn fold(
    tables: &[(&Dossiers, Lacks)],
    fixed: FixedRules,
    keys: LifeKeys,
    by: &Boundaries,
) -> Vec<LivesTable> {
    let mut fold = Fold::new(by.clone(), fixed, keys);
    with_sources(tables, |sources| sources.iter().try_for_each(|source| fold.add(source))).unwrap();
    fold.finish()
}

fn asked(question: &Question, tables: &[(&Dossiers, Lacks)]) -> Answer {
    with_sources(tables, |sources| answer(question, sources, &[])).unwrap()
}

fn of_lives(lives: &[LivesTable]) -> Vec<(&Dossiers, Lacks)> {
    lives.iter().map(|table| (&table.lives, table.lacks)).collect()
}

/// The counts that lives can give.
fn answerable(counts: Counts) -> Counts {
    Counts { due_in_period: 0, due_met: 0, accepted_late: 0, accepted_timed: 0, ..counts }
}

type Figures = (Counts, Vec<(Vec<(Dimension, String)>, Counts)>, u64);

fn figures(answer: &Answer) -> Figures {
    let groups = answer.groups.iter().chain(&answer.halted_only);
    // Lives cannot give a group in which only appointments fall.
    let groups = groups.filter(|group| answerable(group.counts) != Counts::default());
    let groups = groups.map(|group| (group.key.clone(), answerable(group.counts)));
    let mut groups: Vec<_> = groups.collect();
    groups.sort_by(|one, other| one.0.cmp(&other.0));
    (answerable(answer.total.counts), groups, answer.received_after_as_of)
}

fn rows(lives: &[LivesTable]) -> Vec<(Lacks, Facts, u32)> {
    let mut all = Vec::new();
    for table in lives {
        for chunk in &table.lives.chunks {
            chunk.each(|at, facts| all.push((table.lacks, facts, chunk.weights.get(at))));
        }
    }
    all
}

/// The missing columns for these bits: no appointment, no end, no status, no channel.
fn lacking(bits: u8) -> Lacks {
    Lacks::of(|column| match column {
        Column::Due => bits & 1 == 0,
        Column::Finished | Column::Returned => bits & 2 == 0,
        Column::Status => bits & 4 == 0,
        Column::IntakeChannel => bits & 8 == 0,
        Column::Submitted => false,
        _ => true,
    })
}

/// The dossiers as a table without these columns has them.
fn stripped(dossiers: &[Facts], bits: u8) -> Vec<Facts> {
    let strip = |facts: &Facts| {
        let mut facts = *facts;
        if bits & 1 != 0 {
            (facts.due, facts.due_second) = (NO_DAY, NO_TIME);
            facts.doubts &= !doubt::UNREADABLE_DUE;
        }
        if bits & 2 != 0 {
            (facts.finished, facts.finished_second) = (NO_DAY, NO_TIME);
            (facts.returned, facts.returned_second) = (NO_DAY, NO_TIME);
            facts.doubts &= doubt::UNREADABLE_DUE;
        }
        if bits & 4 != 0 {
            facts.status = Status::Blank.number();
        }
        if bits & 8 != 0 {
            facts.intake = Channel::Unknown.number();
        }
        facts
    };
    dossiers.iter().map(strip).collect()
}

fn some_lists() -> impl Strategy<Value = Vec<(Vec<Facts>, u8)>> {
    let bits = prop_oneof![2 => Just(0_u8), 1 => 0_u8..16];
    let list = (prop::collection::vec(dossier(), 0..25), bits);
    prop::collection::vec(list.prop_map(|(dossiers, bits)| (stripped(&dossiers, bits), bits)), 1..4)
}

fn grain() -> impl Strategy<Value = Grain> {
    prop_oneof![Just(Grain::Month), Just(Grain::Quarter)]
}

fn period(grain: Grain) -> Dimension {
    if grain == Grain::Month { Dimension::Month } else { Dimension::Quarter }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn days_of_lives_can_be_read(facts in dossier(), fixed in fixed_rules(), grain in grain()) {
        let life = coarsen(&facts, &fixed, ALL_KEYS, &Boundaries::new(grain, LAST)).facts();
        let days = [life.received, life.due, life.finished, life.returned];
        prop_assert!(days.iter().all(|day| *day == NO_DAY || DAYS.contains(day)), "{life:?}");
    }

    #[test]
    fn lives_give_the_same_answers_as_their_dossiers(
        lists in some_lists(), fixed in fixed_rules(), rules in free_rules(), filter in some_filter(),
        (grain, cut) in (grain(), FIRST..LAST + 10), from in prop::option::of(FIRST..LAST), to in prop::option::of(FIRST..LAST),
    ) {
        let boundaries = Boundaries::new(grain, cut);
        let tables: Vec<(Dossiers, Lacks)> =
            lists.iter().map(|(dossiers, bits)| (table(dossiers), lacking(*bits))).collect();
        let tables: Vec<(&Dossiers, Lacks)> = tables.iter().map(|(table, lacks)| (table, *lacks)).collect();
        let lives = fold(&tables, fixed, ALL_KEYS, &boundaries);
        let as_of = boundaries.nearest(rules.as_of);
        let rules = Rules { as_of, end_day: fixed.end_day, blank_channel: fixed.blank_channel, ..rules };
        let from = from.map(|day| boundaries.nearest(day) + 1);
        let to = to.map(|day| boundaries.last_of(day)).filter(|to| from.is_none_or(|from| from <= *to));
        let units = [Dimension::Unit, Dimension::Field, Dimension::UnitLevel];
        let channels = [Dimension::IntakeChannel, Dimension::ServiceLevel, period(grain), Dimension::Year];
        for by in [&[][..], &units, &[Dimension::Unit, period(grain)], &channels] {
            let question = Question { by: by.to_vec(), filter: filter.clone(), from, to, rules };
            let (ours, theirs) = (asked(&question, &of_lives(&lives)), asked(&question, &tables));
            prop_assert_eq!(figures(&ours), figures(&theirs), "{:?}", by);
        }
    }

    #[test]
    fn coarsening_twice_is_coarsening_once(facts in dossier(), fixed in fixed_rules(), cut in FIRST..LAST) {
        let (months, quarters) = (Boundaries::new(Grain::Month, cut), Boundaries::new(Grain::Quarter, cut));
        let life = coarsen(&facts, &fixed, ALL_KEYS, &months);
        prop_assert_eq!(coarsen(&life.facts(), &fixed, ALL_KEYS, &months), life, "{:?}", facts);
        let coarse = coarsen(&facts, &fixed, ALL_KEYS, &quarters);
        prop_assert_eq!(coarsen(&life.facts(), &fixed, ALL_KEYS, &quarters), coarse, "{:?}", facts);
    }

    /// Parts in any order, combined at once, one after the other, or as lives of lives.
    #[test]
    fn parts_add_up_in_any_order(lists in some_lists(), fixed in fixed_rules(), cut in FIRST..LAST, grain in grain()) {
        let months = Boundaries::new(Grain::Month, cut);
        let wanted = Boundaries::new(grain, cut);
        let tables: Vec<(Dossiers, Lacks)> =
            lists.iter().map(|(dossiers, bits)| (table(dossiers), lacking(*bits))).collect();
        let mut tables: Vec<(&Dossiers, Lacks)> = tables.iter().map(|(table, lacks)| (table, *lacks)).collect();
        let keys = LifeKeys { procedure: false, field: false, ..ALL_KEYS };
        let whole = rows(&fold(&tables, fixed, keys, &wanted));
        let parts: Vec<LivesTable> = tables.iter().flat_map(|part| fold(&[*part], fixed, ALL_KEYS, &months)).collect();
        tables.reverse();
        prop_assert_eq!(&rows(&fold(&tables, fixed, keys, &wanted)), &whole);
        prop_assert_eq!(&rows(&fold(&of_lives(&parts), fixed, keys, &wanted)), &whole);
        let mut merged = Fold::new(wanted.clone(), fixed, keys);
        for table in &tables {
            let mut part = Fold::new(wanted.clone(), fixed, keys);
            with_sources(&[*table], |sources| part.add(&sources[0])).unwrap();
            merged.merge(part);
        }
        let dossiers: usize = lists.iter().map(|(dossiers, _)| dossiers.len()).sum();
        prop_assert_eq!(merged.dossiers(), dossiers as u64);
        prop_assert_eq!(&rows(&merged.finish()), &whole);
    }
}

/// Received on 05/01/2023, due on 31/01, ended late on 15/03: overdue from February on, whose end is the
/// first after the appointment. Another, due on 10/02 and ended on 20/02, is never overdue at a month's end.
#[test]
fn one_life_worked_out_by_hand() {
    let months = Boundaries::new(Grain::Month, 19_416);
    let late = Facts { due: 19_388, finished: 19_431, ..Facts::received_on(19_362) };
    let life = coarsen(&late, &FixedRules::default(), ALL_KEYS, &months);
    let (january, february, march) = (19_388, 19_416, 19_447);
    assert_eq!((life.opened, life.overdue_from, life.closed), (january, february, march));
    assert!(life.has_due && !life.waits && !life.by_post);
    let facts = life.facts();
    assert_eq!((facts.received, facts.due, facts.finished), (january, february - 1, march));
    let soon = Facts { due: 19_398, finished: 19_408, ..late };
    let life = coarsen(&soon, &FixedRules::default(), ALL_KEYS, &months);
    assert_eq!((life.opened, life.overdue_from, life.closed), (january, i32::MAX, february));
    assert_eq!((life.facts().due, life.facts().finished), (february - 1, february));
}
