// sim/experiment/cells.cpp: cells on threads, or on threads of several ranks.
#include "sim/experiment/cells.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/contract.h"

namespace sim::experiment {
namespace {

using WorkOf = std::function<Work(int)>;
using Take = std::function<Next(int, Measured)>;

struct Piece {
  Measured measured;
  bool is_new = true;  // and not from where it was kept
};

Measured measured(const Work& work) { return measure(work.model, work.layout, work.replication); }

std::optional<Measured> find(const Kept& kept, const Work& work) {
  return kept.store == nullptr ? std::nullopt : kept.store->find({kept.scenario, work.replication});
}

void keep(const Kept& kept, const Work& work, const Measured& measured) {
  if (kept.store != nullptr) kept.store->keep({kept.scenario, work.replication}, measured);
}

int measure_on_threads(int count, const WorkOf& work, const Execution& execution,
                       const Take& take) {
  const auto make = [&](int index) -> Piece {
    if (auto found = find(execution.kept, work(index))) return {*std::move(found), false};
    return {measured(work(index))};
  };
  const auto take_one = [&](int index, Piece piece) {
    if (piece.is_new) keep(execution.kept, work(index), piece.measured);
    return take(index, std::move(piece.measured));
  };
  return in_order<Piece>(count, {execution.threads, execution.interrupted}, make, take_one);
}

// --- over ranks: bytes are those of one kind of machine ---

template <class T>
void write(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);  // NOLINT: bytes of a number
}

class Bytes {
 public:
  explicit Bytes(const std::string& bytes) : bytes_(bytes) {}
  bool at_end() const { return read_ == bytes_.size(); }

  template <class T>
  T read() {
    SIM_EXPECTS(read_ + sizeof(T) <= bytes_.size());
    T value;
    std::memcpy(&value, bytes_.data() + read_, sizeof value);  // NOLINT: as above
    read_ += sizeof value;
    return value;
  }

 private:
  const std::string& bytes_;
  std::size_t read_ = 0;
};

void write(std::string& bytes, int index, const Piece& piece) {
  write(bytes, index);
  write(bytes, piece.is_new);
  write(bytes, piece.measured.fingerprint);
  write(bytes, piece.measured.events);
  write(bytes, piece.measured.row.size());
  for (const metrics::Cell& cell : piece.measured.row)
    write(bytes, cell);
}

Piece read_piece(Bytes& bytes) {
  Piece piece;
  piece.is_new = bytes.read<bool>();
  piece.measured.fingerprint = bytes.read<std::uint64_t>();
  piece.measured.events = bytes.read<std::uint64_t>();
  piece.measured.row.resize(bytes.read<std::size_t>());
  for (metrics::Cell& cell : piece.measured.row)
    cell = bytes.read<metrics::Cell>();
  return piece;
}

// A block of cells at a time: what is kept, which one rank knows; then each rank's share of the
// others, and everybody's results to everybody.
class OverRanks {
 public:
  OverRanks(int count, const WorkOf& work, const Execution& execution, const Take& take)
      : count_(count), work_(work), execution_(execution), take_(take) {}

  int run() {
    const int block = 2 * execution_.ranks->count() * execution_.threads;
    while (taken_ < count_ && !enough_) {
      first_ = taken_;
      pieces_.assign(static_cast<std::size_t>(std::min(block, count_ - first_)), std::nullopt);
      if (!share_what_is_kept()) break;
      share_what_is_measured();
      take_block();
    }
    return taken_;
  }

 private:
  int own_rank() const { return execution_.ranks->own(); }

  void exchange(const std::string& own) {
    for (const std::string& each : execution_.ranks->exchange(own)) {
      Bytes bytes(each);
      while (!bytes.at_end()) {
        const int index = bytes.read<int>();
        if (index == interruption) {
          interrupted_ = true;
        } else {
          pieces_.at(static_cast<std::size_t>(index - first_)) = read_piece(bytes);
        }
      }
    }
  }

  // Whether nobody was interrupted.
  bool share_what_is_kept() {
    std::string own;
    if (execution_.interrupted != nullptr && *execution_.interrupted) write(own, interruption);
    for (int index = first_; index < end(); ++index) {
      if (auto found = find(execution_.kept, work_(index)))
        write(own, index, {*std::move(found), false});
    }
    exchange(own);
    return !interrupted_;
  }

  // A cell whose measuring fails is left out: whoever takes it fails in the same way.
  void share_what_is_measured() {
    std::vector<int> mine;
    for (int index = first_; index < end(); ++index)
      if (!piece(index) && index % execution_.ranks->count() == own_rank()) mine.push_back(index);
    std::string own;
    const auto make = [&](int i) -> std::optional<Piece> {
      try {
        return Piece{measured(work_(mine[static_cast<std::size_t>(i)]))};
      } catch (const std::exception&) {
        return {};
      }
    };
    const auto take = [&](int i, const std::optional<Piece>& made) {
      if (made) write(own, mine[static_cast<std::size_t>(i)], *made);
      return Next::GoOn;
    };
    in_order<std::optional<Piece>>(static_cast<int>(mine.size()), {execution_.threads}, make, take);
    exchange(own);
  }

  void take_block() {
    while (taken_ < end() && !enough_) {
      std::optional<Piece>& made = piece(taken_);
      if (!made) made = Piece{measured(work_(taken_))};
      if (made->is_new) keep(execution_.kept, work_(taken_), made->measured);
      enough_ = take_(taken_, std::move(made->measured)) == Next::Enough;
      ++taken_;
    }
  }

  int end() const { return first_ + static_cast<int>(pieces_.size()); }
  std::optional<Piece>& piece(int index) {
    return pieces_[static_cast<std::size_t>(index - first_)];
  }

  static constexpr int interruption = -1;

  int count_;
  const WorkOf& work_;
  const Execution& execution_;
  const Take& take_;
  int first_ = 0;  // of the block
  int taken_ = 0;
  std::vector<std::optional<Piece>> pieces_;  // of the block
  bool enough_ = false;
  bool interrupted_ = false;
};

}  // namespace

int measure_cells(int count, const WorkOf& work, const Execution& execution, const Take& take) {
  if (execution.ranks != nullptr) return OverRanks(count, work, execution, take).run();
  return measure_on_threads(count, work, execution, take);
}

}  // namespace sim::experiment
