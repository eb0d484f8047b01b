//! Signs, outages and samples: what is asked, and the answer with its buckets.

use super::Session;
use super::bucket::Bucket;
use super::options::bad_query;
use super::signs_query::{SignsQuery, moment};
use super::stated::Stated;
use crate::Error;
use crate::dossier::{Live, RowSet};
use crate::measure::{Question, Source};
use crate::report::{Lang, OutageReport, SampleReport, SignReport, Signs, Summary};
use crate::signs::{Found, MOST_DAYS, Outage, Outages, Sign, Survey};
use serde::{Deserialize, Serialize};

/// Minutes before the appointment, unless stated.
const MINUTES: u32 = 30;
/// Dossiers in one minute, unless stated.
const TOGETHER: u32 = 5;
/// First days of the ages of overdue dossiers.
const AGES: [i32; 5] = [1, 6, 11, 31, 91];
/// Most outages of a question.
const OUTAGES: usize = 200;
/// Largest sample.
const SAMPLE: usize = 10_000;
/// Longest seed, in bytes.
const SEED: usize = 200;

/// A list of dossiers that show a sign, or a sample: what it takes to find them again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignBucket {
    /// The name of the sign; "sample".
    pub sign: String,
    /// The least number of days, minutes or dossiers.
    pub least: Option<i32>,
    /// The largest number of days.
    pub most: Option<i32>,
    /// The outages: first and last moment of each.
    pub outages: Vec<(String, String)>,
    /// The seed of a sample.
    pub seed: Option<String>,
    /// What was asked.
    pub stated: Stated,
}

impl SignBucket {
    /// The sign. Fails on what is none.
    fn sign(&self) -> Result<Sign, Error> {
        let number = |number: Option<i32>| u32::try_from(number.unwrap_or_default()).unwrap_or_default();
        Ok(match self.sign.as_str() {
            "returned" => Sign::Returned,
            "returnedLate" => Sign::ReturnedLate,
            "acceptedLate" => Sign::AcceptedLate,
            "handedOverLate" => Sign::HandedOverLate,
            "overdueBy" => Sign::OverdueBy(self.least.unwrap_or(1), self.most.unwrap_or(MOST_DAYS)),
            "sameMinute" => Sign::SameMinute(number(self.least)),
            "dayOff" => Sign::DayOff,
            "lastMinutes" => Sign::LastMinutes(number(self.least)),
            "outage" => Sign::Outage(outages(&self.outages)?),
            _ => return Err(bad_query("bucket: không phải nhóm hồ sơ nào.")),
        })
    }

    /// What it holds, in words.
    pub fn words(&self, lang: Lang) -> String {
        let numbers = [self.least, self.most].into_iter().flatten().map(|number| number.to_string());
        let details = numbers.chain(self.seed.clone()).collect::<Vec<_>>().join("–");
        let word = lang.word(&format!("sign.{}", self.sign));
        if details.is_empty() { word.to_owned() } else { format!("{word}: {details}") }
    }
}

impl Session {
    /// The dossiers that an auditor looks at first, each count with a bucket that lists them.
    pub fn signs(&self, asked: &SignsQuery) -> Result<Signs, Error> {
        let question = self.question(&asked.query)?;
        let stated = Stated::of(&asked.query, &question.rules);
        let buckets = buckets(asked, &stated)?;
        let signs = buckets.iter().map(SignBucket::sign).collect::<Result<Vec<_>, _>>()?;
        let sources = self.sources();
        let survey = Survey::new(&question, &sources, &self.settings.working);
        let (found, together) = survey.count(&signs);
        let reports = buckets.iter().zip(&found).map(|(bucket, found)| report(bucket, *found)).collect();
        Ok(Signs {
            summary: self.summarize(&asked.query)?,
            signs: reports,
            minutes: together.minutes,
            most_in_a_minute: together.most,
            outage: self.outage(asked, &survey, &buckets, &found)?,
            sample: sample(asked, &stated, survey.size())?,
        })
    }

    /// The rates without the dossiers that an outage touched.
    fn outage(
        &self,
        asked: &SignsQuery,
        survey: &Survey<'_>,
        buckets: &[SignBucket],
        found: &[Found],
    ) -> Result<Option<OutageReport>, Error> {
        let Some((bucket, found)) = buckets.iter().zip(found).find(|(bucket, _)| bucket.sign == "outage")
        else {
            return Ok(None);
        };
        let without = self.summary_without(asked, &survey.select(&bucket.sign()?))?;
        Ok(Some(OutageReport { found: report(bucket, *found), without }))
    }

    /// The summary with these dossiers left out.
    fn summary_without(&self, asked: &SignsQuery, rows: &RowSet) -> Result<Summary, Error> {
        let tables = self.all_dossiers();
        let mut rest = RowSet::of_lengths(tables.iter().map(|table| table.len()));
        for (table, dossiers) in tables.iter().enumerate() {
            let left = |index: &usize| self.live.counts(table, *index) && !rows.has((table, *index));
            (0..dossiers.len()).filter(left).for_each(|index| {
                rest.insert((table, index));
            });
        }
        let live = Live::only(&rest, &tables);
        let sources = self.sources().into_iter().map(|source| Source { live: &live, ..source });
        self.summary_of(&asked.query, &sources.collect::<Vec<_>>(), &self.reported())
    }

    /// The dossiers of a sign's bucket.
    pub(super) fn signed(&self, bucket: &SignBucket) -> Result<Live, Error> {
        let question: Question = self.question(&bucket.stated.query()?)?;
        let sources = self.sources();
        let survey = Survey::new(&question, &sources, &self.settings.working);
        let rows = if bucket.sign == "sample" {
            let size = usize::try_from(bucket.least.unwrap_or_default()).unwrap_or_default().min(SAMPLE);
            survey.sample(bucket.seed.as_deref().unwrap_or_default(), size)
        } else {
            survey.select(&bucket.sign()?)
        };
        Ok(Live::only(&rows, &self.all_dossiers()))
    }
}

fn report(bucket: &SignBucket, found: Found) -> SignReport {
    let SignBucket { sign, least, most, .. } = bucket.clone();
    let text = Bucket::Sign(Box::new(bucket.clone())).text();
    SignReport { sign, least, most, count: found.count, of: found.of, bucket: text }
}

/// One bucket for each sign that is asked for.
fn buckets(asked: &SignsQuery, stated: &Stated) -> Result<Vec<SignBucket>, Error> {
    let named =
        |sign: &str| SignBucket { sign: sign.to_owned(), stated: stated.clone(), ..SignBucket::default() };
    let least = |sign: &str, number: u32| SignBucket { least: i32::try_from(number).ok(), ..named(sign) };
    let minutes = within("minutes", asked.minutes.unwrap_or(MINUTES), 1, 1_440)?;
    let together = within("together", asked.together.unwrap_or(TOGETHER), 2, 1_000_000)?;
    let mut buckets: Vec<SignBucket> =
        ["returned", "returnedLate", "acceptedLate", "handedOverLate"].map(named).into();
    buckets.extend(ages().map(|(least, most)| SignBucket { least: Some(least), most, ..named("overdueBy") }));
    buckets.push(least("sameMinute", together));
    buckets.push(named("dayOff"));
    buckets.push(least("lastMinutes", minutes));
    let stated = asked.outages.iter().flatten();
    let stated: Vec<_> = stated.map(|outage| (outage.from.clone(), outage.to.clone())).collect();
    outages(&stated)?;
    let touched = SignBucket { outages: stated, ..named("outage") };
    buckets.extend((!touched.outages.is_empty()).then_some(touched));
    Ok(buckets)
}

/// Bounds of the ages of overdue dossiers, in days; the last has no end.
fn ages() -> impl Iterator<Item = (i32, Option<i32>)> {
    AGES.into_iter().zip(AGES.into_iter().skip(1).map(|next| Some(next - 1)).chain([None]))
}

fn within(name: &str, number: u32, least: u32, most: u32) -> Result<u32, Error> {
    let fits = (least..=most).contains(&number);
    fits.then_some(number).ok_or_else(|| bad_query(&format!("{name}: phải từ {least} đến {most}.")))
}

fn sample(asked: &SignsQuery, stated: &Stated, of: u64) -> Result<Option<SampleReport>, Error> {
    let Some(sample) = &asked.sample else { return Ok(None) };
    if sample.size == 0 || sample.size > SAMPLE || sample.seed.len() > SEED {
        return Err(bad_query(&format!("sample: từ 1 đến {SAMPLE} hồ sơ, số bốc tối đa {SEED} ký tự.")));
    }
    let (seed, size) = (sample.seed.clone(), sample.size as u64);
    let bucket = SignBucket {
        sign: "sample".to_owned(),
        least: i32::try_from(sample.size).ok(),
        seed: Some(seed.clone()),
        stated: stated.clone(),
        ..SignBucket::default()
    };
    let bucket = Bucket::Sign(Box::new(bucket)).text();
    Ok(Some(SampleReport { seed, count: size.min(of), of, bucket }))
}

/// The outages between these moments. Fails where one is no moment, or ends before it begins.
fn outages(stated: &[(String, String)]) -> Result<Outages, Error> {
    if stated.len() > OUTAGES {
        return Err(bad_query(&format!("outages: tối đa {OUTAGES} lần.")));
    }
    let outage = |(from, to): &(String, String)| {
        let wrong = || bad_query("outages: lúc bắt đầu phải không sau lúc kết thúc.");
        Outage::new(moment("outages", from)?, moment("outages", to)?).ok_or_else(wrong)
    };
    stated.iter().map(outage).collect::<Result<Vec<_>, _>>().map(Outages)
}
