// Finding a slot in a book that is open for half a year: the first days full, then one that is not.
#include <benchmark/benchmark.h>

#include "sim/clinic/book.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace {

using namespace sim;

void first_fit_behind_full_days(benchmark::State& state) {
  const model::Model model = tests::compiled(tests::text_of("scenarios/ketamine_clinic.yaml"));
  const Date today = model.run.start;
  clinic::Book book(model, today);
  const clinic::RequestId visit = clinic::without_claims(VisitId{0});
  const Date last_full = today + std::chrono::days{state.range(0)};
  while (const auto start = book.first_fit(visit, Time{today}, last_full)) {
    book.reserve(visit, *start);
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(book.first_fit(visit, Time{today}, book.last_day()));
}

BENCHMARK(first_fit_behind_full_days)->Arg(0)->Arg(60)->Arg(170);

}  // namespace
