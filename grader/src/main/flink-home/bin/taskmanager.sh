#!/usr/bin/env bash
# Starts another worker, or stops the one that was started last: taskmanager.sh start|stop
. "$(dirname "${BASH_SOURCE[0]}")/home.sh"

case "${1:-}" in
  start)
    find_java
    [ -n "$(running jobmanager)" ] || refuse "There is no JobManager for a worker to register with: run ./bin/start-cluster.sh, or ./bin/jobmanager.sh start."
    start taskmanager TaskManager org.apache.flink.runtime.taskexecutor.TaskManagerRunner \
      GET_TM_RESOURCE_PARAMS /taskmanagers/taskmanager-NUMBER -Dtaskmanager.resource-id=taskmanager-NUMBER
    ;;
  stop)
    stop_youngest taskmanager TaskManager
    ;;
  *)
    refuse "Usage: ${0##*/} start|stop"
    ;;
esac
