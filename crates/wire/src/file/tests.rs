//! Files through serde, in JSON and on a disk.

use super::File;
use crate::json;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use std::io::Read;
use std::path::PathBuf;

/// Creates a file for one test, which deletes it.
fn create_file(name: &str, content: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("graphwright-{}-{name}", std::process::id()));
    std::fs::write(&path, content).unwrap();
    path
}

/// Reads a type from a file, as runtimes do.
fn read_file<'de, T: Deserialize<'de>>(file: File) -> Result<T, Error> {
    T::deserialize(file.into_deserializer())
}

#[test]
fn a_file_is_handed_over() {
    let files = [
        File::new([0, 159, 255])
            .name("a\"b.png")
            .media_type("image/png"),
        File::temporary(create_file("handed", b"disk"))
            .unwrap()
            .name("x"),
        File::default(),
    ];
    for file in files {
        assert_eq!(read_file(file.clone()), Ok(file.clone()));
        assert_eq!(read_file(file.clone()), Ok(Some(file.clone())));
        let (written, caught) = File::caught(|| json::to_string(&file).unwrap());
        assert_eq!((written.as_str(), caught), ("null", Some(file)));
    }
}

#[test]
fn nothing_else_becomes_a_file() {
    let file = File::from("secret");
    assert!(read_file::<String>(file.clone()).is_err());
    // A type that did not take the file has emptied the slot.
    assert!(json::from_str::<File>("null").is_err());
    let (_, caught) = File::caught(|| json::to_string("text").unwrap());
    assert_eq!(caught, None);
    for text in [
        "7",
        "{}",
        r#"{"path":"/etc/passwd"}"#,
        r#"{"bytes":[1]}"#,
        "[1]",
    ] {
        assert!(json::from_str::<File>(text).is_err(), "{text}");
    }
    let path: File = json::from_str("\"/etc/passwd\"").unwrap();
    assert_eq!(path.in_memory().unwrap(), "/etc/passwd");
}

#[test]
fn json_carries_files_of_text_only() {
    assert_eq!(json::to_string(&File::from("plain")).unwrap(), "\"plain\"");
    assert!(json::to_string(&File::new([0xff])).is_err());
    let on_disk = File::temporary(create_file("json", b"plain")).unwrap();
    assert!(json::to_string(&on_disk).is_err());
}

#[test]
fn a_disk_is_read_from_the_beginning_each_time() {
    let path = create_file("read", b"0123456789");
    let file = File::open(&path).unwrap();
    assert_eq!(file.name.as_deref(), path.file_name().unwrap().to_str());
    assert_eq!((file.len(), file.in_memory()), (10, None));
    for _ in 0..2 {
        let mut text = String::new();
        file.reader().unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "0123456789");
    }
    let copy = create_file("copy", b"");
    file.save_to(&copy).unwrap();
    assert_eq!(
        File::temporary(copy).unwrap().bytes().unwrap(),
        "0123456789"
    );
    drop(file);
    assert!(path.exists());
    std::fs::remove_file(&path).unwrap();
    assert!(File::open(std::env::temp_dir()).is_err());
    assert!(File::open(path).is_err());
}

#[test]
fn temporary_files_are_deleted_with_the_last_clone() {
    let path = create_file("temporary", b"x");
    let file = File::temporary(&path).unwrap();
    let clone = file.clone();
    let mut reader = clone.reader().unwrap();
    drop((file, clone));
    assert!(path.exists());
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    drop(reader);
    assert!(!path.exists());
}

#[test]
fn shows_no_bytes() {
    let file = File::new("hunter2").name("keys");
    let shown = format!("{file:?}");
    assert_eq!(
        shown,
        r#"File { content: 7 bytes, name: Some("keys"), media_type: None }"#
    );
}
