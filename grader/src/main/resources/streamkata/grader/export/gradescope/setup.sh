#!/usr/bin/env bash
# Runs once, when Gradescope builds the image; there is a network.
set -euo pipefail
source=${AUTOGRADER:-/autograder}/source
if [ -z "${KATA_NO_INSTALL:-}" ]; then
  apt-get update
  apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven bubblewrap util-linux
fi
chmod +x "$source/kit/kata" "$source/run_autograder"
"$source/kit/kata" list > /dev/null
