#!/bin/sh
# A sweep on LSF, not tried: bsub -J "poach[1-16]" -env "all, DIR=/scratch/me/sweep" < lsf.sh
# SIGUSR1 comes two minutes before the limit, and 75 puts the task back into the queue.
#BSUB -Q 75
#BSUB -wt 2 -wa USR1
exec poach sweep worker "$DIR" --shard "$LSB_JOBINDEX/$LSB_JOBINDEX_END" --shard-from 1
