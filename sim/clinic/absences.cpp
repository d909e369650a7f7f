#include "sim/clinic/absences.h"

#include <algorithm>
#include <cmath>

#include "sim/base/contract.h"

namespace sim::clinic {
namespace {

// Days from the start of the run, in two of the address's parts.
random::Occasion occasion_of(std::int64_t day) {
  return {static_cast<std::uint16_t>(day >> 16), static_cast<std::uint16_t>(day & 0xffff), 0, 0};
}

}  // namespace

Absences::Absences(const model::Model& model, std::uint64_t seed, std::uint32_t replication)
    : model_(&model), known_until_(model.resources.size(), model.run.start) {
  for (const model::Resource& resource : model.resources) {
    std::vector<Person>& persons = persons_.emplace_back();
    if (!resource.absence) continue;
    const random::Key family = random::family_key(seed, resource.absence->family, replication);
    for (int i = 0; i < resource.staffing.most(); ++i)
      persons.push_back({random::member_key(family, static_cast<std::uint32_t>(i)), Date::min()});
  }
}

void Absences::go_to(ResourceId resource, Date date) {
  const model::Absence& absence = *model_->resources[resource].absence;
  for (Date& day = known_until_[resource.index]; day <= date; day += std::chrono::days{1}) {
    const random::Occasion which = occasion_of((day - model_->run.start).count());
    for (Person& person : persons_[resource.index]) {
      if (day < person.back || !model::happens(absence.chance, person.key, which)) continue;
      const double days = model::draw(absence.lasts, person.key, which) / in_milliseconds(one_day);
      person.back = day + std::chrono::days{std::max(1L, std::lround(std::ceil(days)))};
    }
  }
}

int Absences::absent(ResourceId resource, Date date, int count) {
  std::vector<Person>& persons = persons_[resource.index];
  if (persons.empty()) return 0;
  SIM_EXPECTS(date + std::chrono::days{1} >= known_until_[resource.index]);
  go_to(resource, date);
  return static_cast<int>(
      std::count_if(persons.begin(), persons.begin() + count,
                    [date](const Person& person) { return date < person.back; }));
}

}  // namespace sim::clinic
