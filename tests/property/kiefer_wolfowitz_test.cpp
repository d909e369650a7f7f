// The engine against a loop of a few lines: with several servers and one line, each patient begins
// when both they and the earliest server are there (Kiefer and Wolfowitz, 1955). The loop draws
// from the same addresses, so it must give the same fingerprint, to the last patient.
#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "sim/metrics/fingerprint.h"
#include "tests/support/compiled.h"

namespace sim::tests {
namespace {

std::string clinic_with(int chairs, const std::string& service) {
  return fmt::format(R"(chairtime: 1
name: One line
clinic: {{open: always, resources: {{chairs: {}}}}}
visits: {{service: {{throughout: {{chairs: 1}}, steps: [{{name: serve, takes: {}}}]}}}}
booking: {{mode: walk_in}}
courses: {{once: {{visit: service, infusions: 1}}}}
cohorts: {{everyone: {{referrals: {{exponential: {{mean: {} min}}}}, course: once}}}}
run: {{length: 30 weeks, replications: 1}}
)",
                     chairs, service, 110 / chairs);
}

// What happens to everyone until `end`, in the order of coming.
std::uint64_t by_the_loop(const model::Model& model, std::uint64_t seed, Time end) {
  metrics::Fingerprint fingerprint(model);
  const model::Cohort& cohort = model.cohorts[CohortId{0}];
  const model::Use& use = model.uses[model.courses[cohort.course].use_of(1)];
  const random::Sampler& service = model.visits[use.visit].steps[0].takes;
  const random::Sampler& gap = std::get<model::Gaps>(cohort.referrals).gap;
  const random::Key family = random::family_key(seed, cohort.family, 1);
  std::priority_queue<Time, std::vector<Time>, std::greater<>> servers;  // when each is free
  for (int i = 0; i < model.resources[ResourceId{0}].staffing.most(); ++i) {
    servers.push(Time{model.run.start});
  }
  double clock = 0.0;
  for (std::uint32_t member = 0;; ++member) {
    const random::Key key = random::member_key(family, member);
    const PatientId patient{CohortId{0}, member};
    clock += gap.at(random::uniform(key, cohort.referral_site, {}));
    const Time came = Time{model.run.start} + Duration{std::llround(clock)};
    if (came >= end) return fingerprint.value();
    fingerprint.on(clinic::PatientReferred{came, patient});
    const clinic::Purpose purpose{};
    fingerprint.on(clinic::PatientArrived{came, patient, purpose, use.visit, came});
    const Time begins = std::max(came, servers.top());
    const double takes = service.at(random::uniform(key, use.step_times[0], {0, 1, 0, 0}));
    const Time ends = begins + Duration{std::llround(takes)};
    servers.pop();
    servers.push(ends);
    if (begins >= end) continue;
    fingerprint.on(clinic::CourseStarted{begins, patient, CourseId{0}, came});
    fingerprint.on(clinic::InfusionStarted{begins, patient, CourseId{0}, 1, {}, false, {}});
    fingerprint.on(clinic::StepStarted{begins, patient, purpose, use.visit, 0, begins - came});
    if (ends >= end) continue;
    fingerprint.on(clinic::StepEnded{ends, patient, use.visit, 0});
    fingerprint.on(
        clinic::VisitEnded{ends, patient, purpose, use.visit, ends - came, begins - came});
    clinic::CourseEnded ended{};
    ended.at = ends;
    ended.patient = patient;
    ended.infusions = 1;
    fingerprint.on(ended);
  }
}

TEST(OneLine, has_the_fingerprint_of_a_hand_written_loop) {
  for (const int chairs : {1, 2, 5}) {
    for (const std::string service : {"100 min", "{exponential: {mean: 100 min}}",
                                      "{lognormal: {mean: 100 min, sd: 200 min}}"}) {
      SCOPED_TRACE(fmt::format("{} chairs, {}", chairs, service));
      const model::Model model = compiled(clinic_with(chairs, service));
      metrics::Fingerprint engine(model);
      clinic::Replication run = clinic::simulate(model, 7, 1, engine);
      EXPECT_GT(run.ledger.ended(clinic::CourseEnd::Completed), 2000);
      EXPECT_EQ(engine.value(), by_the_loop(model, 7, run.ended));
    }
  }
}

}  // namespace
}  // namespace sim::tests
