// sim/report/lines.cpp: which figures stand on the pages for people.
#include "sim/report/lines.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "sim/base/text.h"

namespace sim::report {
namespace {

using metrics::Column;
using metrics::Metric;
using metrics::Statistic;

// A name stands bare in the brackets; everything else as key=value.
bool is_name(const std::string& label) {
  return !label.empty() && label.find('=') == std::string::npos;
}

// A run until the clinic is empty has no totals per year; their counts stand in for them.
bool shows(const Line& line, const Column& column, const model::RunPlan& plan) {
  const bool counts = !plan.length && line.statistic == Statistic::Value;
  const bool statistic =
      column.statistic == line.statistic || (counts && column.statistic == Statistic::Count);
  return column.metric == line.metric && statistic &&
         (line.which == Which::Whole ? column.label.empty() : is_name(column.label));
}

}  // namespace

std::string words(const Line& line, const Column& column) {
  const std::string_view label = metrics::describe(column.metric).label;
  if (column.metric == Metric::StartedWithin || column.metric == Metric::RelapsedWithin)
    return fmt::format("{} {}{}", label, column.label, line.words);
  if (line.which == Which::Whole) return fmt::format("{}{}", label, line.words);
  return fmt::format("{}{}: {}", label, line.words, column.label);
}

std::vector<std::size_t> columns_of(const Line& line, const std::vector<Column>& columns,
                                    const model::RunPlan& plan) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (shows(line, columns[i], plan)) shown.push_back(i);
  }
  if (line.which == Which::FirstName && !shown.empty()) shown.resize(1);
  return shown;
}

std::string in_a_sentence(std::string words) {
  words.resize(std::min(words.size(), words.rfind(", mean")));
  if (words.size() > 1 && std::islower(static_cast<unsigned char>(words[1])) != 0)
    words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words;
}

const std::vector<Line>& at_a_glance() {
  static const std::vector<Line> lines = {
      {Metric::CoursesCompleted, Statistic::Value, Which::Whole, ""},
      {Metric::WaitToFirstInfusion, Statistic::Mean, Which::Whole, ", mean"},
      {Metric::StartedWithin, Statistic::Value, Which::FirstName, " of referral"},
      {Metric::Responders, Statistic::Share, Which::Whole, " of the course"},
      {Metric::Utilisation, Statistic::Value, Which::Names, ""},
      {Metric::OvertimePerDay, Statistic::Mean, Which::Whole, ", mean"}};
  return lines;
}

const std::vector<Line>& also_compared() {
  static const std::vector<Line> lines = {
      {Metric::GaveUpWaiting, Statistic::Value, Which::Whole, ""},
      {Metric::WaitingList, Statistic::Mean, Which::Whole, ", mean"},
      {Metric::InfusionsGiven, Statistic::Value, Which::Whole, ""},
      {Metric::LateVisits, Statistic::Share, Which::Whole, " (after their window)"},
      {Metric::Responders, Statistic::Value, Which::Whole, ""},
      {Metric::InfusionsSaved, Statistic::Value, Which::Whole, ""},
      {Metric::RespondersLost, Statistic::Value, Which::Whole, ""}};
  return lines;
}

std::string_view unit_of_difference(const metrics::Column& column) {
  return column.unit == "%" ? std::string_view("points") : std::string_view(column.unit);
}

std::string extent(const model::RunPlan& plan, int replications) {
  std::string text =
      fmt::format("{} replication{} of ", replications, replications == 1 ? "" : "s");
  text += plan.length ? format_duration(*plan.length) : "the clinic until it is empty";
  if (plan.warm_up > Duration{0})
    text += fmt::format(" after a warm-up of {}", format_duration(plan.warm_up));
  return text;
}

}  // namespace sim::report
