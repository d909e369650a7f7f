// sim/report/stress_implementation.cpp: sections 5 and 6 of the checklist: the program, its random
// numbers, how it runs, and how to do it again.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/base/words.h"
#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

void software(const Implementation& with, Markdown& page) {
  page.heading(3, "5.1 Software or programming language");
  page.say(fmt::format("chairtime {}, a program in C++20, with {}.", plain(with.version),
                       plain(with.libraries)));
}

// Whether its number changes in a week, or some day on.
bool has_shifts(const model::Resource& resource) {
  const auto& rotas = resource.staffing.rotas().periods();
  return rotas.size() > 1 || rotas.front().what.levels().size() > 1;
}

bool needs_anything_first(const model::Model& model) {
  return std::any_of(model.courses.begin(), model.courses.end(),
                     [](const model::Course& each) { return !each.before_first.empty(); });
}

void sampling(const Study& study, Markdown& page) {
  page.heading(3, "5.2 Random sampling");
  page.say(
      "A random number is not the next of a stream: it has an address, and is a hash of it by a "
      "tree of SplitMix64 finalisers (Steele, Lea and Flood 2014). The address is the seed, the "
      "cohort, the replication and the patient in the cohort; the name of what is drawn; and which "
      "time it is (the patient's run of a course, the infusion, the attempt). So a change of the "
      "scenario moves no number but those that it is about, and variants meet the same patients.");
  page.say(fmt::format(
      "Each number keeps 52 bits. Distributions are sampled by inversion, one number a sample. The "
      "seed is {}.",
      study.model.run.seed));
}

// In the order of sim/clinic/event_kind.h, without what cannot happen in this scenario.
std::vector<std::string> order_of_an_instant(const Study& study) {
  const metrics::Scope& has = study.has;
  const bool closes = !study.model.clinic.open.is_always();
  std::vector<std::string> order;
  const auto then = [&](bool possible, const char* what) {
    if (possible) order.emplace_back(what);
  };
  const auto& resources = study.model.resources;
  const bool shifts = closes || std::any_of(resources.begin(), resources.end(), has_shifts);
  then(true, "a step ends");
  then(closes, "the doors close");
  then(shifts, "staff leave");
  then(shifts, "staff come");
  then(has.assessed, "an assessment is due");
  then(has.cancels, "a visit is cancelled");
  then(study.books(), "the book opens a day");
  then(has.relapses, "a patient relapses");
  then(needs_anything_first(study.model),
       "what a patient needs before a first infusion has been had");
  then(true, "a patient comes to the clinic, or does not");
  then(true, "a patient is referred");
  then(has.gives_up, "a patient's patience ends");
  return order;
}

void execution(const Study& study, Markdown& page) {
  page.heading(3, "5.3 Model execution");
  page.say(fmt::format(
      "Next-event simulation: a clock in whole milliseconds, and a list of future events (a heap) "
      "of which the earliest is handled next. At one instant the order is: {}. Events of one kind "
      "are handled in the order in which they were scheduled. Visits begin once all else of an "
      "instant has been handled{}.",
      fmt::join(order_of_an_instant(study), "; "),
      study.has.gives_up ? ", but before patience ends" : ""));
  page.say(
      "Replications are shared among the threads of the machine. The results do not depend on how "
      "many there are, to the last digit.");
}

void machine(const Implementation& with, Markdown& page) {
  page.heading(3, "5.4 System specification");
  page.say(fmt::format("The program was compiled by {}.", plain(with.compiler)));
  page.blank(
      "the processor, memory and operating system of the machine, and how long the runs took");
}

// --- code access

void access(const Study& study, Markdown& page) {
  page.heading(3, "6.1 Computer model sharing statement");
  page.blank(
      "where the program and the scenario can be had, in which version, under which licence, and "
      "how to cite them");
  page.say("With them, this gives the same figures again, to the last digit:");
  const Implementation& with = study.implementation;
  std::string scenario = shell_word(with.file);
  for (const std::string& each : with.overrides)
    scenario += " --set " + shell_word(each);
  const std::string& variant = study.variants.chosen;
  std::string commands = "chairtime run " + scenario;
  if (!variant.empty()) commands += " --variant " + shell_word(variant);
  commands += "\n";
  if (!study.variants.all.empty()) commands += "chairtime compare " + scenario + "\n";
  page.fenced("sh", commands);
  page.say(
      "That holds for one version of the program, built for one kind of machine; another library "
      "of mathematical functions may change last digits.");
}

}  // namespace

void stress_implementation(const Study& study, Markdown& page) {
  page.heading(2, "5. Implementation");
  software(study.implementation, page);
  sampling(study, page);
  execution(study, page);
  machine(study.implementation, page);
  page.heading(2, "6. Code access");
  access(study, page);
}

}  // namespace sim::report
