#!/usr/bin/env bash
. "$(dirname "$(readlink -f "$0")")/home.sh"

not_here "there is no ZooKeeper here, which is for several JobManagers" "All of Flink is at https://flink.apache.org/downloads"
