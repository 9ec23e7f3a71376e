//! The slot in which a file passes alongside serde, whose data model has no files.
//!
//! To write a file, a form's serializer opens the slot. The file is put there, and serde sees a
//! unit. To read a file, a form's deserializer fills the slot and offers a unit, for which the
//! reader takes the file. The slot is closed while anything else is written or read, so that no
//! unit from outside (the `null` of a hostile body) can become a file.

use super::File;
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::marker::PhantomData;

#[derive(Default)]
enum Slot {
    #[default]
    Closed,
    Open,
    Filled(File),
}

thread_local! {
    static SLOT: RefCell<Slot> = RefCell::default();
}

/// Restores the previous state of the slot when it is dropped, even by a panic.
struct Restore(Slot);

impl Restore {
    fn set(slot: Slot) -> Self {
        Self(SLOT.replace(slot))
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        SLOT.replace(std::mem::take(&mut self.0));
    }
}

/// Opens the slot while something is written, and returns the file that was put there.
fn with_open_slot<T>(write: impl FnOnce() -> T) -> (T, Option<File>) {
    let _restore = Restore::set(Slot::Open);
    let written = write();
    (written, take_file())
}

/// Puts a file into the slot if it is open, and returns whether it was.
pub(super) fn put_file(file: &File) -> bool {
    SLOT.with_borrow_mut(|slot| {
        let is_open = matches!(slot, Slot::Open);
        if is_open {
            *slot = Slot::Filled(file.clone());
        }
        is_open
    })
}

/// Takes the file out of the slot, and closes it.
pub(super) fn take_file() -> Option<File> {
    match SLOT.take() {
        Slot::Filled(file) => Some(file),
        Slot::Open | Slot::Closed => None,
    }
}

/// A deserializer over one file. A type that expects anything but a file gets a unit.
#[derive(Debug)]
pub struct Handed<E>(File, PhantomData<E>);

impl<E> Handed<E> {
    fn new(file: File) -> Self {
        Self(file, PhantomData)
    }
}

impl<'de, E: de::Error> Deserializer<'de> for Handed<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let _restore = Restore::set(Slot::Filled(self.0));
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
    /// Runs a function that serializes, and returns its result and the file that it wrote, if it
    /// wrote one.
    pub fn caught<T>(write: impl FnOnce() -> T) -> (T, Option<Self>) {
        with_open_slot(write)
    }
}

impl<E: de::Error> IntoDeserializer<'_, E> for File {
    type Deserializer = Handed<E>;

    fn into_deserializer(self) -> Handed<E> {
        Handed::new(self)
    }
}
