//! What meetups takes and gives.
