//! Answers questions for signs, outages and samples; each count has a bucket.

use super::Session;
use super::bucket::{Bucket, CompareBucket};
use super::options::bad_query;
use super::signs_query::{SignsQuery, moment};
use crate::dossier::{DuplicateFilter, RowSet};
use crate::measure::Source;
use crate::report::{OutageReport, SampleReport, SignReport, Signs, Summary};
use crate::signs::{MOST_DAYS, Outage, Outages, Sign, SignCount, Survey};
use crate::{Error, ErrorDetail};

/// Default for the last minutes before the appointment.
const MINUTES: u32 = 30;
/// Default for the dossiers in one minute.
const TOGETHER: u32 = 5;
/// The first day of each age class of overdue dossiers.
const AGES: [i32; 5] = [1, 6, 11, 31, 91];
/// Maximum number of outages in a question.
const OUTAGES: usize = 200;
/// Largest sample.
const SAMPLE: u32 = 10_000;
/// Longest seed, in bytes.
const SEED: usize = 200;

/// The sign with this part name: "dayOff", "overdueBy 6 10", "outage 2022-09-01 07:30/2022-09-02". Fails on
/// any other name.
fn sign_of(part: &str) -> Result<Sign, Error> {
    let (name, details) = part.split_once(' ').unwrap_or((part, ""));
    let mut numbers = details.split(' ').map(|number| number.parse::<u32>().unwrap_or_default());
    let mut number = || numbers.next().unwrap_or_default();
    let days = |days: u32| i32::try_from(days).ok().filter(|days| *days > 0).unwrap_or(MOST_DAYS);
    Ok(match name {
        "returned" => Sign::Returned,
        "returnedLate" => Sign::ReturnedLate,
        "acceptedLate" => Sign::AcceptedLate,
        "handedOverLate" => Sign::HandedOverLate,
        "overdueBy" => Sign::OverdueBy(days(number()), days(number())),
        "sameMinute" => Sign::SameMinute(number()),
        "dayOff" => Sign::DayOff,
        "lastMinutes" => Sign::LastMinutes(number()),
        "outage" => Sign::Outage(outages(details)?),
        _ => return Err(bad_query(ErrorDetail::UnknownBucket)),
    })
}

impl Session {
    /// The dossiers that an auditor looks at first, each count with a bucket that lists them.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorCode::BadQuery`] for numbers out of range, invalid outages, and lives, which are no
    /// longer single dossiers.
    pub fn signs(&self, asked: &SignsQuery) -> Result<Signs, Error> {
        if self.lives.is_some() {
            return Err(bad_query(ErrorDetail::NoSingleDossiers));
        }
        let question = self.question(&asked.query)?;
        let described = CompareBucket::of(&asked.query, &question.rules);
        let bucket = |part: &str| {
            Bucket::Sign(Box::new(CompareBucket { part: part.to_owned(), ..described.clone() })).text()
        };
        let parts = parts(asked)?;
        let signs = parts.iter().map(|part| sign_of(part)).collect::<Result<Vec<_>, _>>()?;
        let sources = self.sources();
        let survey = Survey::new(&question, &sources, &self.settings.working);
        let (found, together) = survey.count(&signs);
        let reports = parts.iter().zip(&signs).zip(found);
        let report =
            |((part, sign), found): ((&String, &Sign), SignCount)| report(part, sign, found, bucket(part));
        let mut reports: Vec<SignReport> = reports.map(report).collect();
        let outage = match signs.last() {
            Some(sign @ Sign::Outage(_)) => {
                let without = self.summary_without(asked, &survey.select(sign))?;
                reports.pop().map(|found| OutageReport { found, without })
            }
            _ => None,
        };
        let sample = sample_part(asked)?.map(|(part, seed, size)| {
            let of = survey.size();
            SampleReport { bucket: bucket(&part), seed, count: of.min(size), of }
        });
        let summary = self.summarize(&asked.query)?;
        let (minutes, most_in_a_minute) = (together.minutes, together.most);
        Ok(Signs { summary, signs: reports, minutes, most_in_a_minute, outage, sample })
    }

    /// The summary without these dossiers.
    fn summary_without(&self, asked: &SignsQuery, rows: &RowSet) -> Result<Summary, Error> {
        let tables = self.all_dossiers();
        let mut rest = RowSet::of_lengths(tables.iter().map(|table| table.len()));
        for (table, dossiers) in tables.iter().enumerate() {
            let left = |index: &usize| self.live.counts(table, *index) && !rows.has((table, *index));
            (0..dossiers.len()).filter(left).for_each(|index| {
                rest.insert((table, index));
            });
        }
        let live = DuplicateFilter::only(&rest, &tables);
        let sources = self.sources().into_iter().map(|source| Source { live: &live, ..source });
        self.summary_of(&asked.query, &sources.collect::<Vec<_>>(), &self.reported())
    }

    /// The dossiers of a sign's bucket.
    pub(super) fn signed(&self, bucket: &CompareBucket) -> Result<DuplicateFilter, Error> {
        let question = self.question(&bucket.query()?)?;
        let sources = self.sources();
        let survey = Survey::new(&question, &sources, &self.settings.working);
        let sample = bucket.part.strip_prefix("sample ").and_then(|sample| sample.split_once(' '));
        let rows = match sample {
            Some((size, seed)) => survey.sample(seed, size.parse().unwrap_or(0_usize).min(SAMPLE as usize)),
            None => survey.select(&sign_of(&bucket.part)?),
        };
        Ok(DuplicateFilter::only(&rows, &self.all_dossiers()))
    }
}

fn report(part: &str, sign: &Sign, SignCount { count, of }: SignCount, bucket: String) -> SignReport {
    let name = part.split(' ').next().unwrap_or_default().to_owned();
    let (least, most) = match *sign {
        Sign::OverdueBy(least, most) => (Some(least), Some(most).filter(|most| *most < MOST_DAYS)),
        Sign::SameMinute(least) | Sign::LastMinutes(least) => (i32::try_from(least).ok(), None),
        _ => (None, None),
    };
    SignReport { sign: name, least, most, count, of, bucket }
}

/// The part names of a question; an outage is the last.
fn parts(asked: &SignsQuery) -> Result<Vec<String>, Error> {
    let minutes = within("minutes", asked.minutes.unwrap_or(MINUTES), 1, 1_440)?;
    let together = within("together", asked.together.unwrap_or(TOGETHER), 2, 1_000_000)?;
    let mut parts: Vec<String> =
        ["returned", "returnedLate", "acceptedLate", "handedOverLate"].map(str::to_owned).into();
    let next = AGES.into_iter().skip(1).map(|next| format!(" {}", next - 1)).chain([String::new()]);
    parts.extend(AGES.into_iter().zip(next).map(|(least, most)| format!("overdueBy {least}{most}")));
    parts.push(format!("sameMinute {together}"));
    parts.push("dayOff".to_owned());
    parts.push(format!("lastMinutes {minutes}"));
    let outages: Vec<String> = asked.outages.iter().map(|(from, to)| format!("{from}/{to}")).collect();
    parts.extend((!outages.is_empty()).then(|| format!("outage {}", outages.join(";"))));
    Ok(parts)
}

fn within(name: &str, number: u32, least: u32, most: u32) -> Result<u32, Error> {
    let fits = (least..=most).contains(&number);
    let wrong = || bad_query(ErrorDetail::OutOfRange).with(name);
    fits.then_some(number).ok_or_else(|| wrong().with_number(least.into()).with_number(most.into()))
}

/// The part name of a sample, its seed and its size.
fn sample_part(asked: &SignsQuery) -> Result<Option<(String, String, u64)>, Error> {
    let Some((seed, size)) = &asked.sample else { return Ok(None) };
    within("sample.size", *size, 1, SAMPLE)?;
    if seed.len() > SEED {
        return Err(bad_query(ErrorDetail::SeedTooLong).with_number(SEED as u64));
    }
    Ok(Some((format!("sample {size} {seed}"), seed.clone(), (*size).into())))
}

/// Parses outages: "from/to;from/to". Fails if a moment is invalid, or an outage ends before it begins.
fn outages(text: &str) -> Result<Outages, Error> {
    if text.split(';').nth(OUTAGES).is_some() {
        return Err(bad_query(ErrorDetail::TooManyOutages).with_number(OUTAGES as u64));
    }
    let outage = |stated: &str| {
        let wrong = || bad_query(ErrorDetail::OutageReversed);
        let (from, to) = stated.split_once('/').ok_or_else(wrong)?;
        Outage::new(moment("outages", from)?, moment("outages", to)?).ok_or_else(wrong)
    };
    text.split(';').map(outage).collect::<Result<Vec<_>, _>>().map(Outages)
}
