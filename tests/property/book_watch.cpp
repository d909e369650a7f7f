#include "tests/property/book_watch.h"

#include <algorithm>
#include <optional>

#include <gtest/gtest.h>

namespace sim::tests {
namespace {

// The opening that holds the moment.
std::optional<model::Opening> opening_at(const model::Model& model, Time at) {
  for (const model::Opening& each :
       model::openings_on(date_of(at), model.clinic.open, model.clinic.closed)) {
    if (each.from <= at && at < each.to) return each;
  }
  return std::nullopt;
}

}  // namespace

void BookWatch::clock(Time at) {
  if (at > now_) instant_is_over();
  now_ = at;
}

void BookWatch::instant_is_over() {
  for (const Diary* each : has_ended_)
    EXPECT_TRUE(each->standing.empty()) << "what was booked outlived the patient's outcome";
  // Who has a first infusion keeps it, but for what they do themselves, and for an earlier one.
  for (const Diary* each : gave_first_back_) {
    EXPECT_TRUE(each->ended || each->not_before > date_of(each->given_back) || each->postponed ||
                model_.booking.refill)
        << "a first infusion was taken away";
  }
  has_ended_.clear();
  gave_first_back_.clear();
}

void BookWatch::end(Diary& diary) {
  diary.ended = true;
  has_ended_.push_back(&diary);
}

// --- what is booked

BookWatch::Kind BookWatch::kind_of(const Diary& diary, clinic::Purpose purpose) {
  if (purpose.screening) return Kind::Screening;
  const bool first = diary.infusions == 0 && diary.standing.empty() && !diary.in_clinic;
  return first ? Kind::FirstInfusion : Kind::Later;
}

void BookWatch::on(const clinic::VisitBooked& seen) {
  Diary& booked = diary(seen);
  const Kind kind = kind_of(booked, seen.purpose);
  EXPECT_EQ(model_.booking.mode, model::BookingMode::Appointments);
  EXPECT_FALSE(booked.ended);
  expect_allowed(booked, kind, seen);
  EXPECT_TRUE(booked.standing.empty() || booked.standing.rbegin()->first < seen.start)
      << "not after the visits that are booked already";
  booked.standing.emplace(seen.start, kind);
  charge(seen.visit, seen.start, +1);
  if (kind != Kind::FirstInfusion) return;
  EXPECT_LE(++new_courses_[monday_of(date_of(seen.start))], model_.booking.starts.at_most_a_week);
}

void BookWatch::expect_allowed(const Diary& diary, Kind kind,
                               const clinic::VisitBooked& seen) const {
  EXPECT_GE(seen.start, seen.at);
  EXPECT_LE(date_of(seen.start), date_of(seen.at) + std::chrono::days{model_.booking.opens_days});
  EXPECT_GE(date_of(seen.start), diary.not_before) << "on the day of a missed visit";
  expect_on_grid(seen);
  const Date by_lead = date_of(seen.at) + std::chrono::days{model_.booking.lead_days};
  if (kind == Kind::Screening) {
    EXPECT_GE(date_of(seen.start), by_lead);
  } else if (kind == Kind::FirstInfusion) {
    expect_new_course_allowed(diary, seen);
    if (!moves_up(diary, seen.at)) {
      EXPECT_GE(date_of(seen.start), by_lead);
    }
  } else {
    expect_in_window(diary, seen);
  }
}

void BookWatch::expect_new_course_allowed(const Diary& diary,
                                          const clinic::VisitBooked& seen) const {
  const int weekday = weekday_of(date_of(seen.start));
  EXPECT_TRUE((model_.booking.starts.weekdays >> weekday & 1) != 0) << "no course starts then";
  const model::Course& course = model_.courses[seen.purpose.course];
  EXPECT_LE(date_of(seen.start), date_of(seen.at) + std::chrono::days{course.first_opens_days});
  if (!moves_up(diary, seen.at) || diary.postponed) return;
  EXPECT_LT(seen.start, diary.given_back) << "moved to a later time";
  EXPECT_GE(seen.start - seen.at, model_.booking.refill->notice);
}

// Not before the window that the previous infusion opens; after it, for want of anything else. What
// is booked as a whole counts from the visit booked before.
void BookWatch::expect_in_window(const Diary& diary, const clinic::VisitBooked& seen) const {
  const bool rolling = model_.booking.series == model::Series::Rolling;
  if (!rolling || diary.infusions == 0 || diary.latest_infusion == never) return;
  const model::Spacing& spacing = model_.courses[seen.purpose.course].before(diary.infusions + 1);
  if (const auto* days = std::get_if<model::DaysAfterPrevious>(&spacing.window)) {
    EXPECT_GE(date_of(seen.start), date_of(diary.latest_infusion) + std::chrono::days{days->first});
  } else if (spacing.gap.at(0.1) == spacing.gap.at(0.9)) {
    const Time target = diary.latest_infusion + from_milliseconds(spacing.gap.mean());
    const Duration early = std::get<model::AroundTarget>(spacing.window).early;
    EXPECT_GE(date_of(seen.start), date_of(target - early));
  }
}

// In whole slots of one opening, with everyone who is needed at the beginning on duty.
void BookWatch::expect_on_grid(const clinic::VisitBooked& seen) const {
  const auto opening = opening_at(model_, seen.start);
  ASSERT_TRUE(opening) << "booked while the clinic is closed";
  EXPECT_EQ((seen.start - opening->from) % model_.booking.slot, Duration{0});
  const model::Visit& visit = model_.visits[seen.visit];
  EXPECT_LE(seen.start + visit.planned(), opening->to);
}

// --- what becomes of it

void BookWatch::on(const clinic::VisitGivenBack& seen) {
  Diary& gave = diary(seen);
  const auto there = gave.standing.find(seen.start);
  ASSERT_TRUE(there != gave.standing.end()) << "gave back what was not booked";
  gave.first_given_back = there->second == Kind::FirstInfusion ||
                          (gave.first_given_back && gave.given_back_at == seen.at);
  if (there->second == Kind::FirstInfusion) {
    gave.given_back = seen.start;
    gave_first_back_.push_back(&gave);
    --new_courses_[monday_of(date_of(seen.start))];
  } else if (!gave.first_given_back) {
    gave.given_back = seen.start;
  }
  gave.given_back_at = seen.at;
  gave.standing.erase(there);
  charge(seen.visit, seen.start, -1);
}

void BookWatch::on(const clinic::VisitMissed& seen) {
  Diary& missed = diary(seen);
  if (seen.how == clinic::Miss::NoShow) {
    const auto there = missed.standing.find(seen.start);
    ASSERT_TRUE(there != missed.standing.end()) << "missed what was not booked";
    EXPECT_TRUE(there == missed.standing.begin());
    if (there->second == Kind::FirstInfusion) --new_courses_[monday_of(date_of(seen.start))];
    missed.standing.erase(there);
  } else {
    EXPECT_EQ(missed.given_back_at, seen.at);
    EXPECT_EQ(missed.given_back, seen.start);
  }
  missed.first_given_back = false;
  missed.not_before = date_of(seen.start) + std::chrono::days{1};
}

void BookWatch::on(const clinic::PatientArrived& seen) {
  Diary& came = diary(seen);
  if (came.sent_home) {
    EXPECT_EQ(seen.appointment, came.came_for);
  } else if (model_.booking.mode == model::BookingMode::Appointments) {
    const auto there = came.standing.begin();
    ASSERT_TRUE(there != came.standing.end()) << "came without an appointment";
    EXPECT_EQ(there->first, seen.appointment);
    came.standing.erase(there);
  }
  came.came_for = seen.appointment;
  came.in_clinic = true;
  came.sent_home = false;
}

void BookWatch::on(const clinic::InfusionStarted& seen) {
  Diary& given = diary(seen);
  given.infusions = seen.number;
  given.latest_infusion = seen.at;
  given.postponed = false;
  given.not_before = Date::min();
}

// --- room

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
  const auto opening = opening_at(model_, start);
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
  const auto unpunctual = [](const model::Use& use) {
    return use.attendance.punctuality.has_value();
  };
  if (std::any_of(model_.uses.begin(), model_.uses.end(), unpunctual)) return;
  for (const auto& [patient, diary] : diaries_) {
    if (diary.in_clinic || diary.standing.empty()) continue;
    EXPECT_GE(diary.standing.begin()->first, ended) << "an appointment was forgotten";
  }
}

}  // namespace sim::tests
