#!/bin/sh
# A sweep on Grid Engine: qsub -t 1-TASKS grid_engine.sh DIR
# Enough tasks that each stays below the limit of the queue: version 8.1.9 ends a task that comes back on
# the same host a minute after its first soft limit (s_rt). Submitted again, the sweep goes on.
# Told to stop, by SIGUSR1 or SIGTERM, a task ends its run, and 99 puts it back into the queue.
#$ -S /bin/sh
#$ -cwd
#$ -j y
#$ -r y
exec poach sweep worker "$1" --shard "$SGE_TASK_ID/$SGE_TASK_LAST" --shard-from 1 --requeue-code 99
