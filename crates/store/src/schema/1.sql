-- What SQLite keeps of a profile, version 1. Keys are files beside it.
CREATE TABLE communities (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    name TEXT NOT NULL,
    secret BLOB NOT NULL CHECK (length(secret) = 32),
    device BLOB NOT NULL CHECK (length(device) = 32),
    "left" INTEGER NOT NULL DEFAULT 0
) STRICT;

-- In order of arrival, which is an order in which every act follows its past.
-- Not unique on (device, seq): both branches of a fork must fit.
CREATE TABLE acts (
    arrival INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (number),
    id BLOB NOT NULL CHECK (length(id) = 32),
    device BLOB NOT NULL CHECK (length(device) = 32),
    seq INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (community, id)
) STRICT;

CREATE TABLE seals (
    community INTEGER NOT NULL REFERENCES communities (number),
    act BLOB NOT NULL CHECK (length(act) = 32),
    device BLOB NOT NULL CHECK (length(device) = 32),
    seq INTEGER NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (community, act)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
    community INTEGER PRIMARY KEY REFERENCES communities (number),
    version INTEGER NOT NULL,
    acts INTEGER NOT NULL,
    heads BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE community_settings (
    community INTEGER NOT NULL REFERENCES communities (number),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (community, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending (
    id BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
