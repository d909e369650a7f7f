// Whole replications: the clinic that nobody watches, and with the collector of all metrics.
#include <benchmark/benchmark.h>

#include "sim/clinic/replication.h"
#include "sim/experiment/replicate.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace {

using namespace sim;

void unwatched(benchmark::State& state, const char* path) {
  const model::Model model = tests::compiled(tests::text_of(path));
  clinic::Nobody nobody;
  std::uint64_t events = 0;
  std::uint32_t number = 0;
  for (auto _ : state)
    events += clinic::simulate(model, 1, ++number, nobody).events;
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}

void measured(benchmark::State& state, const char* path) {
  model::Model model = tests::compiled(tests::text_of(path));
  model.run.replications = 1;
  std::uint64_t events = 0;
  for (auto _ : state) {
    ++model.run.seed;
    events += experiment::replicate(model, {}).events;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}

BENCHMARK_CAPTURE(unwatched, one_chair, "scenarios/teaching/one_chair.yaml");
BENCHMARK_CAPTURE(measured, one_chair, "scenarios/teaching/one_chair.yaml");
BENCHMARK_CAPTURE(unwatched, ketamine_clinic, "scenarios/ketamine_clinic.yaml");
BENCHMARK_CAPTURE(measured, ketamine_clinic, "scenarios/ketamine_clinic.yaml");

}  // namespace
