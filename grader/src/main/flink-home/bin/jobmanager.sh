#!/usr/bin/env bash
# Starts or stops the JobManager, with the dashboard: jobmanager.sh start|stop|stop-all
. "$(dirname "$(readlink -f "$0")")/home.sh"

case "${1:-}" in
  start) start_jobmanager ;;
  stop) stop_last jobmanager JobManager ;;
  stop-all) stop_all jobmanager JobManager ;;
  *) refuse "Usage: ${0##*/} start|stop|stop-all" ;;
esac
