#!/usr/bin/env bash
# Starts a JobManager and one worker.
. "$(dirname "$(readlink -f "$0")")/home.sh"

start_jobmanager
start_taskmanager
