// sim/base/slots.h: a table whose rows are used again.
//
// Patients, courses and visits come and go by the million in a long run; a row that is given back
// serves the next one, so memory is bounded by how many there are at once and nothing is allocated
// once that many have been there. Whoever keeps an index must know when the row has ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/contract.h"

namespace sim {

template <class T>
class Slots {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  // Puts the value into a free row and returns its index. References to other rows may move.
  std::uint32_t add(T value) {
    ++used_;
    if (free_.empty()) {
      rows_.push_back({std::move(value), true});
      return static_cast<std::uint32_t>(rows_.size() - 1);
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    rows_[index] = {std::move(value), true};
    return index;
  }

  // Expects: the row is in use.
  void remove(std::uint32_t index) {
    SIM_EXPECTS(rows_[index].used);
    rows_[index].used = false;
    free_.push_back(index);
    --used_;
  }

  T& operator[](std::uint32_t index) {
    SIM_ASSERT(rows_[index].used);
    return rows_[index].value;
  }
  const T& operator[](std::uint32_t index) const {
    SIM_ASSERT(rows_[index].used);
    return rows_[index].value;
  }

  std::size_t size() const { return used_; }
  bool in_use(std::uint32_t index) const { return index < rows_.size() && rows_[index].used; }

  // Calls visit(row) for each row in use, in order of index.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const Row& row : rows_) {
      if (row.used) visit(row.value);
    }
  }

 private:
  struct Row {
    T value;
    bool used;
  };

  std::vector<Row> rows_;
  std::vector<std::uint32_t> free_;
  std::size_t used_ = 0;
};

}  // namespace sim
