//! Acts, seals and logs from outside: what is taken in, who is in whose past, any bytes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

extern crate meent_act as act;

mod hostile;
mod log;
mod support;
