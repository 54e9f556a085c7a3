#!/usr/bin/env bash
# Starts a JobManager and one worker; after a failure neither is left.
bin=$(dirname "${BASH_SOURCE[0]}")

"$bin/jobmanager.sh" start || exit 1
"$bin/taskmanager.sh" start || {
  "$bin/jobmanager.sh" stop
  exit 1
}
