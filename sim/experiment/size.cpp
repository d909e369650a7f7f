// sim/experiment/size.cpp: which candidates to run, and which of those that meet the targets to
// take.
#include "sim/experiment/size.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/contract.h"
#include "sim/base/text.h"
#include "sim/experiment/in_order.h"
#include "sim/experiment/measure.h"
#include "sim/stats/selection.h"

namespace sim::experiment {
namespace {

using metrics::Metric;
using model::Relation;

// What more of a resource does not make worse, held so.
struct Monotone {
  Metric metric;
  Relation relation;
};
constexpr std::array<Monotone, 7> monotone = {{{Metric::WaitToScreening, Relation::AtMost},
                                               {Metric::WaitToFirstInfusion, Relation::AtMost},
                                               {Metric::WaitingList, Relation::AtMost},
                                               {Metric::GaveUpWaiting, Relation::AtMost},
                                               {Metric::StartedWithin, Relation::AtLeast},
                                               {Metric::CoursesStarted, Relation::AtLeast},
                                               {Metric::CoursesCompleted, Relation::AtLeast}}};

bool gains_from_more(const metrics::Column& column, Relation relation) {
  return std::any_of(monotone.begin(), monotone.end(), [&](const Monotone& each) {
    return each.metric == column.metric && each.relation == relation;
  });
}

bool goes_up(const Factor& factor) {
  std::optional<std::int64_t> before;
  for (const std::string& value : factor.values) {
    const std::optional<std::int64_t> number = parse_integer(value);
    if (!number || (before && *number <= *before)) return false;
    before = number;
  }
  return true;
}

// "clinic.resources.chairs" or "clinic.resources.chairs.count".
bool is_count_of_resource(std::string_view path) {
  constexpr std::string_view resources = "clinic.resources.";
  constexpr std::string_view count = ".count";
  if (path.substr(0, resources.size()) != resources) return false;
  std::string_view rest = path.substr(resources.size());
  if (rest.size() > count.size() && rest.substr(rest.size() - count.size()) == count)
    rest.remove_suffix(count.size());
  return rest.find_first_of(".*") == std::string_view::npos;
}

bool counts_resource(const Factor& factor) {
  return is_count_of_resource(factor.path) && goes_up(factor);
}

bool all_at_most(const Levels& a, const Levels& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] > b[i]) return false;
  return true;
}

bool meets_all(const ScenarioResult& result) {
  SIM_EXPECTS(!result.targets.empty());
  return std::all_of(result.targets.begin(), result.targets.end(), [&](const Verdict& verdict) {
    return verdict.outcome == Verdict::Outcome::Met && verdict.confidence &&
           *verdict.confidence >= result.plan.confidence;
  });
}

std::optional<std::size_t> column_of_cost(const std::vector<metrics::Column>& columns) {
  const auto there = std::find_if(columns.begin(), columns.end(), [](const auto& column) {
    return column.metric == Metric::Cost && column.label.empty() &&
           column.statistic == metrics::Statistic::Value;
  });
  if (there == columns.end()) return {};
  return static_cast<std::size_t>(there - columns.begin());
}

class Sizing {
 public:
  Sizing(const std::vector<Factor>& factors, const std::vector<Point>& candidates, Search search,
         const Execution& execution)
      : factors_(factors), candidates_(candidates), search_(search), execution_(execution) {}

  Size run() {
    search_ == Search::Monotone ? search_lines() : run_all();
    Size size{factors_, search_, candidates_.size(), {}, {}, by_cost_, {}, interrupted_};
    for (auto& [candidate, seen] : seen_)
      size.seen.push_back(std::move(seen));
    if (interrupted_) return size;
    const std::vector<std::size_t> meeting = least_that_meet(size);
    if (!meeting.empty()) choose(meeting, size);
    size.interrupted = interrupted_;
    return size;
  }

 private:
  // Runs the candidate; whether it meets the targets, or nothing where that was interrupted.
  std::optional<bool> evaluate(std::size_t candidate);
  void run_all();
  void search_lines();
  void search_line(std::size_t first, std::size_t length);
  // What follows for the candidate from those that have been run.
  std::optional<bool> known(std::size_t candidate) const;
  std::vector<std::size_t> least_that_meet(const Size& size) const;
  void choose(const std::vector<std::size_t>& meeting, Size& size);
  void choose_cheapest(const std::vector<std::size_t>& meeting, Size& size);
  // The cost of replication `number`, of each of those left, in that order.
  std::vector<double> costs(const std::vector<std::size_t>& meeting,
                            const std::vector<std::size_t>& left, std::uint32_t number,
                            const Size& size);

  const std::vector<Factor>& factors_;
  const std::vector<Point>& candidates_;
  Search search_;
  const Execution& execution_;
  std::map<std::size_t, Size::Seen> seen_;            // by candidate
  std::map<std::size_t, std::vector<double>> costs_;  // by candidate, then replication
  bool by_cost_ = false;
  bool interrupted_ = false;
  int replications_ = 0;  // done
};

std::optional<bool> Sizing::evaluate(std::size_t candidate) {
  const Point& point = candidates_[candidate];
  std::vector<double>& costs = costs_[candidate];
  const std::optional<std::size_t> cost = column_of_cost(metrics::lay_out(point.model).columns);
  by_cost_ = cost.has_value();
  Execution execution = execution_;
  if (execution_.completed)
    execution.completed = [&](int done) { execution_.completed(replications_ + done); };
  ScenarioResult result =
      replicate(point.model, execution, [&](std::uint32_t, const Measured& measured) {
        if (cost) costs.push_back(measured.row[*cost].value());
      });
  replications_ += result.replications;
  if (result.interrupted) {
    interrupted_ = true;
    return {};
  }
  const bool meets = meets_all(result);
  seen_.emplace(candidate, Size::Seen{candidate, point.levels, std::move(result), meets});
  return meets;
}

void Sizing::run_all() {
  for (std::size_t i = 0; i < candidates_.size() && !interrupted_; ++i)
    evaluate(i);
}

std::optional<bool> Sizing::known(std::size_t candidate) const {
  const Levels& levels = candidates_[candidate].levels;
  for (const auto& [other, seen] : seen_) {
    if (seen.meets && all_at_most(seen.levels, levels)) return true;
    if (!seen.meets && all_at_most(levels, seen.levels)) return false;
  }
  return {};
}

// Where along the last factor the targets begin to be met, by halving what is not known.
void Sizing::search_line(std::size_t first, std::size_t length) {
  std::size_t from = 0;     // all before do not
  std::size_t to = length;  // this one, if there is one, and all after do
  while (from < to && !interrupted_) {
    const std::size_t middle = from + (to - from) / 2;
    std::optional<bool> meets = known(first + middle);
    if (!meets) meets = evaluate(first + middle);
    if (!meets) return;
    *meets ? to = middle : from = middle + 1;
  }
}

void Sizing::search_lines() {
  const std::size_t length = factors_.back().values.size();
  for (std::size_t first = 0; first < candidates_.size() && !interrupted_; first += length)
    search_line(first, length);
}

// Of `seen`, those that meet the targets; where resources are counted, those of them than which
// none that does is smaller: nobody wants a chair more that costs next to nothing and is not
// needed.
std::vector<std::size_t> Sizing::least_that_meet(const Size& size) const {
  const bool counts = std::all_of(factors_.begin(), factors_.end(), counts_resource);
  std::vector<std::size_t> least;
  for (std::size_t i = 0; i < size.seen.size(); ++i) {
    if (!size.seen[i].meets) continue;
    const bool dominated =
        counts && std::any_of(size.seen.begin(), size.seen.end(), [&](const Size::Seen& other) {
          return other.meets && other.levels != size.seen[i].levels &&
                 all_at_most(other.levels, size.seen[i].levels);
        });
    if (!dominated) least.push_back(i);
  }
  return least;
}

void Sizing::choose(const std::vector<std::size_t>& meeting, Size& size) {
  if (by_cost_) {
    choose_cheapest(meeting, size);
    return;
  }
  const auto extent = [&](std::size_t seen) { return extent_of(factors_, size.seen[seen].levels); };
  const std::size_t smallest = *std::min_element(
      meeting.begin(), meeting.end(), [&](auto a, auto b) { return extent(a) < extent(b); });
  for (const std::size_t each : meeting)
    if (extent(each) == extent(smallest)) size.chosen.push_back(each);
}

std::vector<double> Sizing::costs(const std::vector<std::size_t>& meeting,
                                  const std::vector<std::size_t>& left, std::uint32_t number,
                                  const Size& size) {
  std::vector<double> all;
  for (const std::size_t each : left) {
    const std::size_t candidate = size.seen[meeting[each]].candidate;
    std::vector<double>& known = costs_[candidate];
    if (known.size() < number) {
      const model::Model& model = candidates_[candidate].model;
      const metrics::Layout layout = metrics::lay_out(model);
      known.push_back(measure(model, layout, number).row[*column_of_cost(layout.columns)].value());
    }
    all.push_back(known[number - 1]);
  }
  return all;
}

void Sizing::choose_cheapest(const std::vector<std::size_t>& meeting, Size& size) {
  constexpr double not_worth_finding_out = 0.01;  // of the smallest mean cost
  std::size_t first_stage = costs_.at(size.seen[meeting.front()].candidate).size();
  double smallest = 0.0;
  for (const std::size_t each : meeting) {
    const ScenarioResult& result = size.seen[each].result;
    const double cost = result.estimates[*column_of_cost(result.columns)].mean;
    if (each == meeting.front() || cost < smallest) smallest = cost;
    first_stage = std::min(first_stage, costs_.at(size.seen[each].candidate).size());
  }
  const double indifference = std::max(not_worth_finding_out * smallest, 1.0);
  const double confidence = candidates_.front().model.run.confidence;
  stats::Selection selection(meeting.size(), {first_stage, indifference, confidence});
  for (std::uint32_t number = 1; !selection.done(); ++number) {
    if (execution_.interrupted != nullptr && *execution_.interrupted) {
      interrupted_ = true;
      return;
    }
    selection.add(costs(meeting, selection.left(), number, size));
  }
  size.chosen = {meeting[selection.best()]};
  size.selected = {indifference, meeting.size(), selection.observations()};
}

}  // namespace

Search safe_search(const std::vector<Factor>& factors, const std::vector<Point>& candidates) {
  if (!std::all_of(factors.begin(), factors.end(), counts_resource)) return Search::Everything;
  const model::Model& model = candidates.front().model;
  const std::vector<metrics::Column> columns = metrics::lay_out(model).columns;
  for (const model::Target& target : model.targets) {
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const auto& each) { return each.name == target.metric; });
    if (column == columns.end() || !gains_from_more(*column, target.relation))
      return Search::Everything;
  }
  return Search::Monotone;
}

double extent_of(const std::vector<Factor>& factors, const Levels& levels) {
  double extent = 0.0;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const std::vector<std::string>& values = factors[i].values;
    const bool numbers = std::all_of(values.begin(), values.end(), [](const std::string& value) {
      return parse_number(value).has_value();
    });
    extent += numbers ? *parse_number(values[levels[i]]) : static_cast<double>(levels[i]);
  }
  return extent;
}

Size size(const std::vector<Factor>& factors, const std::vector<Point>& candidates, Search search,
          const Execution& execution) {
  SIM_EXPECTS(!factors.empty() && !candidates.empty());
  return Sizing(factors, candidates, search, execution).run();
}

}  // namespace sim::experiment
