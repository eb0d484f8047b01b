//! Compares each rule with a plain map, file by file and all at once.

use super::super::columns::Builder;
use super::super::facts::Facts;
use super::*;
use std::collections::BTreeMap;

fn table(codes: &[String], received: i32) -> Dossiers {
    let mut builder = Builder::default();
    codes.iter().for_each(|code| builder.push(code.as_bytes(), &Facts::received_on(received)));
    Dossiers { chunks: builder.finish(), ..Dossiers::default() }
}

/// Large enough for several chunks.
fn tables() -> Vec<(Vec<String>, i32)> {
    let codes = |rows: usize, step: usize| -> Vec<String> {
        let code =
            |n: usize| if n.is_multiple_of(11) { String::new() } else { format!("H{}", n * step % 60_000) };
        (0..rows).map(code).collect()
    };
    vec![(codes(80_000, 7), 5), (codes(3, 7), 9), (codes(30_000, 13), 5), (codes(9_000, 3), 2)]
}

/// The dossier that counts for each code: the one with the highest rank.
fn winners(
    tables: &[(Vec<String>, i32)],
    rank: impl Fn(i32, usize, usize) -> (i32, i64),
) -> BTreeMap<&str, (usize, usize)> {
    let mut winners = BTreeMap::new();
    for (table, (codes, day)) in tables.iter().enumerate() {
        for (index, code) in codes.iter().enumerate().filter(|(_, code)| !code.is_empty()) {
            let best = winners.entry(code.as_str()).or_insert((rank(*day, table, index), (table, index)));
            *best = (*best).max((rank(*day, table, index), (table, index)));
        }
    }
    winners.into_iter().map(|(code, (_, place))| (code, place)).collect()
}

/// So many that an index is built.
fn many_tables() -> Vec<(Vec<String>, i32)> {
    let codes =
        |table: usize| (0..30).map(move |n| format!("H{}", (table * 97 + n * n * 31) % 700)).collect();
    (0..60).map(|table| (codes(table), (table * 7 % 10) as i32)).collect()
}

fn check(rule: Duplicates, rank: impl Fn(i32, usize, usize) -> (i32, i64)) {
    let many = many_tables();
    assert_eq!((check_with(&tables(), rule, &rank), check_with(&many, rule, &rank)), (false, true));
}

/// Returns true if an index was built.
fn check_with(
    contents: &[(Vec<String>, i32)],
    rule: Duplicates,
    rank: impl Fn(i32, usize, usize) -> (i32, i64),
) -> bool {
    let loaded: Vec<_> = contents.iter().map(|(codes, day)| table(codes, *day)).collect();
    let loaded: Vec<_> = loaded.iter().collect();
    let (mut codes, mut live) = (CodeIndex::default(), DuplicateFilter::new(rule));
    for count in 1..=loaded.len() {
        codes.take(&loaded[..count], i32::MAX);
        live.follow(&loaded[..count], &codes);
    }
    let winners = winners(contents, rank);
    let at_once = DuplicateFilter::by(rule, &loaded, &codes);
    for (table, (codes, _)) in contents.iter().enumerate() {
        let mut superseded = 0;
        for (index, code) in codes.iter().enumerate() {
            let counts =
                rule == Duplicates::Keep || code.is_empty() || winners[code.as_str()] == (table, index);
            assert_eq!(live.counts(table, index), counts, "{rule:?} {table} {index} {code}");
            assert_eq!(at_once.counts(table, index), counts);
            superseded += u64::from(!counts);
        }
        assert_eq!((live.replaced_in(table), at_once.replaced_in(table)), (superseded, superseded));
    }
    for from in 0..=contents.len() {
        let mut replaced: Vec<_> = codes.replaced(&live, from).map(|replaced| replaced.loser).collect();
        replaced.sort_unstable();
        let all = (from..contents.len())
            .flat_map(|table| (0..contents[table].0.len()).map(move |index| (table, index)));
        assert_eq!(replaced, all.filter(|(table, index)| !live.counts(*table, *index)).collect::<Vec<_>>());
        for Replaced { loser, winner, .. } in codes.replaced(&live, from) {
            assert_eq!(winners[contents[loser.0].0[loser.1].as_str()], winner);
        }
    }
    codes.index.is_some()
}

#[test]
fn every_rule_equals_a_plain_map() {
    let place = |table: usize, index: usize| (table * 1_000_000 + index) as i64;
    check(Duplicates::Newest, |day, table, index| (day, place(table, index)));
    check(Duplicates::Last, |_, table, index| (0, place(table, index)));
    check(Duplicates::First, |_, table, index| (0, -place(table, index)));
    check(Duplicates::Keep, |_, _, _| (0, 0));
}

#[test]
fn the_order_of_the_files_does_not_matter_to_the_newest() {
    let (old, new) =
        (table(&["A".to_owned(), "B".to_owned()], 1), table(&["b".to_owned(), "C".to_owned()], 2));
    for (tables, newest) in [([&old, &new], 1), ([&new, &old], 0)] {
        let mut codes = CodeIndex::default();
        codes.take(&tables, i32::MAX);
        let live = DuplicateFilter::by(Duplicates::Newest, &tables, &codes);
        assert_eq!((live.replaced_in(newest), live.replaced_in(1 - newest)), (0, 1));
        // Limited by today, both are equally new: the later file wins.
        let mut codes = CodeIndex::default();
        codes.take(&tables, 0);
        assert_eq!(DuplicateFilter::by(Duplicates::Newest, &tables, &codes).replaced_in(0), 1);
    }
}

#[test]
fn unusable_codes_are_never_duplicates() {
    let codes = ["", "1,2E+11", "\u{200b}", "x\u{2013}1", "X-1"].map(str::to_owned);
    let (one, other) = (table(&codes, 1), table(&codes, 1));
    let mut index = CodeIndex::default();
    index.take(&[&one, &other], i32::MAX);
    let live = DuplicateFilter::by(Duplicates::Newest, &[&one, &other], &index);
    assert_eq!((live.replaced_in(0), live.replaced_in(1)), (2, 1));
    assert!(live.counts(1, 4) && !live.counts(1, 3));
}
