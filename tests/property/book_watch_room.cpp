// What must be true of the room in the book: nothing is booked twice, and in the end nothing is
// left over.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/property/book_watch.h"

namespace sim::tests {

// The opening that holds the moment.
std::optional<model::Opening> BookWatch::opening_at(Time at) const {
  for (const model::Opening& each :
       model::openings_on(date_of(at), model_.clinic.open, model_.clinic.closed)) {
    if (each.from <= at && at < each.to) return each;
  }
  return std::nullopt;
}

// What visits hold throughout, slot by slot, and how many begin at about one time.
void BookWatch::charge(VisitId id, Time start, int sign) {
  const model::Visit& visit = model_.visits[id];
  const Duration slot = model_.booking.slot;
  for (Time from = start; from < start + visit.planned(); from += slot) {
    model::Units& held = held_[from];
    for (const ResourceId r : ids<ResourceId>(model_.resources)) {
      held[r.index] += sign * visit.throughout[r.index];
      const bool checked = (model_.booking.checks >> r.index & 1U) != 0;
      if (sign < 0 || !checked || model_.booking.overbook > 0.0) continue;
      const model::Resource& resource = model_.resources[r];
      EXPECT_LE(held[r.index], resource.staffing.fewest(from, from + slot, model_.clinic.closed) *
                                   resource.units_each)
          << resource.name << " booked twice";
    }
  }
  const auto opening = opening_at(start);
  if (!model_.booking.arrivals || !opening) return;
  const Duration per = model_.booking.arrivals->per;
  int& begin = arrivals_[opening->from + (start - opening->from) / per * per];
  begin += sign;
  EXPECT_TRUE(sign < 0 || begin <= model_.booking.arrivals->at_most) << "too many arrive at once";
}

// Of what was booked beyond what there is, never more than the share allows for the days so far.
void BookWatch::expect_credit() const {
  for (std::size_t r = 0; r < exceeded_.size(); ++r) {
    EXPECT_LE(static_cast<double>(exceeded_[r]),
              model_.booking.overbook * static_cast<double>(bookable_[r]) + 1.0);
  }
}

void BookWatch::on(const clinic::SlotPassed& seen) {
  if (date_of(seen.from) != passed_) expect_credit();
  passed_ = date_of(seen.from);
  for (std::size_t r = 0; r < seen.reserved.size(); ++r) {
    EXPECT_GE(seen.reserved[r], 0);
    bookable_[r] += seen.capacity[r];
    exceeded_[r] += std::max(0, seen.reserved[r] - seen.capacity[r]);
  }
}

void BookWatch::finish(Time ended) {
  instant_is_over();
  expect_credit();
  if (!is_punctual()) return;
  for (const auto& [patient, diary] : diaries_) {
    const bool in_clinic = std::any_of(diary.series.begin(), diary.series.end(),
                                       [](const auto& each) { return each.second.in_clinic; });
    for (const auto& [what, series] : diary.series)
      EXPECT_TRUE(in_clinic || series.standing.empty() || series.standing.begin()->first >= ended)
          << "an appointment was forgotten";
  }
}

}  // namespace sim::tests
