// Finding a slot in a book whose first days are full: half a year of a ketamine clinic, and a year
// of one that never closes and has all the resources a book can hold.
#include <cstdint>
#include <string>

#include <benchmark/benchmark.h>

#include "sim/clinic/book.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace {

using namespace sim;

// Of the first visit, without claims.
constexpr clinic::RequestId visit = clinic::without_claims(VisitId{0});

// The first days, until no start of them fits.
void fill(clinic::Book& book, std::int64_t days) {
  const Date last = book.today() + std::chrono::days{days - 1};
  while (const auto start = book.first_fit(visit, Time{book.today()}, last))
    book.reserve(visit, *start);
}

void first_fit_behind_full_days(benchmark::State& state) {
  const model::Model model = tests::compiled(tests::text_of("scenarios/ketamine_clinic.yaml"));
  clinic::Book book(model, model.run.start);
  fill(book, state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(book.first_fit(visit, Time{book.today()}, book.last_day()));
}

constexpr int days_of_year = 365;

// 365 days of 96 slots: 35,040. Each visit of two hours takes one of each of eight resources, of
// which there are three.
model::Model year_of_eight_resources() {
  model::Model model;
  model.clinic.open = model::WeeklyHours::always();
  model.booking.opens_days = days_of_year - 1;
  model::Visit two_hours;
  for (std::size_t r = 0; r < model::most_resources; ++r) {
    model.resources.add(
        {std::string(1, static_cast<char>('a' + r)), model::Rota(3, model.clinic.open)});
    two_hours.throughout[r] = 1;
  }
  model::Step step;
  step.planned = 2 * one_hour;
  two_hours.steps.push_back(step);
  model.visits.add(two_hours);
  return model;
}

void year_first_fit_behind_full_days(benchmark::State& state) {
  const model::Model model = year_of_eight_resources();
  clinic::Book book(model, model.run.start);
  fill(book, state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(book.first_fit(visit, Time{book.today()}, book.last_day()));
}

void year_reserve_and_release(benchmark::State& state) {
  const model::Model model = year_of_eight_resources();
  clinic::Book book(model, model.run.start);
  const Time start = Time{book.today() + std::chrono::days{180}};
  for (auto _ : state) {
    book.reserve(visit, start);
    book.release(visit, start);
  }
}

// Giving back forgets that the day was full, so that the searches that follow look through it.
void year_refill_of_a_place_given_back(benchmark::State& state) {
  const model::Model model = year_of_eight_resources();
  clinic::Book book(model, model.run.start);
  fill(book, days_of_year);
  const Time start = Time{book.today() + std::chrono::days{180}};
  for (auto _ : state) {
    book.release(visit, start);
    const auto found = book.first_fit(visit, Time{book.today()}, book.last_day());
    book.reserve(visit, *found);
    benchmark::DoNotOptimize(book.first_fit(visit, Time{book.today()}, book.last_day()));
  }
}

BENCHMARK(first_fit_behind_full_days)->Arg(0)->Arg(60)->Arg(170);
BENCHMARK(year_first_fit_behind_full_days)->Arg(0)->Arg(60)->Arg(364);
BENCHMARK(year_reserve_and_release);
BENCHMARK(year_refill_of_a_place_given_back);

}  // namespace
