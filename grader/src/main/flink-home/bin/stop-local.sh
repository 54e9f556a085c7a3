#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/home.sh"

not_here "Flink has had no such script since 1.5" "In its place: ./bin/stop-cluster.sh"
