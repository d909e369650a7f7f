// sim/model/cohort.cpp: how much demand a cohort makes.
#include "sim/model/cohort.h"

namespace sim::model {
namespace {

struct Weekly {
  double operator()(const Poisson& rate) const { return rate.per_week; }
  double operator()(const Gaps& gaps) const { return in_milliseconds(one_week) / gaps.gap.mean(); }
  double operator()(const AtStart& all) const { return all.patients; }
  double operator()(const Listed& list) const { return static_cast<double>(list.at.size()); }
};

}  // namespace

double referrals_a_week(const Referrals& referrals) { return std::visit(Weekly{}, referrals); }

}  // namespace sim::model
