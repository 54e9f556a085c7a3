#!/usr/bin/env bash
# Starts a JobManager and one worker.
. "$(dirname "${BASH_SOURCE[0]}")/home.sh"

start_jobmanager
start_taskmanager
