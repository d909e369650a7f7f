// sim/report/explain_economics.cpp: what visits bring in, and what the clinic costs whoever comes.
#include <cmath>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/model/load.h"
#include "sim/report/explain_parts.h"

namespace sim::report {
namespace {

std::string a_week(double amount) { return with_commas(std::llround(amount)) + " a week"; }

void explain_visit_money(const model::Model& model, VisitId visit, Prose& prose) {
  const std::optional<double> price = model.economics->price[visit];
  const std::optional<double> consumables = model.economics->per_visit[visit];
  std::vector<std::string> parts;
  if (price) parts.push_back(fmt::format("brings in {}", format_number(*price)));
  if (consumables) parts.push_back(fmt::format("uses up {}", format_number(*consumables)));
  if (!parts.empty())
    prose.say(fmt::format("{}: a visit {}.", model.visits[visit].name, listed(parts)));
}

void explain_resource_money(const model::Model& model, ResourceId id, Prose& prose) {
  const std::optional<double> per_hour = model.economics->per_staffed_hour[id];
  if (!per_hour) return;
  const model::Resource& resource = model.resources[id];
  std::string text =
      fmt::format("{}: {} for a staffed hour of each, {}", resource.name, format_number(*per_hour),
                  a_week(*per_hour * model::staffed_hours(model, id)));
  if (resource.staffing.rotas().periods().size() > 1) text += " on " + format_date(model.run.start);
  prose.say(text + ".");
}

int days_open_a_week(const model::Model& model) {
  const Date monday = monday_of(model.run.start);
  int days = 0;
  for (int day = 0; day < 7; ++day)
    days += openings_on(monday + std::chrono::days{day}, model.clinic.open, {}).empty() ? 0 : 1;
  return days;
}

}  // namespace

void explain_economics(const model::Model& model, Prose& prose) {
  if (!model.economics) return;
  const model::Economics& economics = *model.economics;
  prose.heading("Money");
  prose.say(
      fmt::format("Amounts are in {}. Visits count when they end. Hours worked beyond a shift "
                  "cost nothing.",
                  economics.currency));
  for (const VisitId visit : ids<VisitId>(model.visits))
    explain_visit_money(model, visit, prose);
  for (const ResourceId resource : ids<ResourceId>(model.resources))
    explain_resource_money(model, resource, prose);
  if (economics.per_day_open) {
    prose.say(fmt::format("Each day open: {}, {}.", format_number(*economics.per_day_open),
                          a_week(*economics.per_day_open * days_open_a_week(model))));
  }
  if (!economics.earns()) prose.say("No visit has a price: there is neither revenue nor margin.");
  if (!economics.costs()) prose.say("Nothing has a cost: there is neither cost nor margin.");
}

}  // namespace sim::report
