// sim/report/sensitivity_advice.cpp: what moves a figure most, and what does not.
#include "sim/report/sensitivity_advice.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "sim/report/figure.h"
#include "sim/report/lines.h"
#include "sim/report/prose.h"

namespace sim::report {
namespace {

using experiment::Difference;
using experiment::Sensitivity;
using experiment::Swing;
using metrics::Statistic;
using model::UncertainInput;
using Asked = Sensitivity::Figure;

// "induction.drop_out" of "courses.induction.drop_out"; dots in quotes belong to a part.
std::string last_two_parts(const std::string& path) {
  bool quoted = false;
  int dots = 0;
  for (std::size_t i = path.size(); i-- > 0;) {
    if (path[i] == '"') quoted = !quoted;
    if (path[i] == '.' && !quoted && ++dots == 2) return path.substr(i + 1);
  }
  return path;
}

// From which value to which the widest swing goes: "from 2 % to 10 %".
std::string journey(const UncertainInput& of, const Swing& swing) {
  const Difference& widest = swing.widest();
  return fmt::format("from {} to {}", &widest == &swing.across ? of.low : of.value,
                     &widest == &swing.low ? of.low : of.high);
}

// " X and Y move it less than chance can tell."
std::string idle_inputs(const Sensitivity& all, const Asked& figure) {
  const std::vector<std::string> names = short_names(all.inputs);
  std::vector<std::string> idle;
  for (const std::size_t input : figure.by_swing)
    if (!experiment::moves(figure.swings[input], all.plan.confidence)) idle.push_back(names[input]);
  if (idle.empty()) return {};
  const bool one = idle.size() == 1;
  return fmt::format(" {} {} it less than chance can tell.",
                     idle.size() > 3 ? fmt::format("The other {}", idle.size()) : listed(idle),
                     one ? "moves" : "move");
}

// Whether the two ways to ask say the same.
std::string agreement(const Sensitivity& all, const Asked& figure, std::size_t first) {
  const std::size_t also = figure.by_correlation.front();
  if (also == first || !figure.correlations[also]) return {};
  return fmt::format(" With all of them varied at once, it goes along with {} most.",
                     short_names(all.inputs)[also]);
}

}  // namespace

std::vector<std::string> short_names(const std::vector<UncertainInput>& inputs) {
  std::vector<std::string> names;
  for (const UncertainInput& input : inputs) {
    const std::string name = last_two_parts(input.path);
    const auto alike = std::count_if(inputs.begin(), inputs.end(), [&](const auto& each) {
      return last_two_parts(each.path) == name;
    });
    names.push_back(alike == 1 ? name : input.path);
  }
  return names;
}

std::string in_words(const metrics::Column& column) {
  std::string words(metrics::describe(column.metric).label);
  if (!column.label.empty()) words += ": " + column.label;
  switch (column.statistic) {
    case Statistic::Value:
      return words;
    case Statistic::Mean:
      return words + ", mean";
    case Statistic::Count:
      return words + ", count";
    case Statistic::Share:
      return words + ", share";
    case Statistic::P50:
      return words + ", half within";
    case Statistic::P90:
      return words + ", 9 of 10 within";
    case Statistic::P95:
      return words + ", 19 of 20 within";
    case Statistic::End:
      return words + ", at the end";
  }
  return words;
}

std::string change(const Difference& difference) {
  const std::string half_width = figure(difference.estimate).half_width;
  const std::string mean = with_sign(difference.estimate);
  return half_width.empty() ? mean : mean + " " + half_width;
}

std::string advice(const Sensitivity& all, const Asked& figure) {
  const std::vector<std::string> names = short_names(all.inputs);
  const std::string words = in_a_sentence(in_words(figure.column));
  std::vector<std::size_t> movers;
  for (const std::size_t input : figure.by_swing)
    if (experiment::moves(figure.swings[input], all.plan.confidence)) movers.push_back(input);
  if (movers.empty()) {
    return fmt::format(
        "No uncertain input moves {} more than chance can tell; more replications tell more.",
        words);
  }
  const bool is_first = &figure == &all.figures.front();
  const auto swing = [&](std::size_t input) -> const Swing& { return figure.swings[input]; };
  std::string text =
      fmt::format("{} {} first: {}, {} moves by {} {}",
                  is_first ? "Measure" : fmt::format("For {} measure", words),
                  all.inputs[movers[0]].path, journey(all.inputs[movers[0]], swing(movers[0])),
                  is_first ? words : "it", change(swing(movers[0]).widest()), figure.column.unit);
  std::vector<std::string> next;
  for (std::size_t i = 1; i < movers.size() && i < 3; ++i)
    next.push_back(fmt::format("{} ({})", names[movers[i]], change(swing(movers[i]).widest())));
  if (movers.size() > 3) next.push_back(fmt::format("{} more", movers.size() - 3));
  if (!next.empty())
    text += fmt::format("; next {} {}", next.size() == 1 ? "comes" : "come", listed(next));
  return text + "." + idle_inputs(all, figure) + agreement(all, figure, movers[0]);
}

}  // namespace sim::report
