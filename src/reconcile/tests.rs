//! Compares the search and the split with direct implementations: every dossier under every way, following
//! the specification.

use super::way::DUPLICATES;
use super::*;
use crate::dossier::{Builder, CodeIndex, Dossiers, DuplicateFilter, Facts};
use crate::measure::twin::{count_judged, dossier, some_rules};
use crate::measure::{Counts, Lacks};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// 1 and 28 February 2022, between which the days of the twin's dossiers lie.
const STATED: (i32, i32) = (19_024, 19_051);

/// Dossiers of one unit, some of which share a code.
struct Sample {
    table: Dossiers,
    codes: CodeIndex,
    rows: Vec<(u8, Facts)>,
}

impl Sample {
    fn new(rows: Vec<(u8, Facts)>) -> Self {
        let mut builder = Builder::default();
        rows.iter().for_each(|(code, facts)| builder.push(format!("H-{code}").as_bytes(), facts));
        let table = Dossiers { chunks: builder.finish(), units: vec![String::new()], ..Dossiers::default() };
        let mut codes = CodeIndex::default();
        codes.take(&[&table], i32::MAX);
        Self { table, codes, rows }
    }

    fn fold(&self, stated: &StatedWay) -> ClassFold {
        let marks = ClassMarks::new(&[&self.table], &self.codes);
        let mut fold = ClassFold::new(stated, 1, &self.codes);
        for (index, (_, facts)) in self.rows.iter().enumerate() {
            fold.add(&[0], index as u32, (facts, 1), marks.of(0, index, 0b11), Lacks::of(|_| true));
        }
        fold.finish();
        fold
    }

    fn facts(&self, number: u32) -> Option<Facts> {
        self.rows.get(number as usize).map(|(_, facts)| *facts)
    }

    /// The counts of every row that counts, for one code or for all.
    fn plain(&self, way: &Way, space: &Space, code: Option<u8>) -> Option<Counts> {
        let live = DuplicateFilter::by(
            DUPLICATES[way.get(rule_named("duplicates").unwrap())],
            &[&self.table],
            &self.codes,
        );
        let (rules, days) = (way.rules(&space.rules), way.days(&space.stated)?);
        let today = way.get(rule_named("asOf").unwrap()) == 1;
        let mut sum = Counts::default();
        for (index, (own, facts)) in self.rows.iter().enumerate() {
            if live.counts(0, index) && code.is_none_or(|code| code == *own) {
                sum.add(&count_judged(facts, &rules, days.first, days.last, today).0);
            }
        }
        Some(sum)
    }
}

/// Every way with up to three changes, one after the other.
fn every_way(space: &Space) -> Vec<Way> {
    let mut ways = vec![space.base];
    for _ in 0..3 {
        for way in ways.clone() {
            for (rule, (_, values)) in RULES.iter().enumerate() {
                if way.get(rule) == space.base.get(rule) {
                    ways.extend((0..values.len()).map(|value| way.with(rule, value)));
                }
            }
        }
        let mut seen = BTreeSet::new();
        ways.retain(|way| seen.insert(way.changes(&space.base)));
    }
    ways
}

/// The ways with the best score, unless fewer of their changes have the same score.
fn best(
    sample: &Sample,
    claims: &[Claimed],
    space: &Space,
) -> (bool, BTreeSet<Vec<(&'static str, &'static str)>>) {
    let mut scored = Vec::new();
    for way in every_way(space) {
        let Some(counts) = sample.plain(&way, space, None) else { continue };
        let (mut met, mut off) = (0, 0_i64);
        for Claimed { figure, published } in claims {
            let parts = figure.parts_if_defined(&counts, &way.rules(&space.rules));
            met += usize::from(published.is_met(parts));
            off += published.missing(parts).map_or(1 << 40, i64::abs);
        }
        scored.push((met, -off, way.changes(&space.base)));
    }
    let top = scored.iter().map(|(met, off, _)| (*met, *off)).max().unwrap();
    let chosen: Vec<_> =
        scored.into_iter().filter(|(met, off, _)| (*met, *off) == top).map(|(.., way)| way).collect();
    let has_part = |way: &Vec<_>| {
        chosen.iter().any(|other| other.len() < way.len() && other.iter().all(|change| way.contains(change)))
    };
    (top.0 == claims.len(), chosen.iter().filter(|way| !has_part(way)).cloned().collect())
}

fn named(figure: &str, is_rate: bool) -> ClaimFigure {
    ClaimFigure::named(figure, is_rate).unwrap()
}

prop_compose! {
    fn some_claims()(
        figures in prop::collection::vec(0..12_usize, 1..5), way in 0..2_000_usize, error in prop_oneof![3 => Just(0_i64), 1 => 1..4_i64],
    ) -> (Vec<ClaimFigure>, usize, i64) {
        let counts = ["received", "carriedOver", "ended", "timely", "late", "pending", "overdue", "online", "total", "dueMet"];
        let figure = |place: &usize| counts.get(*place).map_or_else(|| named("onTime", true), |count| named(count, false));
        (figures.iter().map(figure).collect(), way, error)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_search_equals_a_direct_one(
        rows in prop::collection::vec((0..20_u8, dossier()), 1..14), rules in some_rules(), (figures, planted, error) in some_claims(),
        duplicates in 0..4_usize, moved in 0..40_i32,
    ) {
        // Moved so that the days are around the period and around its shifted ends.
        let moved_by = |day: i32| if day == crate::dossier::NO_DAY { day } else { day + 5 + moved };
        let rows = rows.into_iter().map(|(code, facts)| (code, Facts {
            received: moved_by(facts.received), due: moved_by(facts.due),
            finished: moved_by(facts.finished), returned: moved_by(facts.returned), ..facts
        }));
        let sample = Sample::new(rows.collect());
        let rules = crate::measure::Rules { as_of: rules.as_of + moved + 20, ..rules };
        let stated = StatedWay { from: STATED.0, to: STATED.1, as_of: rules.as_of };
        let space = Space { rules, base: Way::of(&rules, DUPLICATES[duplicates]), stated };
        let ways = every_way(&space);
        let way = ways[planted % ways.len()];
        let counts = sample.plain(&way, &space, None).unwrap_or_default();
        let claims: Vec<Claimed> = figures.iter().enumerate().map(|(place, figure)| {
            let [num, den] = figure.parts(&counts, &way.rules(&rules));
            let published = match figure {
                ClaimFigure::Rate(_) => Published::Rate { scaled: if den > 0 { (num * 10_000 / den).min(10_000) } else { 0 }, digits: 2 },
                _ => Published::Count(num + if place == 0 { error } else { 0 }),
            };
            Claimed { figure: *figure, published }
        }).collect();

        let fold = sample.fold(&stated);
        let rows = fold.rows(0, &|number| sample.facts(number));
        let search = Search::new(&rows, &claims, &space, None);
        prop_assert_eq!(&search.ours, &sample.plain(&space.base, &space, None).unwrap());
        let (exact, expected) = best(&sample, &claims, &space);
        let found = if exact { &search.exact } else { &search.closest };
        prop_assert_eq!(search.exact.is_empty(), !exact);
        let found: BTreeSet<_> = found.iter().map(|way| way.changes(&space.base)).collect();
        prop_assert_eq!(found, expected);

        // The parts add up, and each has as many codes as change for its reason.
        let shown = search.shown().unwrap();
        let causes = Causes::new(&shown, &space);
        let row = |of: &SharedRow| ClassRow { marks: of.marks, ..ClassRow::of(sample.facts(of.number).unwrap()) };
        let shared = fold.shared(0);
        let codes = shared.chunk_by(|one, next| one.group == next.group).map(|rows| rows.iter().map(row).collect());
        let figures: Vec<(usize, ClaimFigure)> = figures.iter().copied().enumerate().collect();
        let parts = split(&causes, &figures, &rows, codes);
        let all_codes: BTreeSet<u8> = sample.rows.iter().map(|(code, _)| *code).collect();
        for (claim, figure) in &figures {
            for part in 0..2 {
                let value = |way: &Way, code| {
                    let counts = sample.plain(way, &space, code).unwrap();
                    figure.parts(&counts, &way.rules(&rules))[part]
                };
                let of_part = || parts.iter().filter(|bucket| (bucket.claim, bucket.part) == (*claim, part));
                let sum: i64 = of_part().map(|bucket| bucket.change).sum();
                prop_assert_eq!(sum, value(&shown, None) - value(&space.base, None));
                let differing = all_codes.iter().filter(|code| value(&shown, Some(**code)) != value(&space.base, Some(**code)));
                prop_assert_eq!(of_part().map(|bucket| bucket.dossiers).sum::<u64>(), differing.count() as u64);
                for bucket in of_part() {
                    let alone = shown.only(bucket.cause.rules, &space.base);
                    prop_assert!(bucket.cause.needs == Needs::Any || (alone.changed(&space.base) == bucket.cause.rules));
                }
            }
        }
    }
}

/// The cause of a change, given which sets of the changed rules make it: bit 0 is the first rule by name.
#[test]
fn causes_by_hand() {
    let rules = crate::measure::Rules::on(STATED.1);
    let space = Space {
        rules,
        base: Way::of(&rules, DUPLICATES[0]),
        stated: StatedWay { from: STATED.0, to: STATED.1, as_of: STATED.1 },
    };
    let way = space.base.with_named("clock", "instant").unwrap().with_named("returned", "ownDates").unwrap();
    let causes = Causes::new(&way, &space);
    // Withdrawn at noon on the day of an appointment at ten: it is late only by its own dates and by the hour
    // together.
    let facts = Facts {
        due: 19_030,
        due_second: 36_000,
        finished: 19_030,
        finished_second: 43_200,
        status: crate::value::Coded::number(crate::value::Status::Returned),
        ..Facts::received_on(STATED.0)
    };
    let cause = |figure| causes.cause_of(&[ClassRow::of(facts)], named(figure, false), 0);
    let bit = |name| 1_u16 << rule_named(name).unwrap();
    let both = Some(Cause { needs: Needs::All, rules: bit("clock") | bit("returned") });
    assert_eq!(cause("late"), both);
    assert_eq!(cause("ended"), Some(Cause { needs: Needs::One, rules: bit("returned") }));
    assert_eq!(cause("timely"), None, "on time by the day, but not counted as timely by either");
    assert_eq!(cause("returnedLate"), Some(Cause { needs: Needs::One, rules: bit("clock") }));
    // For an open dossier without an end, either rule gives the same end.
    let any = space.base.with_named("asOf", "today").unwrap().with_named("basis", "received").unwrap();
    let space = Space {
        stated: StatedWay { as_of: STATED.1 + 30, ..space.stated },
        rules: crate::measure::Rules::on(STATED.1 + 30),
        ..space
    };
    let causes = Causes::new(&any, &space);
    let later = Facts { finished: STATED.1 + 5, ..Facts::received_on(STATED.0) };
    let either = Some(Cause { needs: Needs::Any, rules: bit("asOf") | bit("basis") });
    assert_eq!(causes.cause_of(&[ClassRow::of(later)], named("ended", false), 0), either);
}
