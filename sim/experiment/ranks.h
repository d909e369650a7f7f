// sim/experiment/ranks.h: other processes that run the same command, and share its replications.
//
// Every rank reads the same scenario, does its part of the replications and is told the others', so
// all of them know the same and come to the same decisions; only what is printed is one's own.
#pragma once

#include <string>
#include <vector>

namespace sim::experiment {

class Ranks {
 public:
  Ranks() = default;
  Ranks(const Ranks&) = delete;
  Ranks(Ranks&&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  Ranks& operator=(Ranks&&) = delete;
  virtual ~Ranks() = default;

  virtual int count() const = 0;
  virtual int own() const = 0;  // from 0

  // What each of them brings, by rank: every rank calls it, and it returns when all have.
  virtual std::vector<std::string> exchange(const std::string& own) = 0;
};

}  // namespace sim::experiment
