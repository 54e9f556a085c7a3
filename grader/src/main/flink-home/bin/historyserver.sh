#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/home.sh"

not_here "there is no history server here, which shows jobs of clusters that have ended" "All of Flink is at https://flink.apache.org/downloads"
