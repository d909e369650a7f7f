// sim/config/resolve_reserve.cpp: what the book keeps for some patients, and whether it can.
#include <algorithm>

#include "sim/base/text.h"
#include "sim/config/resolving.h"

namespace sim::config {
namespace {

using model::Reserve;

// An entry of the list that could be read.
struct Kept {
  const ReserveDraft* draft;
  Reserve what;
};

template <class IdType, class T>
std::optional<IdType> position(const Given<Named<T>>& section, const std::string& name) {
  const auto there = section->find(name);
  if (there == section->end()) return {};
  return IdType{static_cast<std::uint32_t>(std::distance(section->begin(), there))};
}

// Whom the entry is for; false, and an error, where that cannot be made out.
bool resolve_whom(Resolving& on, const Given<std::string>& whom, Reserve& into) {
  const Draft& draft = on.draft;
  into.cohort = position<CohortId>(draft.cohorts, *whom);
  into.course = position<CourseId>(draft.courses, *whom);
  into.visit = position<VisitId>(draft.visits, *whom);
  std::vector<std::string> meant;
  if (into.cohort) meant.emplace_back("cohort");
  if (into.course) meant.emplace_back("course");
  if (into.visit) meant.emplace_back("visit");
  if (meant.size() > 1) {
    on.error(whom.place,
             fmt::format("there is a {} called \"{}\"", fmt::join(meant, " and a "), *whom),
             "give one of them another name, so that it is clear for whom something is kept");
  } else if (meant.empty() && draft.cohorts && draft.courses && draft.visits) {
    std::vector<std::string> names;
    const auto add = [&](const auto& section) {
      for (const auto& [name, value] : section)
        names.push_back(name);
    };
    add(*draft.cohorts);
    add(*draft.courses);
    add(*draft.visits);
    const auto near = did_you_mean(*whom, names);
    on.error(whom.place,
             fmt::format("there is no cohort, course or visit \"{}\"{}", *whom,
                         near ? fmt::format(", did you mean \"{}\"?", *near) : ""),
             near ? "" : fmt::format("there is {}", fmt::join(names, ", ")));
  }
  return meant.size() == 1;
}

void check_count(Resolving& on, const Given<int>& count, const model::Resource& resource) {
  if (*count <= resource.staffing.most()) return;
  on.error(count.place, fmt::format("keeps {}, and there are never more than {} {}", *count,
                                    resource.staffing.most(), resource.name));
}

// Nothing where an entry makes no sense by itself, which has been reported.
std::optional<Reserve> reserve_of(Resolving& on, const ReserveDraft& draft) {
  Reserve reserve;
  const auto resource =
      look_up<ResourceId>(on, draft.resource, on.draft.clinic->resources, "resource");
  const bool whom_is_known = draft.whom && resolve_whom(on, draft.whom, reserve);
  const model::WeeklyHours& open = on.model.clinic.open;
  reserve.on = draft.on ? intersection(*draft.on, open) : open;
  if (resource && draft.count && on.sound_resources.contains(resource->index))
    check_count(on, draft.count, on.model.resources[*resource]);
  if (draft.on && on.clinic_is_sound && reserve.on.empty()) {
    on.error(draft.on.place, "the clinic is never open then",
             "compare the hours with the clinic's");
  }
  if (!resource || resource->index >= model::most_resources || !whom_is_known || !draft.count ||
      draft.on.broken() || draft.until_days.broken()) {
    return {};
  }
  reserve.resource = *resource;
  reserve.count = *draft.count;
  reserve.until_days = value_or_nothing(draft.until_days);
  return reserve;
}

// How many the first entries up to this one keep of its resource at a moment of the week.
int kept_at(Duration since_monday, const std::vector<Kept>& all, std::size_t last) {
  int sum = 0;
  for (std::size_t i = 0; i <= last; ++i) {
    const Reserve& each = all[i].what;
    if (each.resource == all[last].what.resource && each.on.contains(since_monday))
      sum += each.count;
  }
  return sum;
}

// At no moment may more be kept than there ever is. The most are kept where some entry begins.
void check_sum(Resolving& on, const std::vector<Kept>& all, std::size_t last) {
  const Reserve& reserve = all[last].what;
  const model::Resource& resource = on.model.resources[reserve.resource];
  int most = 0;
  for (std::size_t i = 0; i <= last; ++i) {
    for (const model::Interval& each : all[i].what.on.intervals())
      if (reserve.on.contains(each.from)) most = std::max(most, kept_at(each.from, all, last));
  }
  if (most <= resource.staffing.most() || reserve.count > resource.staffing.most()) return;
  on.error(all[last].draft->count.place,
           fmt::format("with the entries before it keeps {}, and there are never more than {} {}",
                       most, resource.staffing.most(), resource.name));
}

// --- who could claim it

// What the patients of a cohort come for: screening, the infusions of a course, or another part of
// their plan.
struct PatientVisit {
  CohortId cohort;
  std::optional<CourseId> course;
  VisitId visit;
};

std::vector<PatientVisit> patient_visits(const Resolving& on) {
  const model::Model& model = on.model;
  std::vector<PatientVisit> all;
  const auto add = [&](CohortId cohort, std::optional<CourseId> course, UseId use) {
    all.push_back({cohort, course, model.uses[use].visit});
  };
  for (const CohortId id : ids(model.cohorts)) {
    const model::Cohort& cohort = model.cohorts[id];
    if (cohort.screening && cohort.screening->use) add(id, std::nullopt, *cohort.screening->use);
    for (const CourseId course : on.courses_of.at(id.index)) {
      for (const UseId use : model.courses[course].uses)
        add(id, course, use);
    }
    for (const model::PlanPart& part : cohort.with)
      if (part.use) add(id, std::nullopt, *part.use);
  }
  return all;
}

bool is_kept_for(const Reserve& reserve, const PatientVisit& who) {
  if (reserve.cohort) return *reserve.cohort == who.cohort;
  if (reserve.course) return reserve.course == who.course;
  return *reserve.visit == who.visit;
}

// The book must know from which of two carve-outs a visit takes.
void check_claims(Resolving& on, const std::vector<Kept>& all, std::size_t last) {
  const Reserve& reserve = all[last].what;
  for (std::size_t i = 0; i < last; ++i) {
    const Reserve& other = all[i].what;
    if (other.resource != reserve.resource || intersection(other.on, reserve.on).empty()) continue;
    for (const PatientVisit& who : patient_visits(on)) {
      if (!is_kept_for(reserve, who) || !is_kept_for(other, who)) continue;
      on.error(all[last].draft->whom.place,
               fmt::format("a visit of cohort \"{}\" could take {} from here and from those kept "
                           "for \"{}\" at the same hours",
                           on.model.cohorts[who.cohort].name,
                           on.model.resources[reserve.resource].name, *all[i].draft->whom),
               "keep them at hours that do not overlap, or for patients who are never the same");
      return;
    }
  }
}

bool needs(const model::Visit& visit, ResourceId resource) {
  return visit.throughout[resource.index] > 0 ||
         std::any_of(visit.steps.begin(), visit.steps.end(),
                     [&](const model::Step& step) { return step.needs[resource.index] > 0; });
}

void warn_of_no_effect(Resolving& on, const Kept& kept) {
  const Reserve& reserve = kept.what;
  const model::Booking& booking = on.model.booking;
  const std::string& name = on.model.resources[reserve.resource].name;
  if ((booking.checks >> reserve.resource.index & 1U) == 0) {
    on.warning(kept.draft->resource.place,
               fmt::format("has no effect, because the book does not look at {}", name),
               fmt::format("add {} to checks", name));
  }
  if (reserve.until_days >= booking.opens_days) {
    on.warning(kept.draft->until_days.place,
               fmt::format("is no shorter than the {} days that the book reaches ahead, so that "
                           "nothing is ever kept",
                           booking.opens_days));
  }
  const std::vector<PatientVisit> all = patient_visits(on);
  if (std::none_of(all.begin(), all.end(), [&](const PatientVisit& who) {
        return is_kept_for(reserve, who) && needs(on.model.visits[who.visit], reserve.resource);
      })) {
    on.warning(kept.draft->whom.place,
               fmt::format("no visit of those for whom {} are kept needs any", name));
  }
}

// Who comes for what is known only where all else is right.
void check_patients(Resolving& on, const std::vector<Kept>& all) {
  if (on.found.any_errors()) return;
  for (std::size_t i = 0; i < all.size(); ++i)
    check_claims(on, all, i);
  if (on.found.any_errors() || on.model.booking.mode != model::BookingMode::Appointments) return;
  for (const Kept& kept : all)
    warn_of_no_effect(on, kept);
}

}  // namespace

void resolve_reserves(Resolving& on) {
  if (!on.draft.booking || !on.draft.booking->reserve) return;
  const Given<List<ReserveDraft>>& drafts = on.draft.booking->reserve;
  if (drafts->size() > model::most_reserves) {
    on.error(drafts.place, fmt::format("there are {} entries, at most {} are possible",
                                       drafts->size(), model::most_reserves));
  }
  std::vector<Kept> all;
  for (const Given<ReserveDraft>& draft : *drafts) {
    if (!draft) continue;
    if (const auto reserve = reserve_of(on, *draft)) all.push_back({&*draft, *reserve});
  }
  for (std::size_t i = 0; i < all.size() && on.clinic_is_sound; ++i)
    check_sum(on, all, i);
  check_patients(on, all);
  for (Kept& kept : all)
    on.model.booking.reserves.push_back(std::move(kept.what));
}

}  // namespace sim::config
