// tools/cli/mpi_ranks.h: the ranks of `mpirun`, in a build with -DCHAIRTIME_MPI=ON.
#pragma once

#include <memory>

#include "sim/experiment/ranks.h"

namespace cli {

// nullptr where this process is the only one. From the first call on, all but rank 0 are silent.
// Expects: called once, and what it returns lives as long as there is work for ranks.
std::unique_ptr<sim::experiment::Ranks> join_ranks();

// The other ranks wait for ever for one that has gone: ends them all with this exit code. Does
// nothing where this process is the only one.
void leave_ranks(int exit_code);

}  // namespace cli
