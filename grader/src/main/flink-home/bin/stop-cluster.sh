#!/usr/bin/env bash
# Stops every process that was started from this home.
. "$(dirname "$(readlink -f "$0")")/home.sh"

[ -n "$(running jobmanager)$(running taskmanager)" ] || refuse "Nothing is running that was started from this home."
stop_all taskmanager TaskManager
stop_all jobmanager JobManager
rm -rf "$FLINK_HOME/tmp"
