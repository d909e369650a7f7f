// sim/report/explain_place.cpp: the clinic's hours, its resources, and what happens at a visit.
#include <fmt/format.h>

#include "sim/base/fraction.h"
#include "sim/base/text.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

std::string staffed(const model::Rota& rota, const model::WeeklyHours& open) {
  return fmt::format("{}; {} staffed hours a week", in_words(rota, open),
                     about(in_hours(rota.staffed())));
}

std::string absences(const model::Absence& absence) {
  return fmt::format(" Each of them falls out with a chance of {} a day, for {}.",
                     percent(absence.chance.probability), time_in_words(absence.lasts.sampler));
}

void explain_resource(const model::Resource& resource, const model::WeeklyHours& open,
                      Prose& prose) {
  const auto& periods = resource.staffing.rotas().periods();
  std::string text = fmt::format("{}: {}.", resource.name, staffed(periods.front().what, open));
  for (std::size_t i = 1; i < periods.size(); ++i) {
    text += fmt::format(" From {} on: {}.", format_date(periods[i].from),
                        staffed(periods[i].what, open));
  }
  if (resource.absence) text += absences(*resource.absence);
  prose.say(text);
}

// "one of the nurses for 3 patients"
std::string need_of(const model::Resource& resource, std::int32_t units) {
  const Fraction need(units, resource.units_each);
  if (need.denominator() == 1) {
    const std::string count = need.numerator() == 1 ? "one" : std::to_string(need.numerator());
    return fmt::format("{} of the {}", count, resource.name);
  }
  if (need.numerator() == 1)
    return fmt::format("one of the {} for {} patients", resource.name, need.denominator());
  return fmt::format("{}/{} of one of the {}", need.numerator(), need.denominator(), resource.name);
}

}  // namespace

std::vector<std::string> needs_in_words(const model::Model& model, const model::Units& units) {
  std::vector<std::string> needs;
  for (const ResourceId id : ids<ResourceId>(model.resources))
    if (units[id.index] > 0) needs.push_back(need_of(model.resources[id], units[id.index]));
  return needs;
}

std::vector<std::string> needs_in_words(const model::Model& model, const model::Step& step) {
  std::vector<std::string> needs = needs_in_words(model, step.needs);
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    if ((step.present >> id.index & 1U) != 0)
      needs.push_back(fmt::format("one of the {} on site", model.resources[id].name));
  }
  return needs;
}

namespace {

std::string step_in_words(const model::Model& model, const model::Step& step) {
  std::string text =
      fmt::format("{}{}: {}", step.name, step.after_patient ? ", when the patient has left" : "",
                  time_in_words(step.takes));
  if (const std::vector<std::string> needs = needs_in_words(model, step); !needs.empty())
    text += ", with " + listed(needs);
  if (step.only < 1.0) text += fmt::format(", at {} of the visits", percent(step.only));
  return text + ".";
}

void explain_visit(const model::Model& model, const model::Visit& visit, Prose& prose) {
  double mean = 0.0;
  bool varies = false;
  for (const model::Step& step : visit.steps) {
    mean += step.only * step.takes.mean();
    varies |= step.only < 1.0 || !step.takes.is_constant();
  }
  const Duration length = std::chrono::round<std::chrono::minutes>(from_milliseconds(mean));
  std::string text =
      fmt::format("{}: {}{}", visit.name, format_duration(length), varies ? " on average" : "");
  if (model.booking.mode == model::BookingMode::Appointments) {
    const Duration slot = model.booking.slot;
    const Duration reserved = (visit.planned() + slot - Duration{1}) / slot * slot;
    if (reserved != length)
      text += fmt::format("; the book reserves {}", format_duration(reserved));
  }
  text += ".";
  if (const std::vector<std::string> held = needs_in_words(model, visit.throughout); !held.empty())
    text += fmt::format(" The patient has {} from the first step to the last.", listed(held));
  prose.say(text);
  for (std::size_t i = 0; i < visit.steps.size(); ++i)
    prose.item(fmt::format("{}. {}", i + 1, step_in_words(model, visit.steps[i])));
}

}  // namespace

void explain_hours(const model::Model& model, Prose& prose) {
  const model::WeeklyHours& open = model.clinic.open;
  prose.say(fmt::format("It is open {}, {} hours a week.", in_words(open),
                        about(in_hours(open.total()))));
  const std::vector<Date>& closed = model.clinic.closed.dates();
  prose.say(closed.empty() ? "There are no dates on which it is closed."
                           : fmt::format("It is closed on {}: {}.",
                                         counted(static_cast<std::int64_t>(closed.size()), "date"),
                                         in_words(closed)));
}

void explain_rotas(const model::Model& model, Prose& prose) {
  for (const model::Resource& resource : model.resources)
    explain_resource(resource, model.clinic.open, prose);
}

void explain_place(const model::Model& model, Prose& prose) {
  prose.heading("The clinic");
  explain_hours(model, prose);
  explain_rotas(model, prose);
  prose.heading("Visits");
  for (const model::Visit& visit : model.visits)
    explain_visit(model, visit, prose);
}

}  // namespace sim::report
