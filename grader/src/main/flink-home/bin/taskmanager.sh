#!/usr/bin/env bash
# Starts another worker, stops the one with the highest number, or all: taskmanager.sh start|stop|stop-all
. "$(dirname "$(readlink -f "$0")")/home.sh"

case "${1:-}" in
  start) start_taskmanager ;;
  stop) stop_last taskmanager TaskManager ;;
  stop-all) stop_all taskmanager TaskManager ;;
  *) refuse "Usage: ${0##*/} start|stop|stop-all" ;;
esac
