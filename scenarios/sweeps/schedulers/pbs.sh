#!/bin/sh
# A sweep on PBS, not tried: qsub -J 1-16 -v DIR=/scratch/me/sweep,TASKS=16 pbs.sh
# PBS does not go by exit codes. Submitted again, it goes on.
#PBS -r y
#PBS -j oe
exec poach sweep worker "$DIR" --shard "$PBS_ARRAY_INDEX/$TASKS" --shard-from 1
