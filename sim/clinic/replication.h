// sim/clinic/replication.h: a replication is a function of (model, seed, number).
#pragma once

#include <cstdint>

#include "sim/clinic/clinic.h"
#include "sim/clinic/ledger.h"
#include "sim/model/model.h"

namespace sim::clinic {

struct Replication {
  Time measured_from;
  Time ended;
  std::uint64_t events = 0;  // handled, stale ones included
  Ledger ledger;
};

// Simulates the model once and announces what happens to the observer. The same arguments give the
// same observations, whoever listens and on whatever thread. Throws BrokenPromise where the
// simulator contradicts itself, the ledger at the end included.
template <class Observer>
Replication simulate(const model::Model& model, std::uint64_t seed, std::uint32_t number,
                     Observer& observer) {
  Clinic<Observer> clinic(model, seed, number, observer);
  Replication replication;
  replication.measured_from = Time{model.run.start} + model.run.warm_up;
  clinic.run_until(replication.measured_from);
  clinic.start_measuring();
  if (model.run.length) {
    clinic.run_until(replication.measured_from + *model.run.length);
  } else {
    clinic.run_until_empty();
  }
  clinic.finish();
  replication.ended = clinic.now();
  replication.events = clinic.events();
  replication.ledger = clinic.ledger();
  return replication;
}

}  // namespace sim::clinic
