//! PostgreSQL (in the making).
