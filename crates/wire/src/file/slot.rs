//! The way of a file past serde, whose data model has no place for it.
//!
//! Whoever writes a form holds out the hand and lets the file be written: it is put there, and a unit
//! goes through serde. Whoever reads one puts the file there and offers a unit, for which the reader
//! takes it. The hand is empty whenever anything else is written or read, so that no unit that comes
//! from outside (the `null` of a hostile body) is ever a file.

use super::File;
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::marker::PhantomData;

#[derive(Default)]
enum Hand {
    #[default]
    Closed,
    Open,
    Holds(File),
}

thread_local! {
    static HAND: RefCell<Hand> = RefCell::default();
}

/// What is done with the hand as it is; afterwards it is as it was before, even after a panic.
struct During(Hand);

impl During {
    fn set(hand: Hand) -> Self {
        Self(HAND.replace(hand))
    }
}

impl Drop for During {
    fn drop(&mut self) {
        HAND.replace(std::mem::take(&mut self.0));
    }
}

/// Holds the hand out while something is written.
pub(super) fn opened<T>(write: impl FnOnce() -> T) -> (T, Option<File>) {
    let _during = During::set(Hand::Open);
    let written = write();
    (written, take())
}

/// Puts a file there, if the hand is held out.
pub(super) fn give(file: &File) -> bool {
    HAND.with_borrow_mut(|hand| {
        let is_open = matches!(hand, Hand::Open);
        if is_open {
            *hand = Hand::Holds(file.clone());
        }
        is_open
    })
}

/// Takes the file that is there.
pub(super) fn take() -> Option<File> {
    match HAND.take() {
        Hand::Holds(file) => Some(file),
        Hand::Open | Hand::Closed => None,
    }
}

/// A file as what a type can be read from: what asks for anything but a file finds nothing.
#[derive(Debug)]
pub struct Handed<E>(File, PhantomData<E>);

impl<E> Handed<E> {
    pub(super) fn new(file: File) -> Self {
        Self(file, PhantomData)
    }
}

impl<'de, E: de::Error> Deserializer<'de> for Handed<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let _during = During::set(Hand::Holds(self.0));
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl File {
    /// Runs what may write a file through serde, and gives that file beside what came of it.
    pub fn caught<T>(write: impl FnOnce() -> T) -> (T, Option<Self>) {
        opened(write)
    }
}

/// A file as what a type can be read from.
impl<E: de::Error> IntoDeserializer<'_, E> for File {
    type Deserializer = Handed<E>;

    fn into_deserializer(self) -> Handed<E> {
        Handed::new(self)
    }
}
