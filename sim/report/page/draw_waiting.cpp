// sim/report/page/draw_waiting.cpp: who waits, how long, and what for.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/metrics/telling.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/words.h"
#include "sim/report/waiting.h"

namespace sim::report::page {
namespace {

std::vector<double> sorted_values(const std::vector<metrics::Cell>& cells) {
  std::vector<double> values;
  for (const metrics::Cell& cell : cells)
    if (cell.observed()) values.push_back(cell.value());
  std::sort(values.begin(), values.end());
  return values;
}

// How the list lies in a week, over replications.
struct Spread {
  double p5, p25, p50, p75, p95;
};
Spread spread_of(const std::vector<double>& sorted) {
  return {quantile(sorted, 0.05), quantile(sorted, 0.25), quantile(sorted, 0.5),
          quantile(sorted, 0.75), quantile(sorted, 0.95)};
}

std::string finding_of_list(const Sitter& sitter, std::vector<double> all) {
  if (sitter.result.growth) {
    return fmt::format("The waiting list is still growing: from {:.0f} to {:.0f} patients",
                       sitter.result.growth->before, sitter.result.growth->after);
  }
  std::sort(all.begin(), all.end());
  return fmt::format("About {} patients are waiting; in 9 of 10 weeks between {:.0f} and {:.0f}",
                     mean_in_words(sitter.result.named("waiting_list.mean")), quantile(all, 0.05),
                     quantile(all, 0.95));
}

}  // namespace

std::optional<Chart> waiting_list(const Sitter& sitter) {
  const std::vector<std::size_t>& weeks = sitter.followed.weeks();
  if (weeks.size() < 2 || sitter.followed.replications() == 0) return {};
  Json drawn = {{"kind", "fan"},
                {"x", Json::array()},
                {"x_name", "week from"},
                {"y_name", "patients waiting"},
                {"middle_name", "half of the runs below"},
                {"middle", Json::array()}};
  Json outer = {{"name", "9 of 10 runs"}, {"low", Json::array()}, {"high", Json::array()}};
  Json inner = {{"name", "half of the runs"}, {"low", Json::array()}, {"high", Json::array()}};
  Table table{{"Week from", "1 run in 20 below", "1 in 4 below", "Half below", "1 in 4 above",
               "1 in 20 above"}};
  std::vector<double> all;
  Time from = Time{sitter.result.plan.start} + sitter.result.plan.warm_up;
  for (const std::size_t week : weeks) {
    const std::vector<double> values = sorted_values(sitter.followed.cells(week));
    if (values.empty()) break;
    const Spread spread = spread_of(values);
    const std::string date = format_date(date_of(from));
    drawn["x"].push_back(date);
    drawn["middle"].push_back(rounded(spread.p50));
    outer["low"].push_back(rounded(spread.p5));
    outer["high"].push_back(rounded(spread.p95));
    inner["low"].push_back(rounded(spread.p25));
    inner["high"].push_back(rounded(spread.p75));
    table.rows.push_back({date, three_digits(spread.p5), three_digits(spread.p25),
                          three_digits(spread.p50), three_digits(spread.p75),
                          three_digits(spread.p95)});
    all.insert(all.end(), values.begin(), values.end());
    from += one_week;
  }
  drawn["bands"] = {std::move(outer), std::move(inner)};
  return Chart{"waiting-list",
               finding_of_list(sitter, std::move(all)),
               "From referral to first infusion: mean of each week of the measured period. The "
               "fan shows how much it differs from one run of the clinic to another.",
               std::move(drawn),
               std::move(table),
               Chart::Width::Whole};
}

std::optional<Chart> waits_to_first_infusion(const Sitter& sitter) {
  const experiment::Portrait::Waits& waits = sitter.portrait.waits;
  if (waits.patients() == 0) return {};
  const Duration bin = waits.bin_width();
  const bool by_hour = bin < one_day;
  const std::string unit = by_hour ? "hours" : "days";
  const auto width = static_cast<std::size_t>(bin / (by_hour ? one_hour : one_day));
  const std::vector<std::int64_t> bins = waits.bins(bin);
  const auto share = [&](std::int64_t patients) {
    return 100.0 * static_cast<double>(patients) / static_cast<double>(waits.patients());
  };
  Json drawn = {
      {"kind", "histogram"},
      {"width", width},
      {"unit", unit},
      {"x_name", unit + " from referral to first infusion"},
      {"y_name", width == 1 ? fmt::format("% of patients, by {}", by_hour ? "hour" : "day")
                            : fmt::format("% of patients, by {} days", width)},
      {"of", "of the patients that began"},
      {"values", Json::array()},
      {"labels", Json::array()},
      {"marks", Json::array()}};
  Table table{{"Waited, " + unit, "Patients, %", "So far, %"}};
  std::int64_t so_far = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    so_far += bins[i];
    const std::string label =
        width == 1 ? fmt::format("{}", i) : fmt::format("{} to {}", i * width, (i + 1) * width - 1);
    drawn["values"].push_back(rounded(share(bins[i])));
    drawn["labels"].push_back(label);
    table.rows.push_back({label, share_in_table(share(bins[i])), share_in_table(share(so_far))});
  }
  const stats::Estimate half = sitter.result.named("wait_to_first_infusion.p50");
  const stats::Estimate most = sitter.result.named("wait_to_first_infusion.p90");
  const auto mark = [&](const stats::Estimate& at, std::string_view label) {
    if (at.observations > 0)
      drawn["marks"].push_back(
          {{"at", rounded(at.mean * (by_hour ? 24.0 : 1.0))}, {"label", label}});
  };
  mark(half, "half");
  mark(most, "9 of 10");
  return Chart{"waits",
               fmt::format("Half of the patients begin within {}, 9 of 10 within {}",
                           wait_in_words(half), wait_in_words(most)),
               fmt::format("First infusions of the measured period, by whole {} since referral, in "
                           "{}.",
                           unit, replications_in_words(sitter.portrait)),
               std::move(drawn), std::move(table)};
}

std::optional<Chart> causes_of_waiting(const Sitter& sitter) {
  const std::string finding = largest_cause_of_waiting(sitter.model, sitter.result);
  if (finding.empty()) return {};
  std::vector<stats::Estimate> parts;
  Json names = Json::array();
  Table table{{"Waited for", "Days"}};
  for (const model::WaitCause cause : metrics::causes_of(sitter.model)) {
    const std::string name(metrics::name_of(sitter.model, cause));
    const stats::Estimate part =
        sitter.result.named(fmt::format("wait_to_first_infusion[cause={}].mean", name));
    if (part.observations == 0) continue;
    names.push_back(name);
    parts.push_back(part);
    table.rows.push_back({name, in_table(part)});
  }
  Json drawn = {{"kind", "bars"}, {"names", names}, {"x_name", "days of the mean wait"}};
  add_estimates(parts, drawn);
  return Chart{"causes", finding.substr(0, finding.size() - 1),
               "What each day between referral and first infusion was waited for; the parts add up "
               "to the mean wait.",
               std::move(drawn), std::move(table)};
}

}  // namespace sim::report::page
