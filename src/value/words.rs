//! The words for channels, levels and states, from `words.tsv`. A value is matched whole, else by the longest
//! label that stands in it as whole words; an unknown value is no error, and is reported by whoever asked.

use crate::text::{contains_words, fold_words};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a dossier was filed, or its result handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// No such column.
    Unknown,
    /// At the desk; also a blank in a column that exists.
    Direct,
    /// Over the network.
    Online,
    /// By the public post (bưu chính công ích).
    Postal,
    /// A word that is not listed.
    Other,
}

/// Online level of the procedure: 4 = toàn trình, 3 = một phần, 2 and 1 = information only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceLevel {
    /// Not stated.
    Unknown,
    /// Mức độ 1.
    One,
    /// Mức độ 2.
    Two,
    /// Mức độ 3, một phần.
    Three,
    /// Mức độ 4, toàn trình.
    Four,
}

/// State in the source system, by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Blank: finished when an end date exists, else in progress.
    Blank,
    /// A result exists.
    Finished,
    /// In progress; also a word that is not listed.
    Open,
    /// Waiting for the applicant: supplements, fees.
    Waiting,
    /// Given back after intake without a result: withdrawn, refused, cancelled.
    Returned,
    /// Processing was stopped (dừng xử lý).
    Halted,
    /// Never accepted.
    NotAccepted,
}

/// Administrative level of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitLevel {
    /// Not known.
    Unknown,
    /// Tỉnh.
    Province,
    /// Huyện, thị xã, thành phố, and their specialised offices.
    District,
    /// Xã, phường, thị trấn.
    Commune,
}

/// Vocabulary of one kind of value.
struct Vocabulary<T> {
    whole: BTreeMap<String, T>,
    /// The same labels, longest first, in listed order where equally long.
    longest: Vec<(String, T)>,
}

impl<T: Copy> Vocabulary<T> {
    fn load(kind: &str, name: impl Fn(&str) -> Option<T>) -> Self {
        let lines = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut longest: Vec<(String, T)> = lines
            .filter_map(|line| {
                let mut columns = line.split('\t');
                let (of, value, label) = (columns.next()?, columns.next()?, columns.next()?);
                (of == kind).then(|| Some((fold_words(label), name(value)?)))?
            })
            .collect();
        longest.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
        Self { whole: longest.iter().rev().cloned().collect(), longest }
    }

    fn find(&self, text: &str) -> Option<T> {
        let words = fold_words(text);
        // A bare number means something only as the whole cell: "Quầy 1" is no channel.
        let is_word = |label: &str| label.contains(char::is_alphabetic);
        let contained =
            || self.longest.iter().find(|(label, _)| is_word(label) && contains_words(&words, label));
        self.whole.get(&words).or_else(|| contained().map(|(_, value)| value)).copied()
    }
}

static CHANNELS: LazyLock<Vocabulary<Channel>> = LazyLock::new(|| {
    Vocabulary::load("channel", |name| match name {
        "direct" => Some(Channel::Direct),
        "online" => Some(Channel::Online),
        "postal" => Some(Channel::Postal),
        _ => None,
    })
});

static SERVICE_LEVELS: LazyLock<Vocabulary<ServiceLevel>> = LazyLock::new(|| {
    Vocabulary::load("service", |name| match name {
        "1" => Some(ServiceLevel::One),
        "2" => Some(ServiceLevel::Two),
        "3" => Some(ServiceLevel::Three),
        "4" => Some(ServiceLevel::Four),
        _ => None,
    })
});

static STATUSES: LazyLock<Vocabulary<Status>> = LazyLock::new(|| {
    Vocabulary::load("status", |name| match name {
        "finished" => Some(Status::Finished),
        "open" => Some(Status::Open),
        "waiting" => Some(Status::Waiting),
        "returned" => Some(Status::Returned),
        "halted" => Some(Status::Halted),
        "refused" => Some(Status::NotAccepted),
        _ => None,
    })
});

static UNIT_LEVELS: LazyLock<Vocabulary<UnitLevel>> = LazyLock::new(|| {
    Vocabulary::load("unit_level", |name| match name {
        "tỉnh" => Some(UnitLevel::Province),
        "huyện" => Some(UnitLevel::District),
        "xã" => Some(UnitLevel::Commune),
        _ => None,
    })
});

/// A kind of value that is read from words and kept as a small number.
pub trait Coded: Copy {
    /// What a blank cell of an existing column means.
    const BLANK: Self;
    /// What a word that is not listed counts as.
    const UNLISTED: Self;

    /// The value that a non-blank text stands for, if it is listed.
    fn listed(text: &str) -> Option<Self>;

    /// The number that the columns keep.
    fn number(self) -> u8;
}

/// Implements [`Coded`] for a field-less enum: numbers are its variants in order.
macro_rules! coded {
    ($kind:ident, $words:ident, blank $blank:ident, unlisted $unlisted:ident, [$($variant:ident),+]) => {
        impl Coded for $kind {
            const BLANK: Self = Self::$blank;
            const UNLISTED: Self = Self::$unlisted;

            fn listed(text: &str) -> Option<Self> {
                $words.find(text)
            }

            fn number(self) -> u8 {
                self as u8
            }
        }

        impl $kind {
            /// Every value, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The value that a column's number stands for.
            #[inline]
            pub fn of(number: u8) -> Self {
                Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::BLANK)
            }
        }
    };
}

coded!(Channel, CHANNELS, blank Direct, unlisted Other, [Unknown, Direct, Online, Postal, Other]);
coded!(ServiceLevel, SERVICE_LEVELS, blank Unknown, unlisted Unknown, [Unknown, One, Two, Three, Four]);
coded!(Status, STATUSES, blank Blank, unlisted Open, [Blank, Finished, Open, Waiting, Returned, Halted, NotAccepted]);
coded!(UnitLevel, UNIT_LEVELS, blank Unknown, unlisted Unknown, [Unknown, Province, District, Commune]);

impl Channel {
    /// Key in groups and filters.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Direct => "direct",
            Self::Online => "online",
            Self::Postal => "postal",
            Self::Other => "other",
        }
    }
}

impl ServiceLevel {
    /// Key in groups and filters.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::One => "1",
            Self::Two => "2",
            Self::Three => "3",
            Self::Four => "4",
        }
    }
}

impl Status {
    /// True if the dossier left without a result after intake.
    pub fn is_stopped(self) -> bool {
        matches!(self, Self::Returned | Self::Halted)
    }

    /// Name in exports; it is listed, so that they can be read again.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "",
            Self::Finished => "finished",
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Returned => "returned",
            Self::Halted => "halted",
            Self::NotAccepted => "not accepted",
        }
    }
}

impl UnitLevel {
    /// Key in groups and filters.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Province => "tỉnh",
            Self::District => "huyện",
            Self::Commune => "xã",
        }
    }
}

/// The level that a unit's name tells: the first word of a level in it. Sở, ban and phòng count only where
/// they lead the name ("Văn phòng" is no phòng); "Ủy ban nhân dân" and "UBND" before it say nothing.
pub fn level_of_unit(name: &str) -> UnitLevel {
    let words = fold_words(name);
    let name =
        ["ubnd ", "uy ban nhan dan "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(&words);
    let leads =
        |word: &str| name == word || name.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    if leads("so") || leads("ban") {
        return UnitLevel::Province;
    }
    if leads("phong") {
        return UnitLevel::District;
    }
    let padded = format!(" {name} ");
    let found = LEVEL_WORDS.iter().filter_map(|&(word, level)| Some((padded.find(word)?, level)));
    found.min_by_key(|&(at, _)| at).map_or(UnitLevel::Unknown, |(_, level)| level)
}

/// "thị xã" stands before the "xã" in it, so the earlier word wins.
const LEVEL_WORDS: [(&str, UnitLevel); 9] = [
    (" tinh ", UnitLevel::Province),
    (" huyen ", UnitLevel::District),
    (" quan ", UnitLevel::District),
    (" thi xa ", UnitLevel::District),
    (" thanh pho ", UnitLevel::District),
    (" xa ", UnitLevel::Commune),
    (" phuong ", UnitLevel::Commune),
    (" thi tran ", UnitLevel::Commune),
    (" dac khu ", UnitLevel::Commune),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_label_wins() {
        assert_eq!(Status::listed("Công dân đã rút hồ sơ"), Some(Status::Returned));
        assert_eq!(Status::listed("Không được tiếp nhận"), Some(Status::NotAccepted));
        assert_eq!(Status::listed("Được tiếp nhận"), Some(Status::Open));
        assert_eq!(Status::listed("Tạm dừng xử lý"), Some(Status::Waiting));
        assert_eq!(Status::listed("7"), None);
        assert_eq!(Channel::listed("Nhận qua Bưu điện"), Some(Channel::Postal));
        assert_eq!(Channel::listed("2"), Some(Channel::Online));
        assert_eq!(Channel::listed("Fax"), None);
        assert_eq!(Channel::listed("Quầy 1"), None);
        assert_eq!(ServiceLevel::listed("DVC trực tuyến toàn trình"), Some(ServiceLevel::Four));
        assert_eq!(UnitLevel::listed("Thị xã"), Some(UnitLevel::District));
    }

    #[test]
    fn numbers_come_back() {
        assert!(Channel::ALL.iter().all(|&value| Channel::of(value.number()) == value));
        assert!(Status::ALL.iter().all(|&value| Status::of(value.number()) == value));
        assert!(ServiceLevel::ALL.iter().all(|&value| ServiceLevel::of(value.number()) == value));
        assert!(UnitLevel::ALL.iter().all(|&value| UnitLevel::of(value.number()) == value));
    }

    #[test]
    fn keys_are_read_as_what_they_stand_for() {
        let channels =
            Channel::ALL.iter().filter(|value| !matches!(value, Channel::Unknown | Channel::Other));
        assert!(channels.into_iter().all(|&value| Channel::listed(value.key()) == Some(value)));
        assert!(Status::ALL[1..].iter().all(|&value| Status::listed(value.key()) == Some(value)));
        assert!(ServiceLevel::ALL[1..].iter().all(|&value| ServiceLevel::listed(value.key()) == Some(value)));
        assert!(UnitLevel::ALL[1..].iter().all(|&value| UnitLevel::listed(value.key()) == Some(value)));
        assert_eq!(Channel::listed(Channel::Other.key()), None, "counted as other, and reported");
    }

    #[test]
    fn units_tell_their_level() {
        for (name, level) in [
            ("Sở Nội vụ", UnitLevel::Province),
            ("Ban Quản lý Khu kinh tế", UnitLevel::Province),
            ("UBND tỉnh Đồng Tháp", UnitLevel::Province),
            ("Phòng Tư pháp thành phố Sa Đéc", UnitLevel::District),
            ("UBND thị xã Hồng Ngự", UnitLevel::District),
            ("Ủy ban nhân dân thành phố Sa Đéc", UnitLevel::District),
            ("UBND xã Tân Mỹ, huyện Lấp Vò", UnitLevel::Commune),
            ("Thị trấn Phú Thịnh", UnitLevel::Commune),
            ("Phường 1", UnitLevel::Commune),
            ("Văn phòng đăng ký đất đai", UnitLevel::Unknown),
        ] {
            assert_eq!(level_of_unit(name), level, "{name}");
        }
    }
}
