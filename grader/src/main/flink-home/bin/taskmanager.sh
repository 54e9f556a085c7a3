#!/usr/bin/env bash
# Starts another worker, or stops the one that was started last: taskmanager.sh start|stop
. "$(dirname "${BASH_SOURCE[0]}")/home.sh"

case "${1:-}" in
  start) start_taskmanager ;;
  stop) stop_youngest taskmanager TaskManager ;;
  *) refuse "Usage: ${0##*/} start|stop" ;;
esac
