#!/bin/sh
# A sweep on Grid Engine: qsub -t 1-TASKS grid_engine.sh DIR
# SIGUSR1 comes at the soft limit. The task ends its run, and 99 puts it back into the queue.
#$ -S /bin/sh
#$ -cwd
#$ -j y
#$ -r y
#$ -l s_rt=1:00:00
exec poach sweep worker "$1" --shard "$SGE_TASK_ID/$SGE_TASK_LAST" --shard-from 1 --requeue-code 99
