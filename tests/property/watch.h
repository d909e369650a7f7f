// tests/property/watch.h: all that watches a run from outside, and complains.
#pragma once

#include <gtest/gtest.h>

#include "sim/clinic/ledger.h"
#include "tests/property/book_watch.h"
#include "tests/property/floor_watch.h"
#include "tests/property/patient_watch.h"

namespace sim::tests {

static_assert(clinic::Hears<PatientWatch, clinic::CourseStarted> &&
              clinic::Hears<PatientWatch, clinic::VisitEnded> &&
              clinic::Hears<PatientWatch, clinic::StopFollowedUp> &&
              clinic::Hears<PatientWatch, clinic::PatientRelapsed>);
static_assert(clinic::Hears<BookWatch, clinic::VisitBooked> &&
              clinic::Hears<BookWatch, clinic::SlotPassed>);
static_assert(clinic::Hears<FloorWatch, clinic::ResourceChanged> &&
              clinic::Hears<FloorWatch, clinic::StepStarted> &&
              clinic::Hears<FloorWatch, clinic::CourseForgone>);

struct Watch {
  explicit Watch(const model::Model& model) : patients(model), book(model), floor(model) {}

  clinic::Everybody<PatientWatch, BookWatch, FloorWatch> all() { return {{patients, book, floor}}; }
  void finish(Time ended) {
    patients.finish(ended);
    book.finish(ended);
    floor.finish();
  }

  PatientWatch patients;
  BookWatch book;
  FloorWatch floor;
};

// Both count from time zero.
inline void expect_equal(const clinic::Ledger& counted, const clinic::Ledger& ledger) {
  EXPECT_EQ(counted.referred, ledger.referred);
  EXPECT_EQ(counted.waiting, ledger.waiting);
  EXPECT_EQ(counted.in_course, ledger.in_course);
  EXPECT_EQ(counted.excluded, ledger.excluded);
  EXPECT_EQ(counted.gave_up, ledger.gave_up);
  EXPECT_EQ(counted.lost_before_start, ledger.lost_before_start);
  EXPECT_EQ(counted.between, ledger.between);
  EXPECT_EQ(counted.refused, ledger.refused);
  EXPECT_EQ(counted.last_course, ledger.last_course);
  EXPECT_TRUE(ledger.adds_up());
}

}  // namespace sim::tests
