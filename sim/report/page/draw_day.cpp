// sim/report/page/draw_day.cpp: one day of the clinic, chair by chair.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/metrics/telling.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/numbers.h"
#include "sim/report/prose.h"

namespace sim::report::page {
namespace {

using metrics::StepRecord;
using metrics::VisitOutcome;
using metrics::VisitRecord;

// More would be a wall of bars; and of chairs that stay empty so many are enough to see it.
constexpr std::size_t most_rows = 40;
constexpr std::size_t most_empty_rows = 20;

// Less is punctual.
constexpr Duration late_from = 5 * one_minute;

// A visit with the chair it has. Which one that is the simulation does not know, only how many are
// in use: each visit is given the first that is free.
struct Seated {
  const VisitRecord* visit;
  std::size_t chair;  // from 0
};

Time began(const VisitRecord& visit) { return visit.steps.front().began; }
Time freed(const VisitRecord& visit, Time otherwise) {
  Time last = began(visit);
  for (const StepRecord& step : visit.steps)
    last = std::max(last, step.ended == never ? otherwise : step.ended);
  return last;
}

const model::Resource* chairs_of(const model::Model& model) {
  for (const model::Resource& resource : model.resources)
    if (resource.held_throughout) return &resource;
  return nullptr;
}

class DayOfChairs {
 public:
  DayOfChairs(const Sitter& sitter, const experiment::Portrait::Day& day)
      : model_(sitter.model), day_(day), chairs_(chairs_of(sitter.model)) {
    find_closing();
    seat();
  }

  Chart chart();

 private:
  double minutes(Time at) const {
    return rounded(static_cast<double>((at - Time{day_.date}).count()) /
                   static_cast<double>(one_minute.count()));
  }
  std::string clock(Time at) const {
    const auto minute = static_cast<int>((at - Time{day_.date}) / one_minute);
    return fmt::format("{}:{:02}", minute / 60, minute % 60);
  }
  static bool is_missed(const VisitRecord& visit) {
    return visit.outcome == VisitOutcome::NoShow || visit.outcome == VisitOutcome::LateCancellation;
  }
  static bool is_late(const VisitRecord& visit) {
    return visit.booked != never && visit.has_begun() &&
           began(visit) - visit.appointment >= late_from;
  }
  bool has_chair(const VisitRecord& visit) const;
  void find_closing();
  void seat();
  std::string who(const VisitRecord& visit) const;
  std::string step_name(const VisitRecord& visit, const StepRecord& step) const {
    return model_.visits[visit.visit].steps[step.step].name;
  }
  void draw(const Seated& seated, Json& drawn) const;
  void bar(const Seated& seated, const StepRecord& step, Json& drawn) const;
  void mark_missed(Json& drawn) const;
  Table table() const;
  std::string finding() const;
  std::string note() const;

  const model::Model& model_;
  const experiment::Portrait::Day& day_;
  const model::Resource* chairs_;
  std::optional<Time> opens_;
  std::optional<Time> closes_;
  std::vector<Seated> seated_;  // by when they began
  std::vector<const VisitRecord*> missed_;
  std::size_t chairs_used_ = 0;
  std::size_t rows_ = 0;  // drawn
};

bool DayOfChairs::has_chair(const VisitRecord& visit) const {
  if (chairs_ == nullptr) return true;
  const auto chair = static_cast<std::size_t>(chairs_ - &*model_.resources.begin());
  return model_.visits[visit.visit].throughout[chair] > 0;
}

void DayOfChairs::find_closing() {
  const std::vector<model::Opening> openings =
      model::openings_on(day_.date, model_.clinic.open, model_.clinic.closed);
  if (openings.empty()) return;
  opens_ = openings.front().from;
  const std::vector<model::Opening> tomorrow = model::openings_on(
      day_.date + std::chrono::days{1}, model_.clinic.open, model_.clinic.closed);
  const bool goes_on = !tomorrow.empty() && tomorrow.front().from == openings.back().to;
  if (!goes_on) closes_ = openings.back().to;  // a clinic that is open at midnight does not close
}

void DayOfChairs::seat() {
  for (const VisitRecord& visit : day_.visits) {
    if (!has_chair(visit)) continue;
    if (visit.has_begun()) seated_.push_back({&visit, 0});
    if (is_missed(visit)) missed_.push_back(&visit);
  }
  std::stable_sort(seated_.begin(), seated_.end(), [](const Seated& a, const Seated& b) {
    return began(*a.visit) < began(*b.visit);
  });
  std::vector<Time> free_from;  // by chair
  const Time night = Time{day_.date} + one_day;
  for (Seated& each : seated_) {
    const auto free = std::find_if(free_from.begin(), free_from.end(),
                                   [&](Time from) { return from <= began(*each.visit); });
    each.chair = static_cast<std::size_t>(free - free_from.begin());
    if (free == free_from.end()) free_from.emplace_back();
    free_from[each.chair] = freed(*each.visit, night);
  }
  const auto there = static_cast<std::size_t>(chairs_ == nullptr ? 0 : chairs_->staffing.most());
  chairs_used_ = free_from.size();
  rows_ = std::max(std::min(chairs_used_, most_rows), std::min(there, most_empty_rows));
}

std::string DayOfChairs::who(const VisitRecord& visit) const {
  const std::string name = metrics::name_of(model_, visit.patient);
  return visit.infusion > 0 ? fmt::format("{}, infusion {}", name, visit.infusion) : name;
}

void DayOfChairs::bar(const Seated& seated, const StepRecord& step, Json& drawn) const {
  const Time ended = step.ended == never ? Time{day_.date} + one_day : step.ended;
  const bool over = closes_ && ended > *closes_;
  const std::string name = step_name(*seated.visit, step);
  std::string said =
      fmt::format("{}\n{}: {} to {}", who(*seated.visit), name, clock(step.began), clock(ended));
  if (step.waited >= one_minute)
    said += fmt::format("\nafter waiting {} {}", metrics::in_words(step.waited),
                        metrics::reason(model_, step.cause));
  if (over) said += "\nin overtime";
  drawn["bars"].push_back({{"row", seated.chair},
                           {"from", minutes(step.began)},
                           {"to", minutes(ended)},
                           {"step", name},
                           {"over", over},
                           {"said", said}});
  const bool known =
      std::find(drawn["steps"].begin(), drawn["steps"].end(), name) != drawn["steps"].end();
  if (!known) drawn["steps"].push_back(name);
}

void DayOfChairs::draw(const Seated& seated, Json& drawn) const {
  const VisitRecord& visit = *seated.visit;
  Time free = began(visit);
  for (const StepRecord& step : visit.steps) {
    if (step.began - free >= one_minute) {
      drawn["bars"].push_back({{"row", seated.chair},
                               {"from", minutes(free)},
                               {"to", minutes(step.began)},
                               {"step", ""},
                               {"over", false},
                               {"said", fmt::format("{}\nwaits in the chair {}", who(visit),
                                                    metrics::reason(model_, step.cause))}});
    }
    bar(seated, step, drawn);
    free = step.ended;
    if (free == never) break;
  }
  if (is_late(visit)) {
    drawn["marks"].push_back(
        {{"row", seated.chair},
         {"at", minutes(began(visit))},
         {"kind", "late"},
         {"said", fmt::format("{}\nbegan {} after the appointment at {}", who(visit),
                              metrics::in_words(began(visit) - visit.appointment),
                              clock(visit.appointment))}});
  }
}

void DayOfChairs::mark_missed(Json& drawn) const {
  if (missed_.empty()) return;
  drawn["rows"].push_back("did not come");
  for (const VisitRecord* visit : missed_) {
    drawn["marks"].push_back(
        {{"row", rows_},
         {"at", minutes(visit->appointment)},
         {"kind", "missed"},
         {"said", fmt::format("{}\n{}, booked for {}", who(*visit),
                              metrics::name_of(visit->outcome), clock(visit->appointment))}});
  }
}

Table DayOfChairs::table() const {
  Table table{{"Patient", "Visit", "Appointment", "Came", "Began", "Chair free at", "Chair",
               "What happened"},
              8};
  const Time night = Time{day_.date} + one_day;
  for (const Seated& each : seated_) {
    const VisitRecord& visit = *each.visit;
    table.rows.push_back({metrics::name_of(model_, visit.patient),
                          visit.infusion > 0 ? fmt::format("infusion {}", visit.infusion)
                                             : model_.visits[visit.visit].name,
                          visit.booked == never ? "walk-in" : clock(visit.appointment),
                          clock(visit.came), clock(began(visit)), clock(freed(visit, night)),
                          fmt::format("{}", each.chair + 1),
                          std::string(metrics::name_of(visit.outcome))});
  }
  for (const VisitRecord* visit : missed_) {
    table.rows.push_back({metrics::name_of(model_, visit->patient),
                          fmt::format("infusion {}", visit->infusion), clock(visit->appointment),
                          "", "", "", "", std::string(metrics::name_of(visit->outcome))});
  }
  return table;
}

std::string DayOfChairs::finding() const {
  const auto late = std::count_if(seated_.begin(), seated_.end(),
                                  [&](const Seated& each) { return is_late(*each.visit); });
  std::string text = fmt::format("An ordinary day, {}: {}", metrics::in_words(day_.date),
                                 counted(static_cast<std::int64_t>(seated_.size()), "visit"));
  if (late > 0) text += fmt::format(", {} began late", late);
  if (!missed_.empty())
    text += fmt::format(", {} missed",
                        counted(static_cast<std::int64_t>(missed_.size()), "appointment"));
  Time last = Time::min();
  for (const Seated& each : seated_)
    last = std::max(last, freed(*each.visit, Time{day_.date} + one_day));
  if (closes_ && last > *closes_)
    text += fmt::format("; the last chair is free {} after closing",
                        metrics::in_words(last - *closes_));
  return text;
}

std::string DayOfChairs::note() const {
  std::string text =
      "One run of the clinic, on a day with as many visits as half of its days have at most. "
      "Dashed: waiting in the chair; outlined: after closing. Chairs are told apart for the "
      "picture "
      "only";
  if (chairs_used_ > rows_)
    text += fmt::format(", which shows {} of the {} that were used", rows_, chairs_used_);
  return text + ".";
}

Chart DayOfChairs::chart() {
  Json drawn = {{"kind", "gantt"},       {"rows", Json::array()},  {"steps", Json::array()},
                {"bars", Json::array()}, {"marks", Json::array()}, {"lines", Json::array()}};
  const std::string chair = chairs_ == nullptr ? "place" : chairs_->name;
  for (std::size_t i = 0; i < rows_; ++i)
    drawn["rows"].push_back(fmt::format("{} {}", chair, i + 1));
  Time first = opens_.value_or(Time{day_.date} + one_day);
  Time last = closes_.value_or(Time{day_.date});
  for (const Seated& each : seated_) {
    if (each.chair < rows_) draw(each, drawn);
    first = std::min(first, began(*each.visit));
    last = std::max(last, freed(*each.visit, Time{day_.date} + one_day));
  }
  mark_missed(drawn);
  if (closes_) drawn["lines"].push_back({{"at", minutes(*closes_)}, {"label", "closing"}});
  constexpr double hour = 60.0;
  drawn["from"] = hour * std::floor(minutes(first) / hour);
  drawn["to"] = hour * std::ceil((minutes(last) + 1.0) / hour);
  return {"day", finding(), note(), std::move(drawn), table(), Chart::Width::Whole};
}

}  // namespace

std::optional<Chart> ordinary_day(const Sitter& sitter) {
  if (!sitter.portrait.day) return {};
  DayOfChairs day(sitter, *sitter.portrait.day);
  return day.chart();
}

}  // namespace sim::report::page
