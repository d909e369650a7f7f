// sim/model/economics.h: what visits bring in, and what the clinic costs.
//
// Amounts are in one currency, which nobody converts. They change nothing that happens: what is
// counted anyway is multiplied by them when a run is over.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "sim/model/ids.h"

namespace sim::model {

// What results call the cost of being open, among the names of resources.
inline constexpr std::string_view days_open = "days open";

// An amount for each row of another table; nothing where none is said.
template <class IdType>
using Amounts = Table<IdType, std::optional<double>>;

template <class IdType>
bool any_of(const Amounts<IdType>& amounts) {
  return std::any_of(amounts.begin(), amounts.end(),
                     [](const std::optional<double>& amount) { return amount.has_value(); });
}

struct Economics {
  std::string currency;                  // a word for results, as in "EUR"
  Amounts<VisitId> price;                // for each visit that ended
  Amounts<VisitId> per_visit;            // consumables of each visit that ended
  Amounts<ResourceId> per_staffed_hour;  // of one of it, on duty
  std::optional<double> per_day_open;

  bool earns() const { return any_of(price); }
  bool costs() const { return any_of(per_visit) || any_of(per_staffed_hour) || per_day_open; }
};

}  // namespace sim::model
