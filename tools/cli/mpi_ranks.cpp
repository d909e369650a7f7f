// tools/cli/mpi_ranks.cpp: the one file that knows of MPI; without it there is one rank.
#include "tools/cli/mpi_ranks.h"

#ifdef CHAIRTIME_MPI

#include <cstdio>
#include <numeric>
#include <string>
#include <vector>

#include <mpi.h>

namespace cli {
namespace {

class MpiRanks : public sim::experiment::Ranks {
 public:
  MpiRanks() {
    int given = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given);
    MPI_Comm_size(MPI_COMM_WORLD, &count_);
    MPI_Comm_rank(MPI_COMM_WORLD, &own_);
  }
  MpiRanks(const MpiRanks&) = delete;
  MpiRanks(MpiRanks&&) = delete;
  MpiRanks& operator=(const MpiRanks&) = delete;
  MpiRanks& operator=(MpiRanks&&) = delete;
  ~MpiRanks() override { MPI_Finalize(); }

  int count() const override { return count_; }
  int own() const override { return own_; }

  std::vector<std::string> exchange(const std::string& own) override {
    const auto ranks = static_cast<std::size_t>(count_);
    const auto length = static_cast<int>(own.size());
    std::vector<int> lengths(ranks);
    MPI_Allgather(&length, 1, MPI_INT, lengths.data(), 1, MPI_INT, MPI_COMM_WORLD);
    std::vector<int> begins(ranks);
    std::exclusive_scan(lengths.begin(), lengths.end(), begins.begin(), 0);
    std::string all(static_cast<std::size_t>(begins.back() + lengths.back()), '\0');
    MPI_Allgatherv(own.data(), length, MPI_CHAR, all.data(), lengths.data(), begins.data(),
                   MPI_CHAR, MPI_COMM_WORLD);
    std::vector<std::string> by_rank;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      by_rank.push_back(all.substr(static_cast<std::size_t>(begins[rank]),
                                   static_cast<std::size_t>(lengths[rank])));
    }
    return by_rank;
  }

 private:
  int count_ = 1;
  int own_ = 0;
};

}  // namespace

std::unique_ptr<sim::experiment::Ranks> join_ranks() {
  auto ranks = std::make_unique<MpiRanks>();
  if (ranks->count() == 1) return nullptr;
  if (ranks->own() != 0) {
    static_cast<void>(std::freopen("/dev/null", "w", stdout));
    static_cast<void>(std::freopen("/dev/null", "w", stderr));
  }
  return ranks;
}

void leave_ranks(int exit_code) {
  int begun = 0;
  int ended = 0;
  MPI_Initialized(&begun);
  MPI_Finalized(&ended);
  if (begun != 0 && ended == 0) MPI_Abort(MPI_COMM_WORLD, exit_code);
}

}  // namespace cli

#else

namespace cli {

std::unique_ptr<sim::experiment::Ranks> join_ranks() { return nullptr; }
void leave_ranks(int /*exit_code*/) {}

}  // namespace cli

#endif
