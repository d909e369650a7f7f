// sim/experiment/parallel.cpp: threads that draw numbers from one counter.
#include "sim/experiment/parallel.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "sim/base/contract.h"

namespace sim::experiment {
namespace {

class Dispenser {
 public:
  Dispenser(int count, const std::atomic<bool>* interrupted)
      : count_(count), interrupted_(interrupted) {}

  void work_off(const std::function<void(int)>& work) {
    while (!stopped()) {
      const int number = next_++;
      if (number >= count_) return;
      try {
        work(number);
      } catch (...) {
        keep(number, std::current_exception());
      }
    }
  }

  // Once no thread is at work any more.
  int done() const {
    if (failure_) std::rethrow_exception(failure_);
    return std::min(next_.load(), count_);
  }

 private:
  bool stopped() const { return failed_ || (interrupted_ != nullptr && *interrupted_); }

  void keep(int number, std::exception_ptr failure) {
    const std::lock_guard<std::mutex> lock(mutex_);
    failed_ = true;
    if (failure_ && failed_number_ < number) return;
    failed_number_ = number;
    failure_ = std::move(failure);
  }

  int count_;
  const std::atomic<bool>* interrupted_;
  std::atomic<int> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;  // guards the next two
  int failed_number_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

int do_numbered(int count, const Workers& workers, const std::function<void(int)>& work) {
  SIM_EXPECTS(workers.threads >= 1);
  Dispenser dispenser(count, workers.interrupted);
  std::vector<std::thread> others;
  const int wanted = std::min(workers.threads, count);
  others.reserve(static_cast<std::size_t>(std::max(wanted, 1)));
  for (int i = 1; i < wanted; ++i)
    others.emplace_back([&] { dispenser.work_off(work); });
  dispenser.work_off(work);
  for (std::thread& other : others)
    other.join();
  return dispenser.done();
}

}  // namespace sim::experiment
