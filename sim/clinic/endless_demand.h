// sim/clinic/endless_demand.h: who comes next where demand never runs out.
//
// Always the same number waits, from referral to first infusion: enough that wherever they wait
// longest the list does not run dry from one day to the next. Cohorts come in proportion to their
// rates.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/model/model.h"

namespace sim::clinic {

class EndlessDemand {
 public:
  explicit EndlessDemand(const model::Model& model) : members_(model.cohorts.size(), 0) {
    for (const model::Cohort& cohort : model.cohorts)
      weekly_.push_back(model::referrals_a_week(cohort.referrals));
    int most = 0;
    for (const model::Resource& resource : model.resources)
      most = std::max(most, resource.staffing.most());
    list_ = 40 + 10 * most;
  }

  bool wants_more(std::int64_t waiting) const { return waiting < list_; }

  // The next member of the cohort that is furthest behind its share.
  PatientId next() {
    std::uint32_t furthest = 0;
    double least = HUGE_VAL;
    for (std::uint32_t i = 0; i < weekly_.size(); ++i) {
      const double share = (members_[i] + 1.0) / weekly_[i];
      if (weekly_[i] <= 0.0 || share >= least) continue;
      least = share;
      furthest = i;
    }
    return {CohortId{furthest}, members_[furthest]++};
  }

 private:
  std::vector<double> weekly_;          // by cohort: referrals
  std::vector<std::uint32_t> members_;  // by cohort: that came so far
  std::int64_t list_ = 0;
};

}  // namespace sim::clinic
