// sim/experiment/in_order.h: numbered pieces of work on several threads, whose results come in
// their order.
//
// The numbers are handed out in order, and every piece that was begun is finished; so what has come
// at the end is always the results of the first so many pieces, whatever the number of threads and
// whenever it was interrupted. Workers run only a few pieces ahead of what has been taken, so
// memory does not grow with their number.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "sim/base/contract.h"

namespace sim::experiment {

struct Workers {
  int threads = 1;
  const std::atomic<bool>* interrupted = nullptr;  // no new piece is begun once it is true
};

enum class Next : std::uint8_t { GoOn, Enough };

namespace detail {

template <class Result>
class Assembly {
 public:
  using Make = std::function<Result(int)>;
  using Take = std::function<Next(int, Result)>;

  Assembly(int count, const Workers& workers, const Make& make, const Take& take)
      : count_(count),
        interrupted_(workers.interrupted),
        make_(make),
        take_(take),
        waiting_(2 * static_cast<std::size_t>(workers.threads)) {}

  void work_off() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (const std::optional<int> number = next(lock)) {
      lock.unlock();
      Piece piece = made(*number);
      lock.lock();
      place_of(*number) = std::move(piece);
      deliver(lock);
    }
  }

  // Once no thread is at work any more.
  int taken() const {
    if (failure_) std::rethrow_exception(failure_);
    return taken_;
  }

 private:
  struct Piece {
    std::optional<Result> result;
    std::exception_ptr failure;  // in its place
    bool there() const { return result || failure; }
  };

  Piece& place_of(int number) {
    return waiting_[static_cast<std::size_t>(number) % waiting_.size()];
  }

  // The number of the next piece to make, once there is room for it; nothing if there is none.
  std::optional<int> next(std::unique_lock<std::mutex>& lock) {
    const auto stops = [&] {
      return enough_ || begun_ == count_ || (interrupted_ != nullptr && *interrupted_);
    };
    room_.wait(lock,
               [&] { return stops() || begun_ < taken_ + static_cast<int>(waiting_.size()); });
    return stops() ? std::nullopt : std::optional(begun_++);
  }

  Piece made(int number) const {
    try {
      return {make_(number), nullptr};
    } catch (...) {
      return {std::nullopt, std::current_exception()};
    }
  }

  // All that have their turn; one thread at a time, and without keeping the others from working.
  void deliver(std::unique_lock<std::mutex>& lock) {
    if (delivering_) return;
    delivering_ = true;
    while (!enough_ && place_of(taken_).there()) {
      Piece piece = std::exchange(place_of(taken_), Piece{});
      lock.unlock();
      const bool goes_on = took(std::move(piece));
      lock.lock();
      if (goes_on || !failure_) ++taken_;
      enough_ = !goes_on;
      room_.notify_all();
    }
    delivering_ = false;
  }

  // Whether there is to be more.
  bool took(Piece piece) {
    try {
      if (piece.failure) std::rethrow_exception(piece.failure);
      return take_(taken_, std::move(*piece.result)) == Next::GoOn;
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
  }

  int count_;
  const std::atomic<bool>* interrupted_;
  const Make& make_;
  const Take& take_;
  std::mutex mutex_;              // guards what follows
  std::condition_variable room_;  // for another piece, or no more are wanted
  std::vector<Piece> waiting_;    // for its turn; by number, around
  int begun_ = 0;
  int taken_ = 0;
  bool delivering_ = false;
  bool enough_ = false;
  std::exception_ptr failure_;  // of the lowest number, or of who takes; changed while delivering
};

}  // namespace detail

// Makes the pieces 0 to count - 1, as long as `take` asks for more, and returns how many were
// taken. `make` is called from several threads at once, `take` from one at a time, in order. If a
// piece throws, those before it are taken, and its exception is thrown on after all that were begun
// have ended. Expects: workers.threads >= 1.
template <class Result>
int in_order(int count, const Workers& workers, const std::function<Result(int)>& make,
             const std::function<Next(int, Result)>& take) {
  SIM_EXPECTS(workers.threads >= 1);
  detail::Assembly<Result> assembly(count, workers, make, take);
  std::vector<std::thread> others;
  for (int i = 1; i < std::min(workers.threads, count); ++i)
    others.emplace_back([&] { assembly.work_off(); });
  assembly.work_off();
  for (std::thread& other : others)
    other.join();
  return assembly.taken();
}

}  // namespace sim::experiment
