#include "sim/report/breakdowns.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/report/figure.h"
#include "sim/report/prose.h"

namespace sim::report {
namespace {

using experiment::ScenarioResult;
using metrics::Column;
using metrics::Metric;

// A figure of everybody in a line, by its metric's name and statistic: "responders", ".share".
struct Shown {
  std::string_view heading;
  std::string_view metric;
  std::string_view statistic;
};

// What a line is about: as people call it, and as the brackets of a figure's name do.
struct About {
  std::string words;
  std::string label;
};

bool has(const ScenarioResult& result, std::string_view name) {
  return std::any_of(result.columns.begin(), result.columns.end(),
                     [&](const Column& column) { return column.name == name; });
}

// Totals are per year where the run has a length.
std::string_view total(const ScenarioResult& result) { return result.plan.length ? "" : ".count"; }

std::string heading(const ScenarioResult& result, std::string_view by) {
  return fmt::format("By {}{}", by, result.plan.length ? ", totals a year" : "");
}

std::string table(const ScenarioResult& result, const std::string& heading,
                  const std::vector<Shown>& shown, const std::vector<About>& lines) {
  std::size_t width = heading.size();
  for (const About& line : lines)
    width = std::max(width, line.words.size() + 2);
  width = std::max<std::size_t>(width, 30) + 2;
  std::string text = fmt::format("\n{:<{}}", heading, width);
  for (const Shown& column : shown)
    text += fmt::format("{:>16}", column.heading);
  for (const About& line : lines) {
    text += fmt::format("\n  {:<{}}", line.words, width - 2);
    for (const Shown& column : shown) {
      const Figure cell = figure(
          result.named(fmt::format("{}[{}]{}", column.metric, line.label, column.statistic)));
      text += fmt::format("{:>16}", fmt::format("{} {}", cell.mean, cell.half_width));
    }
  }
  return text + "\n";
}

// --- the tables

// What each rule stops, saves and loses, where there are several.
std::string by_rule(const ScenarioResult& result) {
  std::vector<About> rules;
  for (const Column& column : result.columns) {
    const bool named = !column.label.empty() && column.label.find('=') == std::string::npos;
    const bool counts = column.statistic == metrics::Statistic::Count;
    if (column.metric == Metric::InfusionsSaved && named && counts)
      rules.push_back({column.label, column.label});
  }
  if (rules.size() < 2) return {};
  const std::string_view totals = total(result);
  return table(result, heading(result, "stop rule"),
               {{"stopped", "courses_stopped", totals},
                {"infusions saved", "infusions_saved_by_stop_rules", totals},
                {"chair hours", "chair_hours_saved_by_stop_rules", totals},
                {"responders lost", "responders_lost_to_stop_rules", totals}},
               rules);
}

// Those that some patient can come to.
std::vector<About> courses_of(const model::Model& model, const ScenarioResult& result) {
  std::vector<About> courses;
  for (const model::Course& course : model.courses) {
    const std::string label = "course=" + course.name;
    if (has(result, fmt::format("courses_started[{}].count", label)))
      courses.push_back({course.name, label});
  }
  return courses;
}

std::string by_course(const model::Model& model, const ScenarioResult& result) {
  const std::vector<About> courses = courses_of(model, result);
  if (courses.size() < 2) return {};
  return table(result, heading(result, "course"),
               {{"started", "courses_started", total(result)},
                {"completed", "courses_completed", total(result)},
                {"infusions each", "infusions_per_course", ""},
                {"responding, %", "responders", ".share"}},
               courses);
}

std::string by_cohort(const model::Model& model, const ScenarioResult& result) {
  if (model.cohorts.size() < 2) return {};
  std::vector<About> cohorts;
  for (const model::Cohort& cohort : model.cohorts)
    cohorts.push_back({cohort.label, "cohort=" + cohort.name});
  return table(result, heading(result, "cohort"),
               {{"referrals", "referrals", total(result)},
                {"wait, days", "wait_to_first_infusion", ".mean"},
                {"completed", "courses_completed", total(result)},
                {"responding, %", "responders", ".share"}},
               cohorts);
}

// How many of those who start come so far, and how they are then; `of` is empty for everybody, or
// ",course=NAME". Only means: the intervals are in the other formats.
std::string by_infusion(const ScenarioResult& result, const std::string& heading,
                        const std::string& of) {
  constexpr int most = 8;
  const auto name = [&](std::string_view metric, int number) {
    return fmt::format("{}[infusion={}{}]", metric, number, of);
  };
  int shown = 0;
  while (shown < most && has(result, name("responding", shown + 1)))
    ++shown;
  if (shown < 2) return {};
  const std::size_t width = std::max<std::size_t>(32, heading.size() + 2);
  std::string text = fmt::format("\n{:<{}}", heading, width);
  for (int number = 1; number <= shown; ++number)
    text += fmt::format("{:>7}", number);
  const auto add = [&](std::string_view words, std::string_view metric) {
    if (!has(result, name(metric, 2))) return;
    text += fmt::format("\n  {:<{}}", words, width - 2);
    for (int number = 1; number <= shown; ++number) {
      const bool is_all = !has(result, name(metric, number));  // nobody starts without the first
      const stats::Estimate figure = result.named(name(metric, number));
      text += is_all                     ? fmt::format("{:>7}", "100")
              : figure.observations == 0 ? fmt::format("{:>7}", "-")
                                         : fmt::format("{:>7.0f}", figure.mean);
    }
  };
  add("Given, of those who start", "retention");
  add("Responding, of those assessed", "responding");
  add("In remission", "in_remission");
  return text + "\n";
}

std::string by_infusion(const model::Model& model, const ScenarioResult& result) {
  const std::vector<About> courses = courses_of(model, result);
  if (courses.size() < 2) return by_infusion(result, "After infusion, %", "");
  std::string text;
  for (const About& course : courses)
    text +=
        by_infusion(result, fmt::format("{} after infusion, %", course.words), "," + course.label);
  return text;
}

// --- what became of everybody

struct Became {
  std::string what;
  double share;  // percent
  int tenths = 0;
};

// To tenths of a percent that add up to 100: those that are cut most are rounded up.
void round_to_tenths(std::vector<Became>& all) {
  int left = 1000;
  for (Became& each : all) {
    each.tenths = static_cast<int>(std::floor(10.0 * each.share));
    left -= each.tenths;
  }
  const auto cut = [](const Became& each) { return 10.0 * each.share - each.tenths; };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Became& a, const Became& b) { return cut(a) > cut(b); });
  for (Became& each : all) {
    if (left-- <= 0) break;
    ++each.tenths;
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Became& a, const Became& b) { return a.tenths > b.tenths; });
}

std::string what_became_of_them(const ScenarioResult& result) {
  std::vector<Became> all;
  double came = 0.0;
  for (std::size_t i = 0; i < result.columns.size(); ++i) {
    if (result.columns[i].metric != Metric::Outcomes) continue;
    all.push_back({result.columns[i].label, result.estimates[i].mean});
    came += all.back().share;
  }
  if (came <= 0.0) return {};
  for (Became& each : all)
    each.share *= 100.0 / came;
  round_to_tenths(all);
  std::vector<std::string> parts;
  for (const Became& each : all) {
    if (each.tenths > 0) parts.push_back(fmt::format("{} {:.1f} %", each.what, each.tenths / 10.0));
  }
  Prose prose;
  prose.heading("What became of everybody");
  prose.say(fmt::format("Of {} patients on average who came from the first moment on: {}.",
                        with_commas(std::llround(came)), fmt::join(parts, ", ")));
  return prose.text();
}

}  // namespace

std::string breakdowns(const model::Model& model, const ScenarioResult& result) {
  return by_rule(result) + by_infusion(model, result) + by_course(model, result) +
         by_cohort(model, result) + what_became_of_them(result);
}

}  // namespace sim::report
