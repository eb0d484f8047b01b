//! The JSON text of a summary that workers hand over equals that of serde_json, byte for byte.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use hoso::report::summary_text;
use hoso::session::{Options, Query, Session};

fn session(csv: &str) -> Session {
    let mut session =
        Session::new(Options { today: Some("2022-12-31".to_owned()), ..Options::default() }).unwrap();
    session.begin("a \"b\"\\.csv");
    session.push(csv.as_bytes());
    session.finish();
    session
}

#[test]
fn the_text_equals_that_of_serde() {
    let rows: String = (0..400)
        .map(|n| {
            let (day, due, end) = (n % 28 + 1, (n * 7) % 28 + 1, (n * 5) % 28 + 1);
            let channel = ["Trực tiếp", "Trực tuyến", "Bưu chính", ""][n % 4];
            format!(
                "H{n},\"UBND \"\"xã\"\" {}\\\",{day}/03/2022,{due}/04/2022,{end}/04/2022,{channel}\n",
                n % 7
            )
        })
        .collect();
    let whole =
        "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp\n".to_owned() + &rows;
    let poor = "Mã hồ sơ,Ngày tiếp nhận\nA1,01/03/2022\n";
    let targets = r#"{"id":"t","title":"T","targets":[{"measure":"online","atLeast":"40%"},{"measure":"late","atMost":"1%"},{"measure":"onTime","atLeast":"100%"},{"measure":"early","atMost":"100%"}]}"#;
    for csv in [whole.as_str(), poor, ""] {
        let session = session(csv);
        for query in [
            "{}".to_owned(),
            r#"{"by":["unit","quarter"],"basis":"event"}"#.to_owned(),
            r#"{"by":["file","month","intakeChannel"],"basis":"received"}"#.to_owned(),
            format!(r#"{{"by":["unit"],"targets":{targets}}}"#),
        ] {
            let query: Query = serde_json::from_str(&query).unwrap();
            let summary = session.summarize(&query).unwrap();
            let plain = serde_json::to_string(&summary).unwrap();
            assert_eq!(String::from_utf8(summary_text(&summary).unwrap()).unwrap(), plain);
        }
    }
}

/// A group of one rate: its key, the rate, and of the target the bound and whether it is met.
#[test]
fn one_rate_alone() {
    let session = session(
        "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n\
         A1,Xã A,01/03/2022,05/03/2022,04/03/2022\n\
         A2,Xã A,01/03/2022,05/03/2022,06/03/2022\n\
         B1,\"Xã \"\"B\"\"\",01/03/2022,05/03/2022,04/03/2022\n",
    );
    let query = r#"{"by":["unit"],"only":"onTime",
        "targets":{"id":"t","title":"T","targets":[{"measure":"onTime","atLeast":"90 %"}]}}"#;
    let summary = session.summarize(&serde_json::from_str::<Query>(query).unwrap()).unwrap();
    let text: serde_json::Value = serde_json::from_slice(&summary_text(&summary).unwrap()).unwrap();
    let group = |unit: &str, num: u64, den: u64, text: &str, met: bool| {
        let target = serde_json::json!({ "atLeast": "90 %", "met": met });
        let rate = serde_json::json!({ "num": num, "den": den, "text": text, "target": target });
        serde_json::json!({ "key": { "unit": unit }, "measures": { "onTime": rate } })
    };
    assert_eq!(text["groups"][0], group("Xã \"B\"", 1, 1, "100%", true));
    assert_eq!(text["groups"][1], group("Xã A", 1, 2, "50,00%", false));
    assert_eq!(text["total"]["measures"]["onTime"]["target"]["shortBy"], 1);
}
