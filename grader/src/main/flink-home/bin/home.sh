# shellcheck shell=bash
# Sourced by the scripts beside it: what they know of this Flink home and of the processes started from it.

# A script that was started by sh instead of bash starts again.
if [ -z "${BASH_VERSION:-}" ] || shopt -oq posix; then exec bash "$0" "$@"; fi

refuse() {
  echo "$1" >&2
  exit 1
}

FLINK_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
case "$FLINK_HOME/" in
  *'!/'*) refuse "Java cannot load classes from a folder whose name ends with '!', $FLINK_HOME: rename it or move the kit." ;;
esac
# Without a language Java cannot name files with other letters than those of ASCII.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" in C | POSIX) export LC_ALL=C.UTF-8 ;; esac
export FLINK_CONF_DIR="$FLINK_HOME/conf"
# In the command line of every process that is started from this home, and of no other process.
HOME_ID=$(printf %s "$FLINK_HOME" | cksum | tr -d ' ')
START_SECONDS=60
STOP_SECONDS=10
# Of each name, as many files as Flink's own scripts keep.
KEPT_LOGS=10
LOCK="$FLINK_HOME/log/.starting"

ps -A -ww -o pid= -o command= >/dev/null 2>&1 ||
  refuse "These scripts need the ps of Linux or macOS (on Debian: package procps). ./kata recover does the hands-on without them."

# setting KEY DEFAULT: a value of config.yaml.
setting() {
  local value
  value=$(sed -n "s/^$1: *\([^ #]*\).*/\1/p" "$FLINK_CONF_DIR/config.yaml" | tail -n 1)
  echo "${value:-$2}"
}

# Sets JAVA to a Java that can run Flink.
find_java() {
  local version
  if [ -n "${JAVA_HOME:-}" ]; then
    JAVA="$JAVA_HOME/bin/java"
    [ -x "$JAVA" ] || refuse "JAVA_HOME is $JAVA_HOME, but there is no bin/java: let it point to a JDK 17 or newer."
  else
    JAVA=$(command -v java) || refuse "There is no java: install a JDK 17 or newer, or let JAVA_HOME point to it."
  fi
  version=$("$JAVA" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] ||
    refuse "$JAVA is Java ${version:-of an unknown version}: let JAVA_HOME point to a JDK 17 or newer."
}

# running KIND: the processes of this home, "PID NUMBER" a line, the highest number last. They are found by their command
# line, so an unrelated process is never taken for one of them.
running() {
  ps -A -ww -o pid= -o command= | while read -r pid command; do
    case "$command" in
      */java\ -Dstreamkata.process="$HOME_ID-$1"-[0-9]*\ *)
        command=${command#*"-Dstreamkata.process=$HOME_ID-$1-"}
        echo "$pid ${command%% *}"
        ;;
    esac
  done | sort -n -k 2
}

is_running() {
  running "$1" | grep -q "^$2 "
}

# refuse_taken KEY DEFAULT: refuses if another program has the port that is configured.
refuse_taken() {
  local port
  port=$(setting "$1" "$2")
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null ||
    refuse "Port $port is taken by another program: stop that program (lsof -i :$port shows which it is), or set another $1 in conf/config.yaml."
}

# answers PATH: whether the REST API has something there.
answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$(setting rest.port 8081)" || exit 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
    read -r -t 5 status <&3 && [[ "$status" == *" 200 "* ]]
  ) 2>/dev/null
}

# log_name KIND NUMBER: the name of a process's files in this home, without its ending.
log_name() {
  echo "log/flink-$(id -un)-$1-$2-${HOSTNAME:-localhost}"
}

# rotate NAME: moves the files of an earlier process of that name out of the way: .out becomes .out.1, and so on.
rotate() {
  local file age
  for file in "$1.log" "$1.out"; do
    for ((age = KEPT_LOGS - 1; age > 0; age--)); do
      [ ! -e "$file.$age" ] || mv "$file.$age" "$file.$((age + 1))"
    done
    [ ! -e "$file" ] || mv "$file" "$file.1"
  done
}

# Waits until no other script of this home gives out a number. The lock is a link that names the process that has it.
lock() {
  local waited=0
  mkdir -p "$FLINK_HOME/log"
  until ln -s $$ "$LOCK" 2>/dev/null; do
    kill -0 "$(readlink "$LOCK")" 2>/dev/null || rm -f "$LOCK"
    [ $((waited += 1)) -le $((START_SECONDS * 10)) ] ||
      refuse "Another script of this home has been starting a process for $START_SECONDS seconds."
    sleep 0.1
  done
}

unlock() {
  [ "$(readlink "$LOCK")" != $$ ] || rm -f "$LOCK"
}

STARTED=()

# What a script has started is ended again if the script fails or is interrupted.
end_started() {
  local code=$?
  unlock
  [ $code -ne 0 ] && [ ${#STARTED[@]} -gt 0 ] || return
  kill "${STARTED[@]}" 2>/dev/null
  wait "${STARTED[@]}" 2>/dev/null
}
trap end_started EXIT
trap 'exit 130' INT TERM HUP

# start KIND WHAT CLASS PARAMETERS PATH [ARGUMENT...]: starts a process and waits until the REST API has PATH. Its number
# is the smallest that no running process has; NAME in PATH and arguments stands for a name that no other has had.
start() {
  local kind=$1 what=$2 class=$3 parameters=$4 path=$5 number=0 id name flags dynamic pid waited=0
  shift 5
  # From here on every path is relative: the path of the home may hold any character.
  cd "$FLINK_HOME" || exit 1
  mkdir -p log tmp
  lock
  while running "$kind" | grep -q " $number\$"; do
    number=$((number + 1))
  done
  id=$kind-$number-$(date +%H%M%S)
  name=$(log_name "$kind" $number)
  rotate "$name"
  { read -r flags && read -r dynamic; } < <(
    "$JAVA" -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp "conf:lib/*" \
      org.apache.flink.runtime.util.bash.BashJavaUtils "$parameters" --configDir conf 2>"$name.out" |
      sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p'
  ) || refuse "The $what cannot be started with conf/config.yaml as it is; $FLINK_HOME/$name.out says why."
  # shellcheck disable=SC2086 # flags and dynamic are lists
  nohup "$JAVA" "-Dstreamkata.process=$HOME_ID-$kind-$number" -Djava.io.tmpdir=tmp @conf/jvm.options $flags \
    "-Dlog.file=$name.log" "-Dorg.slf4j.simpleLogger.logFile=$name.log" -cp "conf:lib/*" \
    "$class" --configDir conf $dynamic -Dio.tmp.dirs=tmp -Dweb.tmpdir=tmp "${@/NAME/$id}" >>"$name.out" 2>&1 </dev/null &
  pid=$!
  STARTED+=("$pid")
  until is_running "$kind" $pid || ! kill -0 $pid 2>/dev/null; do
    sleep 0.1
  done
  unlock
  until answers "${path/NAME/$id}"; do
    kill -0 $pid 2>/dev/null || refuse "The $what ended while it was starting; $FLINK_HOME/$name.log says why."
    [ $((waited += 1)) -le $((START_SECONDS * 4)) ] ||
      refuse "The $what was not ready after $START_SECONDS seconds and was stopped; $FLINK_HOME/$name.log says why."
    sleep 0.25
  done
  echo "Started $what $number (process $pid), which logs to $name.log"
}

start_jobmanager() {
  find_java
  [ -z "$(running jobmanager)" ] ||
    refuse "The JobManager of this home is running already; ./bin/stop-cluster.sh stops it."
  refuse_taken rest.port 8081
  refuse_taken jobmanager.rpc.port 6123
  [ -n "$(running taskmanager)" ] || rm -rf "$FLINK_HOME/tmp"
  start jobmanager JobManager org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint \
    GET_JM_RESOURCE_PARAMS /overview
  echo "The dashboard is on http://localhost:$(setting rest.port 8081)"
}

start_taskmanager() {
  find_java
  [ -n "$(running jobmanager)" ] ||
    refuse "There is no JobManager for a worker to register with: run ./bin/start-cluster.sh, or ./bin/jobmanager.sh start."
  start taskmanager TaskManager org.apache.flink.runtime.taskexecutor.TaskManagerRunner \
    GET_TM_RESOURCE_PARAMS /taskmanagers/NAME -Dtaskmanager.resource-id=NAME
}

# stop_last KIND WHAT: ends the process of this home that has the highest number, and waits until it is gone.
stop_last() {
  local pid number waited=0
  read -r pid number < <(running "$1" | tail -n 1) || refuse "No $2 is running that was started from this home."
  kill "$pid" 2>/dev/null
  while is_running "$1" "$pid"; do
    [ $((waited += 1)) -le $((STOP_SECONDS * 10)) ] || kill -9 "$pid" 2>/dev/null
    sleep 0.1
  done
  echo "Stopped $2 $number (process $pid)"
}

# stop_all KIND WHAT: ends every process of that kind.
stop_all() {
  while [ -n "$(running "$1")" ]; do
    stop_last "$1" "$2"
  done
}

# not_here WHAT INSTEAD: the answer of a script that Flink's own home has and this one has not.
not_here() {
  refuse "${0##*/}: $1. This home has what one machine needs to run jobs: start-cluster.sh, stop-cluster.sh, jobmanager.sh, taskmanager.sh and flink. $2"
}
