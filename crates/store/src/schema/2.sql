-- Version 2: where devices of a community were last heard to be, as they signed it.
CREATE TABLE device_records (
    community INTEGER NOT NULL REFERENCES communities (number),
    device BLOB NOT NULL CHECK (length(device) = 32),
    bytes BLOB NOT NULL,
    PRIMARY KEY (community, device)
) STRICT, WITHOUT ROWID;
