// tools/cli/trace.cpp: `chairtime trace`: one patient's story, or one day of the clinic.
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/base/text.h"
#include "sim/clinic/replication.h"
#include "sim/experiment/measure.h"
#include "sim/metrics/day_log.h"
#include "sim/metrics/story.h"
#include "sim/metrics/telling.h"
#include "tools/cli/commands.h"
#include "tools/cli/output.h"
#include "tools/cli/scenario_file.h"

namespace cli {
namespace {

namespace clinic = sim::clinic;
namespace metrics = sim::metrics;
using sim::model::Model;

// Thrown out of a run of which everything that is asked for is known.
struct Known {};

// Tells an observer everything until it knows enough. A run has no other end than its own, and a
// trace need not wait for that.
template <class Observer>
struct UntilKnown {
  Observer& observer;

  template <class Observation>
  requires clinic::Hears<Observer, Observation>
  void on(const Observation& now) {
    observer.on(now);
    if (observer.is_known()) throw Known{};
  }
};

// Simulates until the observer knows enough; answers when the run ended if that came first.
template <class Observer>
std::optional<sim::Time> simulate_for(Observer& observer, const Model& model,
                                      std::uint32_t replication) {
  UntilKnown<Observer> listener{observer};
  try {
    return clinic::simulate(model, model.run.seed, replication, listener).ended;
  } catch (const Known&) {
    return std::nullopt;
  } catch (const sim::BrokenPromise& broken) {
    throw sim::experiment::BrokenReplication(model.run.seed, replication, broken.what());
  }
}

std::string heading(const Model& model, const CommandLine& line) {
  return fmt::format("{}{}, replication {} of seed {}\n\n", model.name,
                     line.variant ? ", variant: " + *line.variant : "", line.replication,
                     model.run.seed);
}

// --- a patient

std::uint32_t patient_number(std::string_view digits, const std::string& given) {
  const std::optional<std::int64_t> number = sim::parse_integer(digits);
  if (!number || *number < 1 || *number > std::numeric_limits<std::uint32_t>::max()) {
    throw UsageError(
        fmt::format("--patient must be a number from 1, or COHORT/NUMBER, is '{}'", given));
  }
  return static_cast<std::uint32_t>(*number);
}

sim::CohortId cohort_named(const Model& model, std::string_view name) {
  std::vector<std::string> names;
  for (const sim::CohortId cohort : sim::ids<sim::CohortId>(model.cohorts)) {
    if (model.cohorts[cohort].name == name) return cohort;
    names.push_back(model.cohorts[cohort].name);
  }
  const std::optional<std::string> meant = sim::did_you_mean(name, names);
  throw UsageError(fmt::format("--patient: there is no cohort '{}'{}", name,
                               meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
}

// As metrics::name_of writes it, or a number alone. A cohort's name may hold a slash, a number not.
metrics::Whose patient_named(const Model& model, const std::string& given) {
  const std::size_t slash = given.rfind('/');
  if (slash == std::string::npos) return metrics::NthReferred{patient_number(given, given)};
  const sim::CohortId cohort = cohort_named(model, std::string_view(given).substr(0, slash));
  std::string_view rest = std::string_view(given).substr(slash + 1);
  auto origin = sim::Origin::Referred;
  for (std::size_t i = 1; i < sim::origins; ++i) {
    const std::string_view prefix = metrics::prefix_of(static_cast<sim::Origin>(i));
    if (rest.substr(0, prefix.size()) != prefix) continue;
    origin = static_cast<sim::Origin>(i);
    rest.remove_prefix(prefix.size());
    break;
  }
  return sim::PatientId{cohort, patient_number(rest, given) - 1, origin};
}

// How many there are of those among whom the patient is counted.
std::string who_came(const Model& model, const metrics::Whose& whose, std::uint32_t came) {
  const auto* patient = std::get_if<sim::PatientId>(&whose);
  if (patient == nullptr) return fmt::format("{} are referred", came);
  constexpr std::array<std::string_view, sim::origins> how = {
      "are referred", "wait when the run starts", "are in the diary when the run starts",
      "are in a course when the run starts"};
  return fmt::format("{} of the cohort '{}' {}", came, model.cohorts[patient->cohort].name,
                     how[static_cast<std::size_t>(patient->origin)]);
}

Exit trace_patient(const Model& model, const CommandLine& line) {
  const metrics::Whose whose = patient_named(model, *line.patient);
  metrics::Story story(model, whose);
  simulate_for(story, model, line.replication);
  if (story.has_come()) return print(heading(model, line) + story.text());
  complain(fmt::format("patient {} never comes: in replication {}, {}", *line.patient,
                       line.replication, who_came(model, whose, story.came())));
  return Exit::CommandLineWrong;
}

// --- a day

void check_is_of_the_run(const Model& model, sim::Date day) {
  const sim::model::RunPlan& plan = model.run;
  if (day < plan.start) {
    throw UsageError(fmt::format("--day {} is before the run, which starts on {}",
                                 sim::format_date(day), sim::format_date(plan.start)));
  }
  if (!plan.length) return;
  const sim::Time end = sim::Time{plan.start} + plan.warm_up + *plan.length;
  if (sim::Time{day} < end) return;
  throw UsageError(fmt::format("--day {} is after the run, whose last day is {}",
                               sim::format_date(day),
                               sim::format_date(sim::date_of(end - sim::Duration{1}))));
}

Exit trace_day(const Model& model, const CommandLine& line) {
  check_is_of_the_run(model, *line.day);
  metrics::DayLog log(model, *line.day);
  const std::optional<sim::Time> ended = simulate_for(log, model, line.replication);
  if (ended && sim::Time{*line.day} >= *ended) {
    throw UsageError(fmt::format("--day {} is after the run: the clinic is empty from {} on",
                                 sim::format_date(*line.day), sim::format_time(*ended)));
  }
  return print(heading(model, line) + log.text());
}

}  // namespace

Exit trace(const CommandLine& line) {
  sim::Diagnostics found;
  std::optional<Scenario> scenario = load(line, found);
  if (!scenario || !line.quiet) note(render_all(found));
  if (!scenario) return Exit::ScenarioWrong;
  Model& model = scenario->model;
  if (line.seed) model.run.seed = *line.seed;
  return line.patient ? trace_patient(model, line) : trace_day(model, line);
}

}  // namespace cli
