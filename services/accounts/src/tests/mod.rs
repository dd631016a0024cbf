//! What the service promises, tried on its façade and on its two doors.

mod doors;
mod people;
mod sessions;
mod tokens;
