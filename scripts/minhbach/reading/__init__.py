"""Raw YAML becomes typed, frozen data here, at the border; every fault becomes a diagnostic."""
