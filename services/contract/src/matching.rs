//! What matching takes and gives.
