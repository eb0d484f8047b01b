//! JSON in every layout that programs give it, and what must not be lost of it.

use crate::collect::{read, read_in_chunks, texts};
use crate::contents::rows;
use hoso::read::{Notice, Seen, SeenBy};

#[test]
fn json_in_every_layout() {
    let table = "ma,ngay,phi\nA1,01/03/2022,1\nA2,,2";
    for text in [
        // Records; arrays, with their names before them or apart.
        r#"[{"ma":"A1","ngay":"01/03/2022","phi":1},{"phi":2,"ma":"A2"}]"#,
        r#"[["ma","ngay","phi"],["A1","01/03/2022",1],["A2",null,2]]"#,
        "[\"ma\",\"ngay\",\"phi\"]\n[\"A1\",\"01/03/2022\",1]\n\n[\"A2\",null,2]\n",
        r#"{"columns":["ma","ngay","phi"],"index":[0,1],"data":[["A1","01/03/2022",1],["A2",null,2]]}"#,
        r#"{"data":{"rows":[["A1","01/03/2022",1],["A2",null,2]],"cols":[{"id":1,"name":"ma"},{"name":"ngay"},{"name":"phi"}]}}"#,
        r#"{"schema":{"fields":[{"name":"ma","type":"string"},{"name":"ngay"},{"name":"phi"}]},"data":[{"ma":"A1","ngay":"01/03/2022","phi":1},{"ma":"A2","phi":2}]}"#,
        // By number, by column.
        r#"{"0":{"ma":"A1","ngay":"01/03/2022","phi":1},"1":{"ma":"A2","ngay":null,"phi":2}}"#,
        r#"{"ma":{"0":"A1","1":"A2"},"ngay":{"0":"01/03/2022","1":null},"phi":{"0":1,"1":2}}"#,
        r#"{"ma":["A1","A2"],"ngay":["01/03/2022",null],"phi":[1,2]}"#,
        // Lists in lists, one after the other, side by side, on pages.
        r#"[[{"ma":"A1","ngay":"01/03/2022","phi":1}],[{"ma":"A2","ngay":null,"phi":2}]]"#,
        "[{\"ma\":\"A1\",\"ngay\":\"01/03/2022\",\"phi\":1}]\n[{\"ma\":\"A2\",\"phi\":2}]",
        r#"{"total":2,"xong":[{"ma":"A1","ngay":"01/03/2022","phi":1}],"tags":["x"],"dang":[{"ma":"A2","phi":2}]}"#,
        "{\"ma\":\"A1\",\"ngay\":\"01/03/2022\",\"phi\":1}\n]\n{\"ma\":\"A2\",\"phi\":2}\n",
        "{\n\"ma\":\"A1\",\n\"ngay\":{\"$date\":\"01/03/2022\"},\"phi\":1}\n{\n\"ma\":\"A2\",\n\"phi\":{\"$numberLong\":2}}\0\0",
    ] {
        for chunk in [1, 1000] {
            let read = read_in_chunks(text.as_bytes(), chunk).expect(text);
            assert_eq!(read.tables.len(), 1, "{text}");
            assert_eq!(texts(text.as_bytes()), [rows(table)], "{text}");
        }
    }
}

#[test]
fn json_loses_nothing() {
    // A key first met late; one twice: the last stands.
    let late = r#"[{"ma":"A1"},{"ma":"A2","ket":"x","ma":"A3"}]"#;
    assert_eq!(texts(late.as_bytes()), [rows("ma,ket\nA1\nA3,x")]);
    // Codes without quotes.
    let codes = r#"[{"ma":9007199254740993,"so":00123}]"#;
    assert_eq!(texts(codes.as_bytes()), [rows("ma,so\n9007199254740993,00123")]);
    // What an object names itself by; keys that say more than a number.
    let named = r#"[{"unit":{"id":1,"name":"X","ten":"Y"},"status":{"code":4,"label":"xong"}}]"#;
    assert_eq!(texts(named.as_bytes()), [rows("unit id,unit name,unit,status code,status\n1,X,Y,4,xong")]);
    let keyed = r#"{"H1":{"a":1,"b":2,"c":3},"H2":{"a":4,"b":5,"c":6}}"#;
    assert_eq!(texts(keyed.as_bytes()), [rows("key,a,b,c\nH1,1,2,3\nH2,4,5,6")]);
    // A list cut off, an object cut off, a list in an object cut off.
    for cut in [
        "[{\"a\":1},{\"a\":2}",
        "[{\"a\":1},{\"a\":2}\n",
        "{\"data\":[\n{\"a\":1},\n{\"a\":2},\n",
        "[[1,2],[3",
    ] {
        assert_eq!(read(cut.as_bytes()).expect_err(cut).code, hoso::ErrorCode::DamagedFile, "{cut}");
    }
}

#[test]
fn what_is_no_row_of_a_json_is_noticed() {
    for (text, numbers, seen) in [
        ("[{\"a\":1},7,{\"a\":2},[1,2],null]", vec![3, 5, 6], 6),
        ("[[\"a\",\"b\"],{\"a\":1},[1,2]]", vec![2], 3),
        ("{\"a\":1}\n{\"a\": \"x\n\n{\"a\":2}\nxyz\n{\"a\":3}\n", vec![3, 5], 6),
        ("{\"a\": \"x\n{\"a\":2}\n{\"a\":3}\n{\"a\":", vec![2, 5], 5),
    ] {
        let read = read(text.as_bytes()).expect(text);
        let notices: Vec<_> = numbers.into_iter().map(Notice::NotARow).collect();
        assert_eq!(read.tables[0].notices, notices, "{text}");
        assert_eq!(read.tables[0].seen, Some(Seen { rows: seen, by: SeenBy::Objects }), "{text}");
        assert_eq!(read.tables[0].rows.len() + notices.len(), seen as usize, "{text}");
    }
}
