// sim/report/page/pages.cpp: which sections the report on one scenario has, and that on variants.
#include "sim/report/page/pages.h"

#include <cctype>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "sim/report/comparison.h"
#include "sim/report/figure.h"
#include "sim/report/json_parts.h"
#include "sim/report/lines.h"
#include "sim/report/page/first_screen.h"
#include "sim/report/page/recipe.h"
#include "sim/report/page/sources.h"
#include "sim/report/page/what_ifs.h"
#include "sim/report/prose.h"

namespace sim::report::page {
namespace {

void add(std::optional<Chart> chart, Section& section) {
  if (chart) section.charts.push_back(*std::move(chart));
}

// A section without anything in it is none.
void add(Section section, Page& page) {
  if (!section.charts.empty() || section.table) page.sections.push_back(std::move(section));
}

Section access(const Sitter& sitter) {
  Section section{"access", "Waiting"};
  add(waiting_list(sitter), section);
  add(waits_to_first_infusion(sitter), section);
  add(causes_of_waiting(sitter), section);
  return section;
}

Section courses(const Sitter& sitter) {
  Section section{"courses", "Courses and response"};
  add(funnel(sitter), section);
  add(by_infusion(sitter), section);
  add(stop_rules(sitter), section);
  return section;
}

Section clinic(const Sitter& sitter) {
  Section section{"clinic", "The clinic's hours"};
  add(ordinary_day(sitter), section);
  for (Chart& chart : use_by_hour(sitter))
    section.charts.push_back(std::move(chart));
  return section;
}

Section settling(const Sitter& sitter) {
  Section section{"convergence", "How sure the figures are"};
  for (Chart& chart : convergence(sitter))
    section.charts.push_back(std::move(chart));
  return section;
}

std::string question_of(const model::Model& base, const experiment::Comparison& comparison) {
  return fmt::format(
      "What would {} change for {}?",
      comparison.variants.size() == 1
          ? "\"" + comparison.variants.front().name + "\""
          : counted(static_cast<std::int64_t>(comparison.variants.size()), "variant"),
      base.name);
}

// The variant in which a figure is best beyond chance; null where none is better than the base.
const experiment::Comparison::Variant* best(const experiment::Comparison& comparison,
                                            std::size_t column, double sign) {
  const experiment::Comparison::Variant* found = nullptr;
  for (const experiment::Comparison::Variant& variant : comparison.variants) {
    const experiment::Difference& difference = variant.differences[column];
    if (!experiment::differs(difference, comparison.base.plan.confidence)) continue;
    const double gain = sign * difference.estimate.mean;
    if (gain > (found == nullptr ? 0.0 : sign * found->differences[column].estimate.mean))
      found = &variant;
  }
  return found;
}

// Of two variants what differs; of more, which is the best at what is asked for first.
std::string answer_of(const model::Model& base, const experiment::Comparison& comparison) {
  if (comparison.variants.size() <= 2) return in_short(comparison);
  std::string text;
  for (const Shown& shown : shown_first(base, comparison.base)) {
    const metrics::Column& column = comparison.base.columns[shown.column];
    const metrics::Better better = metrics::describe(column.metric).better;
    if (better == metrics::Better::Neither) continue;
    const auto* variant =
        best(comparison, shown.column, better == metrics::Better::Higher ? 1.0 : -1.0);
    const std::string about = in_a_sentence(shown.words);
    if (!text.empty()) text += "; ";
    text += variant == nullptr ? fmt::format("nothing tried is better than the base on {}", about)
                               : fmt::format("\"{}\" is best on {} ({} {})", variant->name, about,
                                             with_sign(variant->differences[shown.column].estimate),
                                             unit_of_difference(column));
  }
  if (text.empty()) return in_short(comparison);
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text + ".";
}

}  // namespace

Page run_page(const Sitter& sitter, const experiment::Comparison* what_ifs_of,
              const model::Variants& said, const Edition& edition) {
  Page page{first_screen(sitter.model, sitter.result, edition.variant), {}, {}};
  add(access(sitter), page);
  add(courses(sitter), page);
  add(clinic(sitter), page);
  if (what_ifs_of != nullptr) add(what_ifs(sitter.model, *what_ifs_of, said), page);
  add(settling(sitter), page);
  add(sources(sitter.model), page);
  page.recipe = recipe(sitter.model, edition, sitter.result.fingerprint);
  return page;
}

Page comparison_page(const model::Model& base, const experiment::Comparison& comparison,
                     const model::Variants& said, const Edition& edition) {
  FirstScreen first{base.name,
                    question_of(base, comparison),
                    answer_of(base, comparison),
                    tiles_of(base, comparison.base),
                    targets_of(comparison.base),
                    warnings_of(comparison.base),
                    "Figures and targets of the base. " + extent_of(comparison.base)};
  Page page{std::move(first), {}, {}};
  add(what_ifs(base, comparison, said), page);
  Section all{"differences", "All that was compared"};
  all.table = all_differences(comparison);
  add(std::move(all), page);
  add(sources(base), page);
  page.recipe = recipe(base, edition, comparison.base.fingerprint);
  for (const experiment::Comparison::Variant& variant : comparison.variants)
    page.recipe.facts.emplace_back("fingerprint of " + variant.name,
                                   in_hexadecimal(variant.result.fingerprint));
  return page;
}

}  // namespace sim::report::page
