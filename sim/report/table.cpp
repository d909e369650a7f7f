// sim/report/table.cpp: which figures are on the page, and the page.
#include "sim/report/table.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/breakdowns.h"
#include "sim/report/figure.h"
#include "sim/report/lines.h"
#include "sim/report/precision.h"
#include "sim/report/verdicts.h"
#include "sim/report/waiting.h"

namespace sim::report {
namespace {

using metrics::Metric;
using metrics::Statistic;

struct Section {
  std::string_view heading;
  std::vector<Line> lines;
};

constexpr std::string_view glance = "At a glance";  // and then the targets
constexpr std::string_view access = "Access";       // after which it says what the waiting is for

const std::vector<Section> sections = {
    {glance, at_a_glance()},
    {access,
     {{Metric::Referrals, Statistic::Value, Which::Whole, ""},
      {Metric::Excluded, Statistic::Value, Which::Whole, ""},
      {Metric::Refused, Statistic::Value, Which::Whole, ""},
      {Metric::GaveUpWaiting, Statistic::Value, Which::Whole, ""},
      {Metric::LostBeforeStart, Statistic::Value, Which::Whole, ""},
      {Metric::WaitToScreening, Statistic::Mean, Which::Whole, ", mean"},
      {Metric::WaitToFirstInfusion, Statistic::P50, Which::Whole, ", half within"},
      {Metric::WaitToFirstInfusion, Statistic::P90, Which::Whole, ", 9 of 10 within"},
      {Metric::WaitingList, Statistic::Mean, Which::Whole, ", mean"},
      {Metric::WaitingList, Statistic::End, Which::Whole, ", at the end"}}},
    {"Courses",
     {{Metric::CoursesStarted, Statistic::Value, Which::Whole, ""},
      {Metric::CoursesCompleted, Statistic::Value, Which::Names, " early"},
      {Metric::CoursesStopped, Statistic::Value, Which::Names, ""},
      {Metric::CoursesSwitched, Statistic::Value, Which::Names, ""},
      {Metric::CoursesDroppedOut, Statistic::Value, Which::Whole, ""},
      {Metric::CoursesLost, Statistic::Value, Which::Whole, ""},
      {Metric::CoursesEndedByAdverseEvent, Statistic::Value, Which::Whole, ""},
      {Metric::AdverseEvents, Statistic::Value, Which::Names, ""},
      {Metric::InfusionsSaved, Statistic::Value, Which::Whole, ""},
      {Metric::ChairHoursSaved, Statistic::Value, Which::Whole, ""},
      {Metric::RespondersLost, Statistic::Value, Which::Whole, ""},
      {Metric::InfusionsGiven, Statistic::Value, Which::Whole, ""},
      {Metric::InfusionsPerCourse, Statistic::Value, Which::Whole, ""},
      {Metric::LateVisits, Statistic::Share, Which::Whole, " (after their window)"}}},
    {"Response",
     {{Metric::Remitters, Statistic::Share, Which::Whole, " of the course"},
      {Metric::InfusionsToResponse, Statistic::Mean, Which::Whole, ", mean"},
      {Metric::PatientsInResponse, Statistic::Mean, Which::Whole, ", mean"},
      {Metric::RelapsedWithin, Statistic::Value, Which::Names, " of a course's end"}}},
    {"Clinic day",
     {
         {Metric::WaitInClinic, Statistic::Mean, Which::Whole, ", mean"},
         {Metric::WaitInClinic, Statistic::P90, Which::Whole, ", 9 of 10 within"},
         {Metric::VisitLength, Statistic::Mean, Which::Whole, ", mean"},
         {Metric::OvertimePerDay, Statistic::Mean, Which::Names, ", mean"},
         {Metric::IdleChairHours, Statistic::Value, Which::Whole, ""},
         {Metric::NoShows, Statistic::Value, Which::Whole, ""},
         {Metric::Cancellations, Statistic::Value, Which::Whole, ""},
         {Metric::FoundNotFit, Statistic::Value, Which::Whole, ""},
     }},
    {"Money",
     {{Metric::Revenue, Statistic::Value, Which::Whole, ""},
      {Metric::Cost, Statistic::Value, Which::Whole, ""},
      {Metric::Margin, Statistic::Value, Which::Whole, ""},
      {Metric::MarginPerCourse, Statistic::Value, Which::Whole, ""}}},
};

}  // namespace

std::string to_sentence(const experiment::Growth& growth) {
  return fmt::format(
      "the waiting list is still growing, from {:.0f} to {:.0f} patients in the last two quarters, "
      "so that\nwaits depend on how long is simulated",
      growth.before, growth.after);
}

std::string to_sentence(const experiment::UnsettledStart& start) {
  return fmt::format(
      "the first {} weeks measured were still quieter than the rest, with {:.1f} instead of "
      "{:.1f}\n"
      "patients waiting, so that waits are shown too short; `chairtime warmup FILE` says which\n"
      "warm-up would do",
      start.weeks, start.during, start.after);
}

namespace {

class Page {
 public:
  Page(const model::Model& model, const experiment::ScenarioResult& result,
       std::string_view variant)
      : model_(model), result_(result), variant_(variant) {}

  std::string text() {
    make_room();
    add_opening();
    for (const Section& section : sections) {
      add_section(section);
      if (section.heading == glance) text_ += verdicts_in_words(result_);
      if (section.heading == access) add_largest_cause();
    }
    text_ += breakdowns(model_, result_);
    add_closing();
    return std::move(text_);
  }

 private:
  void add(std::string_view line) { text_.append(line).append("\n"); }

  void make_room();
  void add_opening();
  void add_section(const Section& section);
  std::vector<std::size_t> columns_of(const Line& line) const;
  void add_line(std::string_view words, std::size_t column);
  void add_largest_cause();
  void add_closing();
  // Whether that is what visits hold throughout: nobody who works late.
  bool is_chair(const std::string& resource) const;

  const model::Model& model_;
  const experiment::ScenarioResult& result_;
  std::string_view variant_;
  std::size_t width_ = 46;  // of what is said before the figures
  std::string text_;
};

// For the longest of the lines: rules and resources have names of any length.
void Page::make_room() {
  for (const Section& section : sections) {
    for (const Line& line : section.lines) {
      for (const std::size_t column : columns_of(line))
        width_ = std::max(width_, words(line, result_.columns[column]).size() + 2);
    }
  }
}

void Page::add_opening() {
  const model::RunPlan& plan = result_.plan;
  add(model_.name);
  if (!variant_.empty()) add(fmt::format("variant: {}", variant_));
  add(fmt::format("{}, seed {}.", extent(plan, result_.replications), plan.seed));
  add(fmt::format(
      "Means over replications, ± half of their {} % confidence interval. What half or 9 of",
      format_number(100.0 * plan.confidence)));
  add("10 patients stay within is found in each replication; its interval, too, is over "
      "replications.");
  text_ += precision_in_words(result_);
  if (result_.interrupted) {
    add(fmt::format("Interrupted: {} of {} replications are complete.", result_.replications,
                    plan.replications));
  }
  if (result_.growth) add(fmt::format("Warning: {}.", to_sentence(*result_.growth)));
  if (result_.quiet_start) add(fmt::format("Warning: {}.", to_sentence(*result_.quiet_start)));
}

void Page::add_line(std::string_view words, std::size_t column) {
  const stats::Estimate& estimate = result_.estimates[column];
  const Figure shown = figure(estimate);
  std::string line = fmt::format("  {:<{}}{:>9} {:<10} {}", words, width_, shown.mean,
                                 shown.half_width, result_.columns[column].unit);
  const auto observed = static_cast<int>(estimate.observations);
  if (observed == 0) {
    line += " (never observed)";
  } else if (observed < result_.replications) {
    line += fmt::format(" (in {} of {} replications)", observed, result_.replications);
  }
  add(line);
}

bool Page::is_chair(const std::string& name) const {
  return std::any_of(model_.resources.begin(), model_.resources.end(),
                     [&](const model::Resource& resource) {
                       return resource.name == name && resource.held_throughout;
                     });
}

// Chairs do not work late.
std::vector<std::size_t> Page::columns_of(const Line& line) const {
  std::vector<std::size_t> columns = report::columns_of(line, result_.columns, result_.plan);
  if (line.metric != Metric::OvertimePerDay) return columns;
  const auto of_chairs = [&](std::size_t column) {
    return is_chair(result_.columns[column].label);
  };
  columns.erase(std::remove_if(columns.begin(), columns.end(), of_chairs), columns.end());
  return columns;
}

void Page::add_section(const Section& section) {
  const std::size_t before = text_.size();
  add("");
  add(section.heading);
  const std::size_t empty = text_.size();
  for (const Line& line : section.lines) {
    for (const std::size_t column : columns_of(line))
      add_line(words(line, result_.columns[column]), column);
  }
  if (text_.size() == empty) text_.resize(before);
}

void Page::add_largest_cause() {
  const std::string sentence = largest_cause_of_waiting(model_, result_);
  if (!sentence.empty()) add("  " + sentence);
}

void Page::add_closing() {
  add("");
  text_ += closing_words;
}

}  // namespace

std::string to_table(const model::Model& model, const experiment::ScenarioResult& result,
                     std::string_view variant) {
  return Page(model, result, variant).text();
}

}  // namespace sim::report
