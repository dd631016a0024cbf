//! What the service promises, tried on its façade and on its two doors.

mod by_mail;
mod doors;
mod following;
mod hostile;
mod invitation;
mod news;
mod oversight;
mod people;
mod recovery;
mod roles;
mod safety;
mod sessions;
mod suspension;
mod tokens;
mod trail;
mod waiting;
mod writing;
