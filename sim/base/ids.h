// sim/base/ids.h: indices that know what they index.
//
// An Id is a 32-bit position in a table. Ids of different tables do not mix: asking the table of
// visits for a course does not compile. What ids there are is said in sim/model/ids.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sim {

template <class Tag>
struct Id {
  std::uint32_t index = 0;
  friend constexpr bool operator==(Id a, Id b) { return a.index == b.index; }
  friend constexpr bool operator!=(Id a, Id b) { return a.index != b.index; }
  friend constexpr bool operator<(Id a, Id b) { return a.index < b.index; }
};

// A vector that is indexed by one kind of Id only.
template <class IdType, class T>
class Table {
 public:
  IdType add(T row) {
    rows_.push_back(std::move(row));
    return IdType{static_cast<std::uint32_t>(rows_.size() - 1)};
  }
  // Expects: id was given by add() of this table.
  T& operator[](IdType id) { return rows_[id.index]; }
  const T& operator[](IdType id) const { return rows_[id.index]; }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }

 private:
  std::vector<T> rows_;
};

// The ids of a table, in order: for (const VisitId visit : ids<VisitId>(model.visits)).
template <class IdType>
struct IdRange {
  struct Iterator {
    std::uint32_t at;
    IdType operator*() const { return IdType{at}; }
    Iterator& operator++() {
      ++at;
      return *this;
    }
    bool operator!=(Iterator other) const { return at != other.at; }
  };
  std::uint32_t count;
  Iterator begin() const { return {0}; }
  Iterator end() const { return {count}; }
};

template <class IdType, class T>
IdRange<IdType> ids(const Table<IdType, T>& table) {
  return {static_cast<std::uint32_t>(table.size())};
}

}  // namespace sim
