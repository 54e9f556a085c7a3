#!/usr/bin/env bash
# Stops every process that was started from this home.
. "$(dirname "${BASH_SOURCE[0]}")/home.sh"

[ -n "$(running jobmanager)$(running taskmanager)" ] || refuse "Nothing is running that was started from this home."
while [ -n "$(running taskmanager)" ]; do
  stop_youngest taskmanager TaskManager
done
while [ -n "$(running jobmanager)" ]; do
  stop_youngest jobmanager JobManager
done
rm -rf "$FLINK_HOME/tmp"
