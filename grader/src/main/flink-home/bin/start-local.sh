#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/home.sh"

not_here "Flink has had no such script since 1.5; it started one process for everything" "In its place: ./bin/start-cluster.sh"
