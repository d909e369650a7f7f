// tests/oracle/size_test.cpp: the size that is found against every candidate run and judged here.
#include "sim/experiment/size.h"

#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/compiled.h"

namespace sim::tests {
namespace {

using experiment::Factor;
using experiment::Levels;
using experiment::Point;
using experiment::Search;

// A small clinic whose patients walk in or book, and the wait that it promises.
struct Clinic {
  std::string yaml;
  double longest_wait = 0.0;  // days
};

class RandomClinics {
 public:
  explicit RandomClinics(std::uint64_t seed) : bits_(seed) {}

  Clinic next() {
    const char* const mode = below(2) == 0 ? "walk_in" : "appointments";
    const std::string money =
        below(2) == 0 ? ""
                      : fmt::format(
                            "economics: {{cost: {{per_staffed_hour: {{chairs: {}, nurses: {}}}, "
                            "per_visit: {{infusion: {}}}}}}}\n",
                            1 + below(20), 20 + below(40), below(50));
    const double wait = 0.05 + 0.05 * static_cast<double>(below(100));
    return {fmt::format(R"(
chairtime: 1
clinic:
  open: {{mon-fri: 08:00-16:00}}
  resources: {{chairs: 1, nurses: 1}}
visits:
  infusion:
    throughout: {{chairs: 1}}
    steps:
      - {{name: prepare, takes: {} min, needs: {{nurses: 1}}}}
      - {{name: infuse, takes: {{uniform: [{} min, {} min]}}, needs: {{nurses: 1/3}}}}
booking: {{mode: {}}}
courses:
  induction: {{visit: infusion, infusions: {}, every: 3.5 days}}
cohorts:
  all: {{referrals: {} / week, course: induction}}
targets: [wait_to_first_infusion.mean <= {} days]
{}run: {{warm_up: 4 weeks, length: 12 weeks, replications: 6, seed: {}}}
)",
                        10 + below(20), 30 + below(30), 60 + below(60), mode, 1 + below(4),
                        4 + below(16), wait, money, 1 + below(1000)),
            wait};
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return bits_() % limit; }
  std::mt19937_64 bits_;
};

const std::vector<Factor> factors = {{"clinic.resources.chairs", {"1", "2", "3", "4", "5"}},
                                     {"clinic.resources.nurses", {"1", "2", "3"}}};

// What the test itself knows of a candidate.
struct Judged {
  double total;  // chairs and nurses
  Levels levels;
  bool meets = false;
  std::optional<double> cost;
};

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

// Student's one-sided bound at 95 %, from the replications' own waits.
bool surely_at_most(const std::vector<double>& values, double most) {
  if (values.size() < 2) return false;
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double value : values)
    squares += (value - mean) * (value - mean);
  const auto n = static_cast<double>(values.size());
  const double error = std::sqrt(squares / (n - 1.0) / n);
  const boost::math::students_t t(n - 1.0);
  return mean <= most && (error == 0.0 || boost::math::cdf(t, (most - mean) / error) >= 0.95);
}

std::size_t place_of(const std::vector<metrics::Column>& columns, const std::string& name) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return i;
  return columns.size();
}

Judged judge(const Point& point, double longest_wait) {
  const std::vector<metrics::Column> columns = metrics::lay_out(point.model).columns;
  const std::size_t wait = place_of(columns, "wait_to_first_infusion.mean");
  const std::size_t cost = place_of(columns, "cost");
  std::vector<double> waits;
  std::vector<double> costs;
  experiment::replicate(point.model, {}, [&](std::uint32_t, const experiment::Measured& measured) {
    const metrics::Row& row = measured.row;
    if (row[wait].observed()) waits.push_back(row[wait].value());
    if (cost < columns.size()) costs.push_back(row[cost].value());
  });
  Judged judged{static_cast<double>(point.levels[0] + point.levels[1] + 2),
                point.levels,
                surely_at_most(waits, longest_wait),
                {}};
  if (!costs.empty()) judged.cost = mean_of(costs);
  return judged;
}

std::vector<Point> points_of(const Clinic& clinic) {
  std::vector<Point> points;
  for (const Levels& levels : experiment::full_factorial(factors)) {
    points.push_back(
        {levels, compiled(clinic.yaml, {factors[0].path + "=" + factors[0].values[levels[0]],
                                        factors[1].path + "=" + factors[1].values[levels[1]]})});
  }
  return points;
}

bool smaller(const Levels& a, const Levels& b) { return a != b && a[0] <= b[0] && a[1] <= b[1]; }

// Those that meet the target and than which none that does is smaller.
std::vector<Judged> least(const std::vector<Judged>& all) {
  std::vector<Judged> kept;
  for (const Judged& each : all) {
    bool is_least = each.meets;
    for (const Judged& other : all)
      is_least = is_least && !(other.meets && smaller(other.levels, each.levels));
    if (is_least) kept.push_back(each);
  }
  return kept;
}

TEST(Size, AgreesWithBruteForceOnTwentyRandomClinics) {
  RandomClinics clinics(20);
  int none = 0;
  int by_cost = 0;
  std::size_t saved = 0;
  for (int i = 0; i < 20; ++i) {
    const Clinic clinic = clinics.next();
    const std::vector<Point> points = points_of(clinic);
    std::vector<Judged> all;
    for (const Point& point : points)
      all.push_back(judge(point, clinic.longest_wait));
    const std::vector<Judged> best = least(all);

    ASSERT_EQ(experiment::safe_search(factors, points), Search::Monotone);
    const experiment::Size size = experiment::size(factors, points, Search::Monotone, {});
    saved += points.size() - size.seen.size();
    SCOPED_TRACE(clinic.yaml);
    if (best.empty()) {
      ++none;
      EXPECT_TRUE(size.chosen.empty());
      continue;
    }
    ASSERT_FALSE(size.chosen.empty());
    if (best.front().cost) {
      ++by_cost;
      const auto cheapest = std::min_element(
          best.begin(), best.end(), [](const auto& a, const auto& b) { return *a.cost < *b.cost; });
      ASSERT_EQ(size.chosen.size(), 1U);
      EXPECT_EQ(size.seen[size.chosen.front()].levels, cheapest->levels);
      continue;
    }
    const auto fewest = std::min_element(
        best.begin(), best.end(), [](const auto& a, const auto& b) { return a.total < b.total; });
    std::vector<Levels> smallest;
    for (const Judged& each : best)
      if (each.total == fewest->total) smallest.push_back(each.levels);
    std::vector<Levels> chosen;
    for (const std::size_t each : size.chosen)
      chosen.push_back(size.seen[each].levels);
    EXPECT_EQ(chosen, smallest);
  }
  // Enough of each kind for the test to mean something.
  EXPECT_GE(none, 1);
  EXPECT_LE(none, 10);
  EXPECT_GE(by_cost, 4);
  EXPECT_GE(saved, 60U);
}

TEST(Size, SearchesEverythingWhereMoreMayBeWorse) {
  RandomClinics clinics(3);
  const Clinic clinic = clinics.next();
  std::vector<Point> points = points_of(clinic);
  EXPECT_EQ(experiment::safe_search(factors, points), Search::Monotone);
  const std::vector<Factor> down = {{"clinic.resources.chairs", {"5", "4", "3"}}};
  EXPECT_EQ(experiment::safe_search(down, points), Search::Everything);
  const std::vector<Factor> series = {{"booking.series", {"rolling", "whole_course"}}};
  EXPECT_EQ(experiment::safe_search(series, points), Search::Everything);
  points.front().model.targets.front().metric = "overtime_per_day.mean";
  EXPECT_EQ(experiment::safe_search(factors, points), Search::Everything);
}

}  // namespace
}  // namespace sim::tests
