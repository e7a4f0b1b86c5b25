"""Reads figures with Prometheus' own parser of OpenMetrics, which is strict: metrics.py FILE

Prints how many families and samples there are; ends with 1 when the text is none, or lacks what an operator watches.
"""

import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

# Names of our own that a dashboard or an alarm rests on, with their types.
WATCHED = {
    "meent_build": "info",
    "meent_start_time_seconds": "gauge",
    "meent_communities": "gauge",
    "meent_acts": "gauge",
    "meent_acts_waiting": "gauge",
    "meent_acts_refused": "counter",
    "meent_misbehaviour": "counter",
    "meent_peers": "gauge",
    "meent_sync_sessions_level": "gauge",
    "meent_sync_sessions_apart": "gauge",
    "meent_sync_acts_to_send": "gauge",
    "meent_sync_acts_to_receive": "gauge",
    "meent_sync_apart_longest_seconds": "gauge",
    "meent_devices_online": "gauge",
    "meent_communities_crowded": "gauge",
    "meent_neighbours_parted": "counter",
    "meent_members_rationed": "gauge",
    "meent_attachments": "gauge",
    "meent_attachments_stored_bytes": "gauge",
    "meent_attachments_wanted": "gauge",
    "meent_disk_refused": "gauge",
    "meent_disk_used_bytes": "gauge",
    "meent_disk_free_bytes": "gauge",
}

try:
    with open(sys.argv[1], encoding="utf-8") as file:
        families = list(text_string_to_metric_families(file.read()))
except ValueError as error:
    sys.exit(f"no OpenMetrics: {error}")

found = {family.name: family.type for family in families}
wrong = [f"{name} is {found.get(name)}, not {kind}" for name, kind in WATCHED.items() if found.get(name) != kind]
wrong += [f"{name} says nothing about itself" for name in WATCHED if not next((f.documentation for f in families if f.name == name), "")]
unlisted = [name for name in found if name.startswith("meent_") and name not in WATCHED]
wrong += [f"{name} is not listed here" for name in unlisted]
if wrong:
    sys.exit("\n".join(wrong))
print(f"{len(families)} families, {sum(len(family.samples) for family in families)} samples")
