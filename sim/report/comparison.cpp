// sim/report/comparison.cpp: the page of a comparison.
#include "sim/report/comparison.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/figure.h"
#include "sim/report/lines.h"
#include "sim/report/precision.h"
#include "sim/report/prose.h"
#include "sim/report/table.h"

namespace sim::report {
namespace {

using experiment::Comparison;
using experiment::Difference;
using metrics::Better;
using metrics::Metric;
using metrics::Statistic;

// Beside what stands at a glance.
const std::vector<Line> more_lines = {
    {Metric::GaveUpWaiting, Statistic::Value, Which::Whole, ""},
    {Metric::WaitingList, Statistic::Mean, Which::Whole, ", mean"},
    {Metric::InfusionsGiven, Statistic::Value, Which::Whole, ""},
    {Metric::LateVisits, Statistic::Share, Which::Whole, " (after their window)"},
    {Metric::Responders, Statistic::Value, Which::Whole, ""},
    {Metric::InfusionsSaved, Statistic::Value, Which::Whole, ""},
    {Metric::RespondersLost, Statistic::Value, Which::Whole, ""}};

// Differences of shares are in points: 5 % less than 50 % could be 45 % or 47.5 %.
std::string_view unit_of_difference(const metrics::Column& column) {
  return column.unit == "%" ? std::string_view("points") : std::string_view(column.unit);
}

class Page {
 public:
  Page(const model::Model& base, const Comparison& comparison, const model::Variants& variants)
      : model_(base), comparison_(comparison), variants_(variants) {
    for (const Line& line : at_a_glance())
      add_rows(line);
    first_rows_ = rows_.size();
    for (const Line& line : more_lines)
      add_rows(line);
  }

  std::string text() {
    add_opening();
    text_ += in_short();
    for (const Comparison::Variant& variant : comparison_.variants)
      add_variant(variant);
    add_legend();
    return std::move(text_);
  }

 private:
  struct Row {
    std::string words;
    std::size_t column;
  };

  void add(std::string_view line) { text_.append(line).append("\n"); }
  void add_rows(const Line& line);
  void add_opening();
  std::string in_short() const;
  std::string differences_of(const Comparison::Variant& variant) const;
  void add_variant(const Comparison::Variant& variant);
  void add_row(const Row& row, const Comparison::Variant& variant);
  void add_legend();
  std::string changes_of(const std::string& variant) const;
  bool differs(const Difference& difference) const {
    return experiment::differs(difference, comparison_.base.plan.confidence);
  }

  const model::Model& model_;
  const Comparison& comparison_;
  const model::Variants& variants_;
  std::vector<Row> rows_;
  std::size_t first_rows_ = 0;  // those that stand at a glance
  std::size_t width_ = 0;       // of the words before the figures
  std::string text_;
};

void Page::add_rows(const Line& line) {
  const experiment::ScenarioResult& base = comparison_.base;
  for (const std::size_t column : columns_of(line, base.columns, base.plan)) {
    rows_.push_back({words(line, base.columns[column]), column});
    width_ = std::max(width_, rows_.back().words.size() + 2);
  }
}

void Page::add_opening() {
  const experiment::ScenarioResult& base = comparison_.base;
  add(fmt::format("{}: {} against the base", model_.name,
                  counted(static_cast<std::int64_t>(comparison_.variants.size()), "variant")));
  add(fmt::format("{}, seed {}; in each, every variant meets the same patients.",
                  extent(base.plan, base.replications), base.plan.seed));
  if (base.interrupted)
    add(fmt::format("Interrupted: {} of {} replications are complete in all of them.",
                    base.replications, base.plan.replications));
  text_ += precision_in_words(base);
  add("");
}

// "courses completed (+12.3 courses / year), wait to first infusion (-3.2 days) and 2 figures more"
std::string Page::differences_of(const Comparison::Variant& variant) const {
  constexpr std::size_t named = 2;
  std::vector<std::string> all;
  std::int64_t more = 0;
  for (std::size_t i = 0; i < first_rows_; ++i) {
    const Difference& difference = variant.differences[rows_[i].column];
    if (!differs(difference)) continue;
    if (all.size() == named) {
      ++more;
      continue;
    }
    all.push_back(fmt::format("{} ({} {})", in_a_sentence(rows_[i].words),
                              with_sign(difference.estimate),
                              unit_of_difference(comparison_.base.columns[rows_[i].column])));
  }
  if (more > 0) all.push_back(counted(more, "more figure"));
  return listed(all);
}

std::string Page::in_short() const {
  std::string sentence;
  std::vector<std::string> alike;
  for (const Comparison::Variant& variant : comparison_.variants) {
    const std::string differences = differences_of(variant);
    if (differences.empty()) {
      alike.push_back("\"" + variant.name + "\"");
      continue;
    }
    sentence += fmt::format("{}\"{}\" differs on {}", sentence.empty() ? "" : "; ", variant.name,
                            differences);
  }
  if (!alike.empty()) {
    sentence += fmt::format("{}nothing at a glance tells {} from it", sentence.empty() ? "" : "; ",
                            listed(alike, "or"));
  }
  return wrapped("Against the base, " + sentence + ".");
}

std::string Page::changes_of(const std::string& name) const {
  const auto there = std::find_if(variants_.all.begin(), variants_.all.end(),
                                  [&](const model::Variant& each) { return each.name == name; });
  std::string changes;
  for (const model::Change& change : there->changes)
    changes += fmt::format("  {}: {}\n", change.path, change.value);
  return changes;
}

void Page::add_variant(const Comparison::Variant& variant) {
  add("");
  add(variant.name);
  text_ += changes_of(variant.name);
  if (variant.result.growth)
    add(fmt::format("  Warning: {}.", to_sentence(*variant.result.growth)));
  add(fmt::format("  {:<{}}{:>8} {:>8}   {:>7} {:<9} {:<16} {:>6} {:>6}", "", width_, "base",
                  "variant", "differs", "by", "", "better", "saves"));
  for (const Row& row : rows_)
    add_row(row, variant);
}

// In how many replications the variant is better, where one way is better at all.
std::string better_in(const metrics::Column& column, const Difference& difference) {
  const Better better = metrics::describe(column.metric).better;
  if (better == Better::Neither || difference.estimate.observations == 0) return "";
  if (difference.higher == 0 && difference.lower == 0) return "equal";
  return fmt::format("{}/{}", better == Better::Higher ? difference.higher : difference.lower,
                     difference.estimate.observations);
}

void Page::add_row(const Row& row, const Comparison::Variant& variant) {
  const experiment::ScenarioResult& base = comparison_.base;
  const metrics::Column& column = base.columns[row.column];
  const Difference& difference = variant.differences[row.column];
  const stats::Estimate other = variant.result.named(column.name);
  if (base.estimates[row.column].observations == 0 && other.observations == 0) return;
  std::string line = fmt::format(
      "  {:<{}}{:>8} {:>8} {} {:>7} {:<9} {:<16} {:>6}", row.words, width_,
      figure(base.estimates[row.column]).mean, figure(other).mean, differs(difference) ? "*" : " ",
      with_sign(difference.estimate), figure(difference.estimate).half_width,
      unit_of_difference(column), better_in(column, difference));
  if (difference.variance_saved)
    line += fmt::format(" {:>4} %", std::lround(100.0 * *difference.variance_saved));
  add(line.substr(0, line.find_last_not_of(' ') + 1));
}

void Page::add_legend() {
  const double confidence = 100.0 * comparison_.base.plan.confidence;
  add("");
  text_ += wrapped(fmt::format(
      "Differences are the variant less the base, ± half of their paired {} % confidence interval. "
      "* differs beyond chance: by the paired t test with Holm's adjustment for {}, at {} %, for "
      "each figure apart. \"better\" counts the replications in which the variant is. \"saves\" is "
      "the share of the difference's variance that meeting the same patients saves.",
      format_number(confidence),
      counted(static_cast<std::int64_t>(comparison_.variants.size()), "variant"),
      format_number(100.0 - confidence)));
  add("");
  text_ += closing_words;
}

}  // namespace

std::string comparison_to_text(const model::Model& base, const Comparison& comparison,
                               const model::Variants& variants) {
  return Page(base, comparison, variants).text();
}

}  // namespace sim::report
