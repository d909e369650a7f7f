// sim/model/ids.h: the tables of a model, and who a patient is.
//
// `resolve` numbers every table by name, so the order of the scenario file cannot matter.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/base/ids.h"

namespace sim {

using ResourceId = Id<struct ResourceTag>;
using VisitId = Id<struct VisitTag>;
using UseId = Id<struct UseTag>;  // a visit as one course or screening uses it
using CourseId = Id<struct CourseTag>;
using ResponseId = Id<struct ResponseTag>;
using CohortId = Id<struct CohortTag>;

// How a patient comes into a run.
enum class Origin : std::uint8_t {
  Referred,
  WaitingAtStart,
  DiaryAtStart,  // has appointments when the run starts
  InCourseAtStart
};
inline constexpr std::size_t origins = 4;

// The n-th member (from 0) of a cohort, in order of referral or of the list they stand on: the same
// person in every variant.
struct PatientId {
  CohortId cohort;
  std::uint32_t member = 0;
  Origin origin = Origin::Referred;
  friend constexpr bool operator==(PatientId a, PatientId b) {
    return a.cohort == b.cohort && a.member == b.member && a.origin == b.origin;
  }
};

}  // namespace sim
