// One more chair lengthens nobody's wait: same patients, same draws, over random scenarios that are
// walk-in, always open, single-visit and of one pool, where nobody gives up. (With returns or two
// pools it can: Graham, 1969.)
#include <cstdint>
#include <map>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "tests/support/compiled.h"
#include "tests/support/random_scenario.h"

namespace sim::tests {
namespace {

std::string single_visit_clinic(std::uint64_t seed) {
  Chooser choose(seed);
  const int chairs = choose.between(1, 5);
  const std::string service = choose.one_of(
      {"{exponential: {mean: 100 min}}", "{gamma: {mean: 100 min, sd: 60 min}}", "100 min",
       "{uniform: [20 min, 180 min]}", "{lognormal: {mean: 100 min, sd: 150 min}}",
       "{discrete: {10 min: 50 %, 190 min: 50 %}}"});
  const int gap = 100 * 100 / (chairs * choose.between(60, 98));  // minutes, by utilisation
  const std::string referrals = choose.one_of(
      {fmt::format("{{exponential: {{mean: {} min}}}}", gap), fmt::format("{{every: {} min}}", gap),
       fmt::format("{{gamma: {{mean: {} min, sd: {} min}}}}", gap, 2 * gap)});
  return fmt::format(R"(chairtime: 1
name: Single visits
clinic: {{open: always, resources: {{chairs: {}}}}}
visits: {{service: {{throughout: {{chairs: 1}}, steps: [{{name: serve, takes: {}}}]}}}}
booking: {{mode: walk_in}}
courses: {{once: {{visit: service, infusions: 1}}}}
cohorts: {{everyone: {{referrals: {}, course: once}}}}
run: {{length: 2 weeks, replications: 1}}
)",
                     chairs, service, referrals);
}

// By patient, how long they waited. Those still waiting at the end have no entry.
struct Waits {
  std::map<std::uint32_t, Duration> by_member;
  void on(const clinic::StepStarted& seen) { by_member[seen.patient.member] = seen.waited; }
};
static_assert(clinic::Hears<Waits, clinic::StepStarted>);

TEST(OneMoreChair, lengthens_nobodys_wait) {
  std::size_t patients = 0;
  std::size_t shortened = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(single_visit_clinic(seed));
    const std::string yaml = single_visit_clinic(seed);
    const model::Model model = compiled(yaml);
    const int chairs = model.resources[ResourceId{0}].staffing.most();
    const model::Model larger =
        compiled(yaml, {fmt::format("clinic.resources.chairs={}", chairs + 1)});
    Waits before;
    Waits after;
    clinic::simulate(model, seed, 1, before);
    clinic::simulate(larger, seed, 1, after);
    for (const auto& [member, waited] : before.by_member) {
      ASSERT_EQ(after.by_member.count(member), 1U) << "patient " << member;
      ASSERT_LE(after.by_member.at(member), waited) << "patient " << member;
      ++patients;
      if (after.by_member.at(member) < waited) ++shortened;
    }
  }
  EXPECT_GT(patients, 10'000U);
  EXPECT_GT(shortened, patients / 10);  // the comparison is not between idle clinics
}

}  // namespace
}  // namespace sim::tests
