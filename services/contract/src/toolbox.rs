//! What toolbox takes and gives.
