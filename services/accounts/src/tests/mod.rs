//! What the service promises, tried on its façade and on its two doors.

mod doors;
mod following;
mod people;
mod roles;
mod safety;
mod sessions;
mod tokens;
