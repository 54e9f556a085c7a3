#!/usr/bin/env bash
# Starts or stops the JobManager, with the dashboard: jobmanager.sh start|stop
. "$(dirname "${BASH_SOURCE[0]}")/home.sh"

case "${1:-}" in
  start) start_jobmanager ;;
  stop) stop_youngest jobmanager JobManager ;;
  *) refuse "Usage: ${0##*/} start|stop" ;;
esac
