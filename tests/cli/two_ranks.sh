#!/usr/bin/env bash
# tests/cli/two_ranks.sh PROGRAM MPIRUN SCENARIOS: two ranks print the bytes of one process.
#
# In a build with -DCHAIRTIME_MPI=ON only.
set -euo pipefail

program=$1 mpirun=$2 scenarios=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1

two_ranks() { "$mpirun" --oversubscribe -n 2 "$program" "$@"; }

same() {
  "$program" "$@" >"$folder/one"
  two_ranks "$@" >"$folder/two"
  cmp "$folder/one" "$folder/two"
  [[ -s $folder/one ]]
}

small=$scenarios/smallest.yaml
same run "$small" --quiet --replications 7 --format json
same run "$small" --quiet --format json \
  --set 'run.replications={at_least: 5, at_most: 60, until: {courses_completed: 3 %}}'
same compare "$scenarios/ketamine_clinic.yaml" 'one more nurse' --quiet --replications 3 --format json
same size "$small" --vary clinic.resources.chairs=1..4 --replications 4 --quiet \
  --target 'wait_to_first_infusion.p90 <= 14 days'
same sensitivity "$scenarios/teaching/what_matters.yaml" --replications 2 --points 10 --quiet

# One process goes on where two ranks stopped, and the other way round.
sweep=(sweep "$small" --vary clinic.resources.chairs=3,4 --quiet --format csv)
"$program" "${sweep[@]}" --replications 6 >"$folder/whole"
two_ranks "${sweep[@]}" --replications 3 --out "$folder/kept" >/dev/null
"$program" "${sweep[@]}" --replications 5 --out "$folder/kept" >/dev/null
two_ranks "${sweep[@]}" --replications 6 --out "$folder/kept" >"$folder/resumed"
cmp "$folder/whole" "$folder/resumed"
