//! JSON in every layout that programs write, and what must not get lost.

use crate::collect::{read, read_in_chunks, texts};
use crate::contents::rows;
use hoso::read::{Notice, Seen, SeenBy, limits};

#[test]
fn json_in_every_layout() {
    let table = "ma,ngay,phi\nA1,01/03/2022,1\nA2,,2";
    for text in [
        // Records; arrays, with their names before them or separate.
        r#"[{"ma":"A1","ngay":"01/03/2022","phi":1},{"phi":2,"ma":"A2"}]"#,
        r#"[["ma","ngay","phi"],["A1","01/03/2022",1],["A2",null,2]]"#,
        "[\"ma\",\"ngay\",\"phi\"]\n[\"A1\",\"01/03/2022\",1]\n\n[\"A2\",null,2]\n",
        r#"{"columns":["ma","ngay","phi"],"index":[0,1],"data":[["A1","01/03/2022",1],["A2",null,2]]}"#,
        r#"{"data":{"rows":[["A1","01/03/2022",1],["A2",null,2]],"cols":[{"id":1,"name":"ma"},{"name":"ngay"},{"name":"phi"}]}}"#,
        r#"{"schema":{"fields":[{"name":"ma","type":"string"},{"name":"ngay"},{"name":"phi"}]},"data":[{"ma":"A1","ngay":"01/03/2022","phi":1},{"ma":"A2","phi":2}]}"#,
        // By row number, and by column.
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
    // A key that first occurs late; a key that occurs twice: the last value counts.
    let late = r#"[{"ma":"A1"},{"ma":"A2","ket":"x","ma":"A3"}]"#;
    assert_eq!(texts(late.as_bytes()), [rows("ma,ket\nA1\nA3,x")]);
    // Codes without quotes.
    let codes = r#"[{"ma":9007199254740993,"so":00123}]"#;
    assert_eq!(texts(codes.as_bytes()), [rows("ma,so\n9007199254740993,00123")]);
    // The key that names an object; keys that say more than a number.
    let named = r#"[{"unit":{"id":1,"name":"X","ten":"Y"},"status":{"code":4,"label":"xong"}}]"#;
    assert_eq!(texts(named.as_bytes()), [rows("unit id,unit name,unit,status code,status\n1,X,Y,4,xong")]);
    let keyed = r#"{"H1":{"a":1,"b":2,"c":3},"H2":{"a":4,"b":5,"c":6}}"#;
    assert_eq!(texts(keyed.as_bytes()), [rows("key,a,b,c\nH1,1,2,3\nH2,4,5,6")]);
    // A truncated list, a truncated object, a truncated list in an object.
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
fn elements_that_are_not_rows_are_reported() {
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

#[test]
fn rows_in_groups_are_joined_with_their_groups() {
    let table = "unit,ma,ngay\nX,A1,01/03/2022\nX,A2,02/03/2022\nY,A3,03/03/2022\nZ";
    for text in [
        r#"[{"unit":"X","items":[{"ma":"A1","ngay":"01/03/2022"},{"ma":"A2","ngay":"02/03/2022"}]},{"unit":"Y","items":[{"ma":"A3","ngay":"03/03/2022"}]},{"unit":"Z","items":[]}]"#,
        // The list before the group's name or inside another object; lists with several keys; one group per
        // line.
        r#"{"data":[{"items":[{"ma":"A1","ngay":"01/03/2022"},{"ma":"A2","ngay":"02/03/2022"}],"unit":"X"},{"unit":"Y","items":[{"ma":"A3","ngay":"03/03/2022"}]},{"unit":"Z"}]}"#,
        r#"{"units":[{"unit":{"name":"X"},"data":{"rows":[{"ma":"A1","ngay":"01/03/2022"},{"ngay":"02/03/2022","ma":"A2"}]}},{"unit":{"name":"Y"},"data":{"rows":[{"ma":"A3","ngay":"03/03/2022"}]}},{"unit":{"name":"Z"},"data":{}}]}"#,
        r#"[{"unit":"X","xong":[{"ma":"A1","ngay":"01/03/2022"}],"dang":[{"ma":"A2","ngay":"02/03/2022"}]},{"unit":"Y","dang":[{"ma":"A3","ngay":"03/03/2022"}]},{"unit":"Z","xong":[]}]"#,
        "{\"unit\":\"X\",\"items\":[{\"ma\":\"A1\",\"ngay\":\"01/03/2022\"},{\"ma\":\"A2\",\"ngay\":\"02/03/2022\"}]}\n{\"unit\":\"Y\",\"items\":[{\"ma\":\"A3\",\"ngay\":\"03/03/2022\"}]}\n{\"unit\":\"Z\"}\n",
    ] {
        assert_eq!(texts(text.as_bytes()), [rows(table)], "{text}");
        let seen = read(text.as_bytes()).expect(text).tables.remove(0).seen;
        assert_eq!(seen, Some(Seen { rows: 5, by: SeenBy::Objects }), "{text}");
    }
    // Nested groups; a name that both have; names that only say to whom the others belong.
    let deep = r#"{"tinh":[{"name":"T","units":[{"name":"X","so":1,"dossiers":[{"name":"N","so":"A1","han":"x"}]}]}]}"#;
    assert_eq!(texts(deep.as_bytes()), [rows("tinh,units,units so,name,so,han\nT,X,1,N,A1,x")]);
    // A list after an object that describes it: all of its rows, and the object is accounted for.
    let described = br#"[{"page":1,"pages":1},[{"ma":"A1","so":2},{"ma":"A2","so":3}]]"#;
    assert_eq!(texts(described), [rows("page,pages,ma,so\n1,1\n,,A1,2\n,,A2,3")]);
    // An element of a group's list that is not an object.
    let mixed = read(br#"[{"unit":"X","items":[{"ma":"A1","ngay":"x"},7]}]"#).expect("rows").tables.remove(0);
    assert_eq!((mixed.notices, mixed.seen.map(|seen| seen.rows)), (vec![Notice::NotARow(3)], Some(3)));
}

/// Each empty object would repeat its group's cells.
#[test]
fn groups_are_repeated_up_to_a_limit() {
    let names: Vec<_> = (0..1_000).map(|n| format!("\"{n}\":1")).collect();
    let (names, rows) = (names.join(","), ",{}".repeat(limits::REPEATED_CELLS / 1_000));
    let text = format!("[{{{names},\"items\":[{{{names}}}{rows}]}}]");
    assert_eq!(read(text.as_bytes()).expect_err("too large").code, hoso::ErrorCode::TooLarge);
}

#[test]
fn lists_in_a_row_are_not_rows_and_doubtful_ones_are_reported() {
    let details = r#"[{"ma":"A1","a":1,"b":2,"c":3,"giayTo":[{"ten":"x"},{"ten":"y"}]}]"#;
    let table = read(details.as_bytes()).expect("rows").tables.remove(0);
    assert_eq!((table.rows.len(), table.notices, table.seen.map(|seen| seen.rows)), (2, vec![], Some(2)));
    let doubtful = r#"[{"unit":"X","a":1,"b":2,"c":3,"items":[{"ma":"A1","x":1,"y":2},{"ma":"A2"}]}]"#;
    let table = read(doubtful.as_bytes()).expect("rows").tables.remove(0);
    let lost = vec![Notice::NotARow(3), Notice::NotARow(4)];
    assert_eq!((table.rows.len(), table.notices, table.seen.map(|seen| seen.rows)), (2, lost, Some(4)));
}

#[test]
fn every_list_of_a_json_is_a_table() {
    let text = r#"{"a":[{"ma":"A1"},{"ma":"A2"}],"total":3,"b":[{"ten":"x"}],"c":[],"d":[{}],"e":{"f":[["p","q"],[1,2]]}}"#;
    assert_eq!(texts(text.as_bytes()), [rows("ma\nA1\nA2"), rows("ten\nx"), rows("p,q\n1,2")]);
    let sheets: Vec<_> =
        read(text.as_bytes()).expect("tables").tables.into_iter().map(|table| table.start.sheet).collect();
    assert_eq!(sheets, ["a", "b", "f"].map(|name| Some(name.to_owned())));
}

#[test]
fn one_line_of_arrays_is_json() {
    for text in
        ["[1, \"x\", 3]\n[2, \"y\", 4]\n", "[[1,\"x\",3],[2,\"y\",4]]", "[ null , \"x\", 3 ]\n[2, \"y\", 4]"]
    {
        let table = read(text.as_bytes()).expect(text).tables.remove(0);
        assert!(table.start.format.ends_with("json"), "{text}");
        assert_eq!(table.rows.len(), 2, "{text}");
    }
    let numbered = read(b"[1],[2],[3]\na,b,c\n").expect("a text table").tables.remove(0);
    assert_eq!((numbered.start.format, numbered.rows.len()), ("csv", 2));
}
