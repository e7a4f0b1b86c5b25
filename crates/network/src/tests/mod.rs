//! Nodes that meet on loopback.
