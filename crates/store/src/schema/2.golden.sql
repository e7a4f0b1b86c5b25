-- A profile as version 2 wrote it. Never edited.
PRAGMA application_id = 0x4d65656e;
PRAGMA user_version = 2;
CREATE TABLE communities (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    name TEXT NOT NULL,
    secret BLOB NOT NULL CHECK (length(secret) = 32),
    device BLOB NOT NULL CHECK (length(device) = 32),
    "left" INTEGER NOT NULL DEFAULT 0
) STRICT;

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

CREATE TABLE device_records (
    community INTEGER NOT NULL REFERENCES communities (number),
    device BLOB NOT NULL CHECK (length(device) = 32),
    bytes BLOB NOT NULL,
    PRIMARY KEY (community, device)
) STRICT, WITHOUT ROWID;

INSERT INTO communities VALUES (1, x'0101010101010101010101010101010101010101010101010101010101010101', 'De Linde', x'0202020202020202020202020202020202020202020202020202020202020202', x'0303030303030303030303030303030303030303030303030303030303030303', 1);
INSERT INTO snapshots VALUES (1, 3, 1, x'0404040404040404040404040404040404040404040404040404040404040404', x'05');
INSERT INTO settings VALUES ('language', 'en');
INSERT INTO community_settings VALUES (1, 'language', 'nl');
INSERT INTO pending VALUES (x'06', x'07');
INSERT INTO device_records VALUES (1, x'0808080808080808080808080808080808080808080808080808080808080808', x'09');
