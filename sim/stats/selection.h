// sim/stats/selection.h: which of several systems has the smallest mean.
//
// Kim and Nelson's fully sequential procedure ("A fully sequential procedure for
// indifference-zone selection in simulation", 2001), with their constant c = 1: after a first
// stage, one observation of each system at a time, and whichever is by then too far behind is left
// out. Where the best is better by the indifference, it is chosen with at least the confidence
// asked for; so it is where the systems have common random numbers, which make it sooner.
#pragma once

#include <cstddef>
#include <vector>

namespace sim::stats {

class Selection {
 public:
  struct Terms {
    std::size_t first_stage;  // observations of each, 2 or more
    double indifference;      // a difference that is not worth finding out, above 0
    double confidence;        // above 1 / systems, below 1
  };

  // Expects: at least one system.
  Selection(std::size_t systems, const Terms& terms);

  // Those that may still be the best, in ascending order.
  const std::vector<std::size_t>& left() const { return left_; }

  // The next observation of each of them, in that order. Expects: !done().
  void add(const std::vector<double>& observations);

  bool done() const { return left_.size() == 1 || settled_; }

  // The smallest mean of those left, the first of them where they are equal. Expects: done().
  std::size_t best() const;

  std::size_t observations() const { return count_; }  // of each that is left

 private:
  void measure_spread();
  void leave_out();
  bool keeps_up(std::size_t system) const;
  double variance(std::size_t a, std::size_t b) const { return variances_[a * systems_ + b]; }

  std::size_t systems_;
  Terms terms_;
  double factor_ = 0.0;  // their h squared
  std::size_t count_ = 0;
  std::vector<double> sums_;                // by system
  std::vector<std::vector<double>> first_;  // by observation of the first stage, then system
  std::vector<double> variances_;           // of the differences of two systems, in the first stage
  std::vector<std::size_t> left_;
  bool settled_ = false;  // so many observations that no difference is worth more of them
};

}  // namespace sim::stats
