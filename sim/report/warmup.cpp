// sim/report/warmup.cpp: the answer, what it rests on, and the same as JSON.
#include "sim/report/warmup.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/base/text.h"
#include "sim/metrics/metric_table.h"
#include "sim/report/chart.h"

namespace sim::report {
namespace {

using experiment::WarmUp;
using experiment::WarmUpVerdict;
using experiment::WatchedLevel;

const metrics::MetricDescription& description_of(const WatchedLevel& level) {
  switch (level.level) {
    case metrics::PatientLevel::WaitingList:
      return metrics::describe(metrics::Metric::WaitingList);
    case metrics::PatientLevel::CoursesInProgress:
      return metrics::describe(metrics::Metric::CoursesInProgress);
    case metrics::PatientLevel::InResponse:
      break;
  }
  return metrics::describe(metrics::Metric::PatientsInResponse);
}

std::string_view words_for(metrics::PatientLevel level) {
  switch (level) {
    case metrics::PatientLevel::WaitingList:
      return "Patients on the waiting list";
    case metrics::PatientLevel::CoursesInProgress:
      return "Courses in progress";
    case metrics::PatientLevel::InResponse:
      break;
  }
  return "Patients in response";
}

std::string weeks(int count) { return fmt::format("{} week{}", count, count == 1 ? "" : "s"); }

bool has_warm_up(const WarmUp& warm_up) { return warm_up.plan.warm_up > Duration{0}; }

std::string given(const WarmUp& warm_up) {
  return "The warm-up of " + format_duration(warm_up.plan.warm_up);
}

// --- the answer ---

std::string too_short(const WarmUp& warm_up) {
  std::string text =
      has_warm_up(warm_up)
          ? given(warm_up) + " is too short"
          : "Without a warm-up the time until the clinic has settled is measured too";
  if (warm_up.enough_weeks) return text + ": write warm_up: " + weeks(*warm_up.enough_weeks) + ".";
  return text +
         ".\nHow long it should be cannot be told: the clinic has not settled in the first half of "
         "the run.\nWith a longer one, as with --set 'run.length=5 years', it may be seen.";
}

std::string verdict(const WarmUp& warm_up) {
  switch (warm_up.verdict) {
    case WarmUpVerdict::CannotTell:
      break;
    case WarmUpVerdict::NeverSettles:
      return "No warm-up is long enough: the clinic does not settle, so that what is measured "
             "depends on\nhow long is simulated.";
    case WarmUpVerdict::TooShort:
      return too_short(warm_up);
    case WarmUpVerdict::LongEnough:
      return has_warm_up(warm_up)
                 ? given(warm_up) + " is long enough."
                 : "No warm-up is needed, as far as can be told from so many replications.";
    case WarmUpVerdict::LongerThanNeeded:
      return fmt::format("{} is long enough, and longer than needed: {} would do.", given(warm_up),
                         weeks(*warm_up.enough_weeks));
  }
  return "Whether the warm-up is long enough cannot be told from this: it takes three replications "
         "and\ntwelve weeks that are measured.";
}

// --- what was watched ---

std::string what_was_evened_out(const WarmUp& warm_up) {
  std::vector<std::string> evened;
  if (warm_up.closed_dates > 0) {
    evened.push_back(fmt::format("open on {} closed date{}", warm_up.closed_dates,
                                 warm_up.closed_dates == 1 ? "" : "s"));
  }
  if (warm_up.seasons) evened.emplace_back("the same referrals all year");
  if (evened.empty()) return {};
  return fmt::format(
      "Every week is made like any other ({}), because\n"
      "a holiday or a busy month would look like another beginning.\n",
      fmt::join(evened, "; "));
}

std::string opening(const model::Model& model, const WarmUp& warm_up, std::string_view variant) {
  std::string text = model.name + "\n";
  if (!variant.empty()) text += fmt::format("variant: {}\n", variant);
  text +=
      fmt::format("{} replication{} of {}, watched from the first day, seed {}.\n",
                  warm_up.replications, warm_up.replications == 1 ? "" : "s",
                  format_duration(warm_up.plan.warm_up + *warm_up.plan.length), warm_up.plan.seed);
  if (warm_up.interrupted()) {
    text += fmt::format("Interrupted: {} of {} replications are complete.\n", warm_up.replications,
                        warm_up.plan.replications);
  }
  text += what_was_evened_out(warm_up);
  if (warm_up.from_today) {
    text +=
        "The clinic does not begin empty. If its first weeks are what you ask about, it needs no "
        "warm-up;\nwhat follows says how long its beginning is felt.\n";
  }
  return text;
}

// --- by level ---

std::string finding(const WatchedLevel& level, const WarmUp& warm_up) {
  if (level.growth) {
    return fmt::format("growing until the end, from {:.1f} to {:.1f} in the last two quarters",
                       level.growth->before, level.growth->after);
  }
  if (level.start) {
    return fmt::format("{:.1f} in the first {} measured, then {:.1f}", level.start->during,
                       weeks(level.start->weeks), level.start->after);
  }
  const std::optional<int> settled = level.settled_after();
  if (!settled || *settled * one_week > std::max(warm_up.plan.warm_up, one_week))
    return "steady while measured, but for chance";
  return *settled == 0 ? "settled from the first day" : "settled after " + weeks(*settled);
}

std::string mser(const WatchedLevel& level) {
  if (!level.mser_days) return "more than half of the run";
  return fmt::format("{} day{}", *level.mser_days, *level.mser_days == 1 ? "" : "s");
}

// The curve, with a mark below the first column that is measured.
std::string curve(const WatchedLevel& level, const WarmUp& warm_up) {
  const int shared = values_a_column(static_cast<int>(level.weeks.size()));
  const auto measured = static_cast<int>(warm_up.plan.warm_up / (one_week * shared));
  return chart(level.weeks) +
         fmt::format("{:>{}} measured from here\n", "^", chart_margin + measured + 1) +
         fmt::format("{:{}}A column is {}. MSER-5 would leave out {}.\n", "", chart_margin,
                     weeks(shared), mser(level));
}

template <class T>
nlohmann::ordered_json or_null(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json to_json(const WatchedLevel& level) {
  nlohmann::ordered_json json;
  json["unit"] = description_of(level).unit;
  json["weeks"] = level.weeks;
  json["mser_days"] = or_null(level.mser_days);
  json["settled_after_weeks"] = or_null(level.settled_after());
  json["growth"] = nullptr;
  if (level.growth)
    json["growth"] = {{"before", level.growth->before}, {"after", level.growth->after}};
  json["unsettled_start"] = nullptr;
  if (level.start) {
    json["unsettled_start"] = {{"weeks", level.start->weeks},
                               {"during", level.start->during},
                               {"after", level.start->after}};
  }
  return json;
}

std::string_view name_of(WarmUpVerdict verdict) {
  switch (verdict) {
    case WarmUpVerdict::CannotTell:
      return "cannot tell";
    case WarmUpVerdict::NeverSettles:
      return "never settles";
    case WarmUpVerdict::TooShort:
      return "too short";
    case WarmUpVerdict::LongEnough:
      return "long enough";
    case WarmUpVerdict::LongerThanNeeded:
      break;
  }
  return "longer than needed";
}

}  // namespace

std::string warm_up_to_text(const model::Model& model, const WarmUp& warm_up,
                            std::string_view variant) {
  std::string text = opening(model, warm_up, variant) + "\n" + verdict(warm_up) + "\n";
  for (const WatchedLevel& level : warm_up.levels) {
    text += fmt::format("\n{}: {}\n{}", words_for(level.level), finding(level, warm_up),
                        curve(level, warm_up));
  }
  return text + "\nThis is a tool for planning and teaching; it is not medical advice.\n";
}

std::string warm_up_to_json(const model::Model& model, const WarmUp& warm_up,
                            std::string_view version, std::string_view variant) {
  nlohmann::ordered_json json;
  json["chairtime"] = version;
  json["scenario"] = model.name;
  json["variant"] = variant.empty() ? nlohmann::ordered_json(nullptr) : variant;
  json["seed"] = warm_up.plan.seed;
  json["replications"] = warm_up.replications;
  json["warm_up_days"] = in_days(warm_up.plan.warm_up);
  json["verdict"] = name_of(warm_up.verdict);
  json["enough_weeks"] = or_null(warm_up.enough_weeks);
  json["closed_dates_taken_as_open"] = warm_up.closed_dates;
  json["seasons_taken_as_even"] = warm_up.seasons;
  json["begins_empty"] = !warm_up.from_today;
  json["levels"] = nlohmann::ordered_json::object();
  for (const WatchedLevel& level : warm_up.levels)
    json["levels"][std::string(description_of(level).name)] = to_json(level);
  return json.dump(2) + "\n";
}

}  // namespace sim::report
