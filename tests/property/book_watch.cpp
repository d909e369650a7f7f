#include "tests/property/book_watch.h"

#include <algorithm>
#include <optional>

#include <gtest/gtest.h>

namespace sim::tests {

using clinic::VisitFor;

void BookWatch::clock(Time at) {
  if (at > now_) instant_is_over();
  now_ = at;
}

void BookWatch::instant_is_over() {
  for (const Series* each : has_ended_)
    EXPECT_TRUE(each->standing.empty() || !each->ended) << "what was booked outlived the course";
  // Who has a first infusion keeps it, but for what they do themselves, and for an earlier one.
  for (const Series* each : gave_first_back_) {
    EXPECT_TRUE(each->ended || each->not_before > date_of(each->given_back) || each->postponed ||
                model_.booking.refill)
        << "a first infusion was taken away";
  }
  has_ended_.clear();
  gave_first_back_.clear();
}

// --- courses, and what they are booked for

void BookWatch::on(const clinic::PatientTakenOver& seen) {
  Starts& starts = diary(seen).series[{VisitFor::Infusion, 0}].starts;
  starts.assign(static_cast<std::size_t>(seen.infusions), never);
  if (seen.patient.origin != Origin::InCourseAtStart) return;
  starts.back() = model_.cohorts[seen.patient.cohort].at_start.in_course[seen.patient.member].last;
}

void BookWatch::end_series(Diary& diary) {
  for (auto& [what, series] : diary.series) {
    series.ended = true;
    has_ended_.push_back(&series);
  }
}

void BookWatch::end(Diary& diary) {
  end_series(diary);
  diary.ended = true;
}

void BookWatch::on(const clinic::CourseEnded& seen) {
  Diary& gone = diary(seen);
  end_series(gone);
  gone.ended = !seen.next;
  gone.decided = seen.at;
  gone.due.reset();
  if (seen.next) gone.due = seen.next_due;
}

void BookWatch::on(const clinic::PatientRelapsed& seen) {
  if (seen.comes_again) diary(seen).ended = false;
}

// What follows another course at a time of its own is booked like a later visit.
BookWatch::Kind BookWatch::kind_of(const Diary& diary, clinic::Purpose purpose) {
  if (purpose.what == VisitFor::Screening) return Kind::Screening;
  if (purpose.what == VisitFor::PlanPart || diary.due) return Kind::Later;
  return diary.series.at(what(purpose)).before_next().empty() ? Kind::FirstInfusion : Kind::Later;
}

Starts BookWatch::Series::before_next() const {
  Starts all = starts;
  if (in_clinic && !is_given) all.push_back(came_for);
  for (const auto& [start, booked] : standing)
    all.push_back(start);
  return all;
}

// --- what is booked

void BookWatch::on(const clinic::VisitBooked& seen) {
  Diary& booked_for = diary(seen);
  Series& booked = series(seen);
  if (booked.ended) {
    EXPECT_TRUE(booked.standing.empty()) << "what was booked outlived the course";
    booked = {};
  }
  const Kind kind = kind_of(booked_for, seen.purpose);
  EXPECT_EQ(model_.booking.mode, model::BookingMode::Appointments);
  EXPECT_FALSE(booked_for.ended);
  expect_allowed(booked_for, kind, seen);
  expect_apart(booked_for, seen);
  EXPECT_TRUE(booked.standing.empty() || booked.standing.rbegin()->first < seen.start)
      << "not after the visits that are booked already";
  booked.standing.emplace(seen.start, Booked{kind, seen.visit});
  charge(seen.visit, seen.start, +1);
  if (kind != Kind::FirstInfusion) return;
  EXPECT_LE(++new_courses_[monday_of(date_of(seen.start))], model_.booking.starts.at_most_a_week);
}

void BookWatch::expect_allowed(const Diary& diary, Kind kind,
                               const clinic::VisitBooked& seen) const {
  const Series& series = diary.series.at(what(seen.purpose));
  EXPECT_GE(seen.start, seen.at);
  EXPECT_LE(date_of(seen.start), date_of(seen.at) + std::chrono::days{model_.booking.opens_days});
  EXPECT_GE(date_of(seen.start), series.not_before) << "on the day of a missed visit";
  expect_on_grid(seen);
  const Date by_lead = date_of(seen.at) + std::chrono::days{model_.booking.lead_days};
  if (kind == Kind::Screening) {
    EXPECT_GE(date_of(seen.start), by_lead);
  } else if (kind == Kind::FirstInfusion) {
    expect_new_course_allowed(series, seen);
    if (!moves_up(series, seen.at)) {
      EXPECT_GE(date_of(seen.start), by_lead);
    }
  } else if (const auto aim = aim_of(diary, seen)) {
    // Not before the window; after it, for want of anything else.
    EXPECT_GE(date_of(seen.start), aim->first);
  }
}

void BookWatch::expect_new_course_allowed(const Series& series,
                                          const clinic::VisitBooked& seen) const {
  const int weekday = weekday_of(date_of(seen.start));
  EXPECT_TRUE((model_.booking.starts.weekdays >> weekday & 1) != 0) << "no course starts then";
  const model::Course& course = model_.courses[seen.purpose.course];
  EXPECT_LE(date_of(seen.start), date_of(seen.at) + std::chrono::days{course.first_opens_days});
  if (!moves_up(series, seen.at) || series.postponed) return;
  EXPECT_LT(seen.start, series.given_back) << "moved to a later time";
  EXPECT_GE(seen.start - seen.at, model_.booking.refill->notice);
}

// Counted from the visit before it, or the one that is booked before it.
std::optional<NaiveAim> BookWatch::aim_of(const Diary& diary,
                                          const clinic::VisitBooked& seen) const {
  const Starts before = diary.series.at(what(seen.purpose)).before_next();
  if (seen.purpose.what == VisitFor::PlanPart) {
    const auto& part = model_.cohorts[seen.patient.cohort].with[seen.purpose.part];
    const auto course = diary.series.find({VisitFor::Infusion, 0});
    if (course == diary.series.end()) return std::nullopt;
    const Starts& infusions = course->second.starts;
    const Time since = infusions.size() == 1 ? infusions.front() : never;
    return naive_aim(part, static_cast<int>(before.size()) + 1,
                     before.empty() ? since : before.back());
  }
  if (!before.empty()) return naive_aim(model_.courses[seen.purpose.course], before);
  if (!diary.due) return std::nullopt;
  return naive_aim_at_first(diary.decided, *diary.due);
}

// Nobody has two appointments at once.
void BookWatch::expect_apart(const Diary& diary, const clinic::VisitBooked& seen) const {
  const Time over = seen.start + model_.visits[seen.visit].planned();
  for (const auto& [what, series] : diary.series) {
    for (const auto& [start, booked] : series.standing) {
      EXPECT_TRUE(over <= start || start + model_.visits[booked.visit].planned() <= seen.start)
          << "two appointments of a patient overlap";
    }
  }
}

// In whole slots of one opening, with everyone who is needed at the beginning on duty.
void BookWatch::expect_on_grid(const clinic::VisitBooked& seen) const {
  const auto opening = opening_at(seen.start);
  ASSERT_TRUE(opening) << "booked while the clinic is closed";
  EXPECT_EQ((seen.start - opening->from) % model_.booking.slot, Duration{0});
  const model::Visit& visit = model_.visits[seen.visit];
  EXPECT_LE(seen.start + visit.planned(), opening->to);
}

// --- what becomes of it

void BookWatch::on(const clinic::VisitGivenBack& seen) {
  Series& gave = series(seen);
  const auto there = gave.standing.find(seen.start);
  ASSERT_TRUE(there != gave.standing.end()) << "gave back what was not booked";
  EXPECT_EQ(there->second.visit, seen.visit);
  const bool is_first = there->second.kind == Kind::FirstInfusion;
  gave.first_given_back = is_first || (gave.first_given_back && gave.given_back_at == seen.at);
  if (is_first) {
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
  Series& missed = series(seen);
  if (seen.how == clinic::Miss::NoShow) {
    const auto there = missed.standing.find(seen.start);
    ASSERT_TRUE(there != missed.standing.end()) << "missed what was not booked";
    EXPECT_TRUE(there == missed.standing.begin());
    if (there->second.kind == Kind::FirstInfusion) --new_courses_[monday_of(date_of(seen.start))];
    missed.standing.erase(there);
  } else {
    EXPECT_EQ(missed.given_back_at, seen.at);
    EXPECT_EQ(missed.given_back, seen.start);
  }
  missed.first_given_back = false;
  missed.not_before = date_of(seen.start) + std::chrono::days{1};
}

void BookWatch::on(const clinic::PatientArrived& seen) {
  Series& came = series(seen);
  if (came.ended && model_.booking.mode == model::BookingMode::WalkIn) came = {};
  expect_none_forgotten(diary(seen), seen);
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
  came.is_given = came.sent_home = false;
}

bool BookWatch::is_punctual() const {
  return std::none_of(model_.uses.begin(), model_.uses.end(),
                      [](const model::Use& use) { return use.attendance.punctuality.has_value(); });
}

// Who could not come, being at another visit, comes when that is over.
void BookWatch::expect_none_forgotten(const Diary& diary,
                                      const clinic::PatientArrived& seen) const {
  if (!is_punctual() || diary.free_since == seen.at) return;
  const bool is_to_come_again = std::any_of(diary.series.begin(), diary.series.end(),
                                            [](const auto& each) { return each.second.sent_home; });
  if (is_to_come_again) return;
  for (const auto& [what, series] : diary.series)
    EXPECT_TRUE(series.standing.empty() || series.standing.begin()->first >= seen.at)
        << "an appointment was forgotten";
}

// Who was there beside a course that has ended meanwhile does not come again.
void BookWatch::on(const clinic::PatientSentHome& seen) {
  Series& went = series(seen);
  went.in_clinic = went.sent_home = !went.ended;
  diary(seen).free_since = seen.at;
}

void BookWatch::on(const clinic::StepStarted& seen) {
  if (seen.purpose.what != VisitFor::PlanPart) return;
  Series& begun = series(seen);
  if (begun.ended || !begun.in_clinic || begun.is_given) return;
  begun.is_given = true;
  begun.starts.push_back(seen.at);
  begun.not_before = Date::min();
}

void BookWatch::on(const clinic::InfusionStarted& seen) {
  Series& given = diary(seen).series[{VisitFor::Infusion, 0}];
  given.starts.push_back(seen.at);
  given.is_given = true;
  given.postponed = false;
  given.not_before = Date::min();
}

void BookWatch::on(const clinic::VisitEnded& seen) {
  series(seen).in_clinic = false;
  diary(seen).free_since = seen.at;
}

// Of a plan part it is known only now that the visit did not count.
void BookWatch::on(const clinic::FoundNotFit& seen) {
  Series& found = series(seen);
  found.postponed = true;
  if (seen.purpose.what == VisitFor::PlanPart && !found.starts.empty()) found.starts.pop_back();
}

}  // namespace sim::tests
