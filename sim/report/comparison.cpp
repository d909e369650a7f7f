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

// "courses completed (+12.3 courses / year), wait to first infusion (-3.2 days) and 2 figures more"
std::string differences_of(const Comparison& comparison, const Comparison::Variant& variant) {
  constexpr std::size_t named = 2;
  const experiment::ScenarioResult& base = comparison.base;
  std::vector<std::string> all;
  std::int64_t more = 0;
  for (const Line& line : at_a_glance()) {
    for (const std::size_t index : columns_of(line, base.columns, base.plan)) {
      const metrics::Column& column = base.columns[index];
      const Difference& difference = variant.differences[index];
      if (!experiment::differs(difference, base.plan.confidence)) continue;
      if (all.size() == named) {
        ++more;
        continue;
      }
      all.push_back(fmt::format("{} ({} {})", in_a_sentence(words(line, column)),
                                with_sign(difference.estimate), unit_of_difference(column)));
    }
  }
  if (more > 0) all.push_back(counted(more, "more figure"));
  return listed(all);
}

class Page {
 public:
  Page(const model::Model& base, const Comparison& comparison, const model::Variants& variants)
      : model_(base), comparison_(comparison), variants_(variants) {
    for (const Line& line : at_a_glance())
      add_rows(line);
    for (const Line& line : also_compared())
      add_rows(line);
  }

  std::string text() {
    add_opening();
    text_ += wrapped(in_short(comparison_));
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
  std::size_t width_ = 0;  // of the words before the figures
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

std::string in_short(const Comparison& comparison) {
  std::string sentence;
  std::vector<std::string> alike;
  for (const Comparison::Variant& variant : comparison.variants) {
    const std::string differences = differences_of(comparison, variant);
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
  return "Against the base, " + sentence + ".";
}

std::string comparison_to_text(const model::Model& base, const Comparison& comparison,
                               const model::Variants& variants) {
  return Page(base, comparison, variants).text();
}

}  // namespace sim::report
