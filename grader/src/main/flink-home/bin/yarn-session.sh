#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/home.sh"

not_here "YARN has no part in this home" "All of Flink is at https://flink.apache.org/downloads"
