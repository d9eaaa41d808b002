#!/bin/sh
# A sweep on one machine, TASKS processes at a time: xargs.sh DIR [TASKS]
# After an interruption the same command goes on.
tasks=${2:-4}
seq 0 "$((tasks - 1))" | xargs -P "$tasks" -I '{}' poach sweep worker "$1" --shard "{}/$tasks"
