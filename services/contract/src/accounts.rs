//! What accounts takes and gives.
