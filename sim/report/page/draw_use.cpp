// sim/report/page/draw_use.cpp: how full chairs and staff are, hour by hour of the week.
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/metrics/layout.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/words.h"
#include "sim/report/prose.h"

namespace sim::report::page {
namespace {

using metrics::Metric;

constexpr std::array<std::string_view, 7> day_keys = {"mon", "tue", "wed", "thu",
                                                      "fri", "sat", "sun"};

struct Hour {
  int day = 0;   // 0: Monday
  int hour = 0;  // 9: from 9:00 to 10:00
};
bool operator<(Hour a, Hour b) { return a.day != b.day ? a.day < b.day : a.hour < b.hour; }

using Week = std::map<Hour, stats::Estimate>;

// Utilisation in the hours in which there is any of the resource.
Week week_of(const experiment::ScenarioResult& result, const std::string& resource) {
  Week week;
  for (int day = 0; day < 7; ++day) {
    for (int hour = 0; hour < 24; ++hour) {
      const stats::Estimate estimate =
          result.named(fmt::format("utilisation[{},weekday={},hour={}]", resource,
                                   day_keys[static_cast<std::size_t>(day)], hour));
      if (estimate.observations > 0) week.emplace(Hour{day, hour}, estimate);
    }
  }
  return week;
}

// The most that are on duty in that hour, by the rota that holds when measuring starts.
int on_duty(const Sitter& sitter, const model::Resource& resource, Hour at) {
  const Date measured = date_of(Time{sitter.result.plan.start} + sitter.result.plan.warm_up);
  const model::Rota& rota = resource.staffing.rotas().on(measured);
  const Duration begins = at.day * one_day + at.hour * one_hour;
  int most = 0;
  for (int quarter = 0; quarter < 4; ++quarter)
    most = std::max(most, rota.at(begins + quarter * one_hour / 4));
  return most;
}

std::string said(Hour at) { return fmt::format("{} {}:00", weekday(at.day), at.hour); }

std::string finding_of(const Sitter& sitter, const model::Resource& resource, const Week& week) {
  const auto by_mean = [](const auto& a, const auto& b) { return a.second.mean < b.second.mean; };
  const auto fullest = std::max_element(week.begin(), week.end(), by_mean);
  const stats::Estimate whole = sitter.result.named(fmt::format("utilisation[{}]", resource.name));
  return fmt::format("In use: {}, {} % of staffed time, most on {} ({:.0f} %)", resource.name,
                     mean_in_words(whole), said(fullest->first), fullest->second.mean);
}

Chart chart_of(const Sitter& sitter, const model::Resource& resource, const Week& week) {
  int first_hour = 24;
  int last_hour = 0;
  std::array<bool, 7> has_day{};
  for (const auto& [at, estimate] : week) {
    first_hour = std::min(first_hour, at.hour);
    last_hour = std::max(last_hour, at.hour);
    has_day[static_cast<std::size_t>(at.day)] = true;
  }
  Json drawn = {{"kind", "heat"},
                {"x_name", "hour that begins"},
                {"xs", Json::array()},
                {"ys", Json::array()},
                {"cells", Json::array()}};
  for (int hour = first_hour; hour <= last_hour; ++hour)
    drawn["xs"].push_back(fmt::format("{}:00", hour));
  std::array<int, 7> row_of_day{};
  for (int day = 0; day < 7; ++day) {
    if (!has_day[static_cast<std::size_t>(day)]) continue;
    row_of_day[static_cast<std::size_t>(day)] = static_cast<int>(drawn["ys"].size());
    drawn["ys"].push_back(weekday(day));
  }
  Table table{{"Hour that begins", "On duty", "In use, % of them"}};
  for (const auto& [at, estimate] : week) {
    const int staff = on_duty(sitter, resource, at);
    drawn["cells"].push_back({at.hour - first_hour, row_of_day[static_cast<std::size_t>(at.day)],
                              rounded(estimate.mean), staff});
    table.rows.push_back({said(at), fmt::format("{}", staff), in_table(estimate)});
  }
  const Date measured = date_of(Time{sitter.result.plan.start} + sitter.result.plan.warm_up);
  const double hours =
      static_cast<double>(resource.staffing.rotas().on(measured).staffed() / one_minute) / 60.0;
  return {
      id_of("use", resource.name), finding_of(sitter, resource, week),
      fmt::format("Share of those on duty that is in use, by weekday and hour; {} hours of {} a "
                  "week are staffed. Hours without anybody on duty are left empty.",
                  about(hours), resource.name),
      std::move(drawn), std::move(table)};
}

}  // namespace

std::vector<Chart> use_by_hour(const Sitter& sitter) {
  std::vector<Chart> charts;
  for (const model::Resource& resource : sitter.model.resources) {
    const Week week = week_of(sitter.result, resource.name);
    if (!week.empty()) charts.push_back(chart_of(sitter, resource, week));
  }
  return charts;
}

}  // namespace sim::report::page
