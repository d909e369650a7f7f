// sim/config/draft.h: a scenario as written: every value read, nothing looked up yet.
//
// Names stand where the model has ids, and what was not written is missing. Each struct has its
// describe() (sim/config/describe_*.cpp), which declares the keys.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/fraction.h"
#include "sim/base/time.h"
#include "sim/config/cells.h"
#include "sim/config/draft_booking.h"
#include "sim/config/draft_course.h"
#include "sim/config/files.h"
#include "sim/config/hours.h"
#include "sim/config/section.h"
#include "sim/config/variants.h"
#include "sim/model/cohort.h"
#include "sim/model/response.h"
#include "sim/model/target.h"
#include "sim/random/distribution.h"

namespace sim::config {

struct Present {};  // someone on site, who is not occupied
using Need = std::variant<Fraction, Present>;
using Needs = Named<Need>;  // by resource

struct StaffDraft {
  Given<int> count;
  Given<Duty> on;
};

struct AbsenceDraft {
  Given<double> chance;
  Given<random::Distribution> lasts;
};

struct ResourceDraft {
  StaffDraft staff;
  Given<std::map<Date, Given<StaffDraft>>> from;
  Given<AbsenceDraft> absent;
};

struct ClinicDraft {
  Given<model::WeeklyHours> open;
  Given<model::ClosedDates> closed;
  Given<Named<ResourceDraft>> resources;
};

struct StepDraft {
  Given<std::string> name;
  Given<random::Distribution> takes;
  Given<Needs> needs;
  Given<bool> after_patient;
  Given<double> only;
};

struct VisitDraft {
  Given<Needs> throughout;
  Given<List<StepDraft>> steps;
  Given<Duration> books;
};

enum class ResponseModel : std::uint8_t { None, Hazard, Trajectory };

struct Decay {};  // of the response itself
using RelapseDraft = std::variant<Decay, random::Distribution>;

struct ResponseDraft {
  Given<ResponseModel> model;
  // trajectory
  Given<model::Scale> scale;
  Given<double> response_at;
  Given<random::Distribution> baseline;
  Given<double> capable;
  Given<random::Distribution> ceiling;
  Given<random::Distribution> gain;
  Given<random::Distribution> clinic_effect;
  Given<random::Distribution> half_life;
  Given<double> noise;
  // hazard
  Given<List<double>> hazard;
  Given<double> loss;
  Given<double> never;
  // both
  Given<RelapseDraft> relapse;
};

struct ScreeningDraft {
  Given<std::string> visit;
  Given<Named<double>> excluded;
};

// Referrals on the dates of a file, as they stand there.
struct ListedDraft {
  std::vector<Moment> moments;
  Place file;
};
// Spans between referrals are a distribution in milliseconds.
using ReferralsDraft =
    std::variant<model::Poisson, random::Distribution, model::AtStart, ListedDraft>;

// The clinic as it stands when the run starts: so many patients, or the rows of a file.
struct WaitingDraft {
  Given<int> patients;
  Given<random::Distribution> waited;
  Given<Data> file;
};

struct DiaryDraft {
  Given<Data> file;
};

struct InCourseDraft {
  Given<std::string> course;
  Given<int> patients;
  Given<model::StateAtStart> state;
  Given<Data> file;
};

// Part of a larger treatment plan: factors, and visits of its own.
struct PlanPartDraft {
  Given<double> share;
  Given<double> gain;
  Given<double> half_life;
  Given<double> drop_out;
  Given<std::string> visit;
  Given<List<random::Distribution>> every;
  Given<model::Window> window;
};

struct CohortDraft {
  Given<std::string> label;
  Given<ReferralsDraft> referrals;
  Given<model::WeeklyHours> referral_hours;
  Given<ScreeningDraft> screening;
  Given<random::Distribution> waits_at_most;
  Given<std::string> course;
  Given<std::string> response;
  Given<Named<PlanPartDraft>> with;
  Given<int> priority;
  Given<WaitingDraft> waiting_list;
  Given<DiaryDraft> diary;
  Given<InCourseDraft> in_course;
};

using AmountsDraft = Named<double>;  // of money, by what it is for

struct CostDraft {
  Given<AmountsDraft> per_visit;
  Given<AmountsDraft> per_staffed_hour;  // by resource
  Given<double> per_day_open;
};

struct EconomicsDraft {
  Given<std::string> currency;
  Given<AmountsDraft> price;  // by visit
  Given<CostDraft> cost;
};

enum class Until : std::uint8_t { Empty };

// Exactly that many, or as many as it takes.
struct UntilPreciseDraft {
  Given<int> at_least, at_most;
  Given<Named<double>> until;  // by metric: the half-width as a fraction of the mean
};
using ReplicationsDraft = std::variant<int, UntilPreciseDraft>;

struct RunDraft {
  Given<Date> start;
  Given<Duration> warm_up;
  Given<Duration> length;
  Given<Until> until;
  Given<ReplicationsDraft> replications;
  Given<std::uint64_t> seed;
  Given<double> confidence;
};

struct Draft {
  Given<int> format;
  Given<std::string> name;
  Given<std::string> extends;
  Given<ClinicDraft> clinic;
  Given<Named<VisitDraft>> visits;
  Given<BookingDraft> booking;
  Given<Named<AttendanceDraft>> attendance;  // by visit
  Given<Named<CourseDraft>> courses;
  Given<Named<ResponseDraft>> responses;
  Given<Named<CohortDraft>> cohorts;
  Given<EconomicsDraft> economics;
  Given<RunDraft> run;
  Given<List<model::Target>> targets;
  Given<std::vector<VariantDraft>> variants;
};

}  // namespace sim::config
