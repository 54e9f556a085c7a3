#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/home.sh"

not_here "there is no Python here" "All of Flink is at https://flink.apache.org/downloads"
