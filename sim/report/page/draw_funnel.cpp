// sim/report/page/draw_funnel.cpp: what became of everybody who was referred.
#include <cstdint>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "sim/metrics/outcome.h"
#include "sim/report/page/charts.h"
#include "sim/report/page/numbers.h"
#include "sim/report/page/words.h"

namespace sim::report::page {
namespace {

using experiment::Portrait;
using metrics::Outcome;
using Fate = Portrait::Fate;
using Stage = Fate::Stage;

// Places in page.js's list of colours.
enum Tone { Flow = 0, Bad = 1, Good = 2, Open = 5, Ink = 6 };

constexpr const char* everybody = "referred";
constexpr const char* excluded = "excluded";
constexpr const char* started = "started a course";

// "stopped: non-response".
std::string said(const Fate& fate) {
  const std::string outcome(metrics::name_of(fate.outcome));
  return fate.reason.empty() ? outcome : fmt::format("{}: {}", outcome, fate.reason);
}

Tone tone_of(const Fate& fate) {
  if (fate.stage == Stage::Screening) return Ink;
  if (fate.outcome == Outcome::Completed) return Good;
  const bool goes_on = fate.outcome == Outcome::Waiting || fate.outcome == Outcome::InCourse ||
                       fate.outcome == Outcome::Between;
  return goes_on ? Open : Bad;
}

class Funnel {
 public:
  explicit Funnel(const Portrait& portrait) : all_(portrait.patients()) {
    nodes_.push_back({{"name", everybody}, {"depth", 0}, {"tone", Flow}});
    for (const Fate& fate : portrait.fates) {
      excluded_ += fate.stage == Stage::Screening ? fate.patients : 0;
      started_ += fate.stage == Stage::Course ? fate.patients : 0;
      completed_ += fate.outcome == Outcome::Completed ? fate.patients : 0;
      in_course_ += fate.outcome == Outcome::InCourse ? fate.patients : 0;
    }
    if (excluded_ > 0) branch(everybody, excluded, Ink, excluded_);
    if (started_ > 0) branch(everybody, started, Flow, started_);
    for (const Fate& fate : portrait.fates)
      add(fate);
  }

  std::string finding() const {
    constexpr double worth_mentioning = 10.0;
    std::string text =
        fmt::format("Of 100 patients referred, {:.0f} start a course and {:.0f} complete it",
                    of_hundred(started_), of_hundred(completed_));
    if (of_hundred(in_course_) >= worth_mentioning)
      text += fmt::format("; {:.0f} are in one when the run ends", of_hundred(in_course_));
    return text;
  }
  Json drawn() && {
    return {{"kind", "sankey"}, {"nodes", std::move(nodes_)}, {"links", std::move(links_)}};
  }
  Table table() && { return std::move(table_); }

 private:
  double of_hundred(std::int64_t patients) const {
    return 100.0 * static_cast<double>(patients) / static_cast<double>(all_);
  }

  void branch(const char* from, const std::string& to, Tone tone, std::int64_t patients) {
    nodes_.push_back({{"name", to}, {"depth", from == everybody ? 1 : 2}, {"tone", tone}});
    links_.push_back({{"source", from}, {"target", to}, {"value", rounded(of_hundred(patients))}});
  }

  void add(const Fate& fate) {
    const char* const from = fate.stage == Stage::Screening ? excluded
                             : fate.stage == Stage::Course  ? started
                                                            : everybody;
    std::string name = said(fate);
    if (name != from) branch(from, name, tone_of(fate), fate.patients);
    table_.rows.push_back({std::move(name), share_in_table(of_hundred(fate.patients))});
  }

  std::int64_t all_;
  std::int64_t excluded_ = 0;
  std::int64_t started_ = 0;
  std::int64_t completed_ = 0;
  std::int64_t in_course_ = 0;
  Json nodes_ = Json::array();
  Json links_ = Json::array();
  Table table_{{"What became of them", "Of 100 referred"}};
};

}  // namespace

std::optional<Chart> funnel(const Sitter& sitter) {
  if (sitter.portrait.patients() == 0) return {};
  Funnel funnel(sitter.portrait);
  Chart chart;
  chart.id = "funnel";
  chart.finding = funnel.finding();
  chart.note = fmt::format(
      "Everybody who came from the first moment on, and where they stood when the run ended, in "
      "{}; "
      "by their latest course.",
      replications_in_words(sitter.portrait));
  chart.table = std::move(funnel).table();
  chart.drawn = std::move(funnel).drawn();
  chart.width = Chart::Width::Whole;
  return chart;
}

}  // namespace sim::report::page
