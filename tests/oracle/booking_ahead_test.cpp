// tests/oracle/booking_ahead_test.cpp: booking whole courses against booking visit by visit, on the
// same patients; the table in the README is what this test measures.
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/report/figure.h"
#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

struct Setting {
  std::string_view load;
  std::string_view referrals;
  std::string_view no_show;
  std::string_view choose;
};

KeptResult run(const Setting& setting, std::string_view series) {
  return run_scenario(
      "teaching/booking_ahead.yaml",
      {fmt::format("cohorts.depression.referrals={} / week", setting.referrals),
       fmt::format("attendance.infusion.no_show={}", setting.no_show),
       fmt::format("booking.choose={}", setting.choose), fmt::format("booking.series={}", series)});
}

std::string as_text(const stats::Estimate& estimate) {
  const report::Figure shown = report::figure(estimate);
  return shown.half_width.empty() ? shown.mean : shown.mean + " " + shown.half_width;
}

// The mean of the differences of the replications, which have the same patients.
stats::Estimate difference(const KeptResult& from, const KeptResult& to,
                           const std::string& figure) {
  const std::vector<double> before = by_replication(from, figure);
  const std::vector<double> after = by_replication(to, figure);
  std::vector<double> differences;
  for (std::size_t i = 0; i < before.size(); ++i)
    differences.push_back(after[i] - before[i]);
  return stats::mean_interval(differences, from.plan.confidence);
}

const std::string heading =
    "| load | no-shows | `choose` | days to first infusion: rolling | whole course | difference | "
    "days between infusions: difference | late infusions, %: difference |\n"
    "|---|---|---|---|---|---|---|---|\n";

std::string row(const Setting& setting, const KeptResult& rolling, const KeptResult& whole) {
  const std::string wait = "wait_to_first_infusion.mean";
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", setting.load, setting.no_show,
                     setting.choose, as_text(rolling.named(wait)), as_text(whole.named(wait)),
                     as_text(difference(rolling, whole, wait)),
                     as_text(difference(rolling, whole, "gap_days.mean")),
                     as_text(difference(rolling, whole, "late_visits.share")));
}

void rewrite_readme(const std::string& table) {
  const std::string path = std::string(CHAIRTIME_SOURCE_DIR) + "/README.md";
  std::string readme = contents(path);
  const std::size_t from = readme.find(heading);
  ASSERT_NE(from, std::string::npos);
  const std::size_t to = readme.find("\n\n", from) + 1;
  std::ofstream(path, std::ios::binary) << readme.replace(from, to - from, table);
}

TEST(BookingAhead, DiffersFromBookingVisitByVisitAsTheReadmeSays) {
  std::string table = heading;
  for (const std::string_view choose : {"least_busy_day", "nearest_to_target"}) {
    for (const auto& [load, referrals] : {std::pair{"70 %", "9.33"}, std::pair{"95 %", "12.67"}}) {
      for (const std::string_view no_show : {"0 %", "5 %"}) {
        const Setting setting{load, referrals, no_show, choose};
        const auto rolling = run(setting, "rolling");
        const auto whole = run(setting, "whole_course");
        table += row(setting, rolling, whole);
        // Nobody in course is starved by new starters, whatever the load and the rule.
        if (no_show != "0 %") continue;
        EXPECT_EQ(rolling.named("late_visits.share").mean, 0.0) << table;
        EXPECT_EQ(whole.named("late_visits.share").mean, 0.0) << table;
      }
    }
  }
  if (std::getenv("CHAIRTIME_UPDATE_GOLDEN") != nullptr) rewrite_readme(table);
  EXPECT_NE(text_of("README.md").find(table), std::string::npos) << "the README should have\n"
                                                                 << table;
}

}  // namespace
}  // namespace sim::tests
