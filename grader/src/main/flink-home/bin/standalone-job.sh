#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/home.sh"

not_here "there is no cluster for a single job here, which is for containers" "A job runs on a cluster that is there already: ./bin/flink run"
