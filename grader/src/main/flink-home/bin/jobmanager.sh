#!/usr/bin/env bash
# Starts or stops the JobManager, with the dashboard: jobmanager.sh start|stop
. "$(dirname "${BASH_SOURCE[0]}")/home.sh"

case "${1:-}" in
  start)
    find_java
    [ -z "$(running jobmanager)" ] || refuse "The JobManager of this home is running already; ./bin/stop-cluster.sh stops it."
    for port in rest.port:8081 jobmanager.rpc.port:6123; do
      number=$(setting "${port%:*}" "${port#*:}")
      ! is_taken "$number" || refuse "Port $number is taken by another program: stop that program (lsof -i :$number shows which it is), or set another ${port%:*} in conf/config.yaml."
    done
    [ -n "$(running taskmanager)" ] || begin_logs
    start jobmanager JobManager org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint \
      GET_JM_RESOURCE_PARAMS /overview
    echo "The dashboard is on http://localhost:$(setting rest.port 8081)"
    ;;
  stop)
    stop_youngest jobmanager JobManager
    ;;
  *)
    refuse "Usage: ${0##*/} start|stop"
    ;;
esac
