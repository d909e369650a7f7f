// sim/config/resolve_cohort.cpp: cohorts, how they come, and their screening.
#include "sim/config/cohorts.h"
#include "sim/config/referrals.h"

namespace sim::config {
namespace {

model::Screening screening_of(Resolving& on, const ScreeningDraft& draft) {
  model::Screening screening;
  screening.site = on.sites.of("screening/excluded");
  if (const auto visit = look_up<VisitId>(on, draft.visit, on.draft.visits, "visit"))
    screening.use = use_of(on, "screening", *visit);
  if (!draft.excluded) return screening;
  double sum = 0.0;
  for (const auto& [reason, share] : *draft.excluded) {
    screening.excluded.push_back({reason, value_or_nothing(share)});
    sum += screening.excluded.back().share;
  }
  constexpr double rounding = 1e-9;
  if (sum > 1.0 + rounding) {
    on.error(draft.excluded.place,
             fmt::format("the shares add up to {:.10g} %, more than 100 %", sum * 100.0));
  }
  return screening;
}

model::Cohort cohort_of(Resolving& on, const std::string& name, const CohortDraft& draft) {
  model::Cohort cohort;
  cohort.name = name;
  cohort.label = draft.label ? *draft.label : name;
  cohort.family = on.families.of(name);
  cohort.referral_hours = draft.referral_hours ? *draft.referral_hours : on.model.clinic.open;
  cohort.referrals = resolve_referrals(on, draft.referrals, cohort.referral_hours);
  cohort.referral_site = on.sites.of("referral");
  if (draft.screening) cohort.screening = screening_of(on, *draft.screening);
  if (draft.waits_at_most)
    cohort.patience =
        model::Quantity{random::Sampler(*draft.waits_at_most), on.sites.of("patience")};
  if (draft.priority) cohort.priority = *draft.priority;
  resolve_at_start(on, resolve_treatment(on, draft, cohort));
  return cohort;
}

}  // namespace

void resolve_cohorts(Resolving& on) {
  if (!on.draft.cohorts) return;
  if (on.draft.cohorts->empty())
    on.error(on.draft.cohorts.place, "there are no cohorts, so nobody is ever referred");
  for (const auto& [name, draft] : *on.draft.cohorts) {
    check_name(on, name, at_key(draft.place));
    if (draft) {
      on.model.cohorts.add(cohort_of(on, name, *draft));
    } else {
      on.model.cohorts.add({});
    }
  }
  check_whose_rows(on);
}

}  // namespace sim::config
