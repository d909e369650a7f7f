// sim/random/draw.h: random numbers that have addresses.
//
// A draw is named by what it is for, not by when it is asked for: the length of patient 17's third
// infusion in replication 5 is one fixed number, whatever happened before, however many chairs
// there are, on whichever thread. Scenarios that share a seed therefore meet the same patients
// (common random numbers), and a draw added to the model moves no other draw.
//
//   const Key cohort = family_key(seed, hash64("depression"), replication);
//   const Key patient = member_key(cohort, 17);
//   const double u = uniform(patient, hash64("course/induction/drop_out"), {.number = 3});
//
// The generator is a keyed tree of SplitMix64 finalisers (Steele, Lea and Flood, OOPSLA 2014). Each
// level is a bijection of the part below it, so two members of a family never share a key, and two
// occasions of one quantity never share the 64 bits of which a number keeps 52.
//
// Tested once with dieharder 3.31.1 (Brown 2003, option -Y 1), on the top 32 bits of uniform()
// along four walks, with everything else in the address fixed: over members (all its tests, of
// the lagged sums those up to 23), over occasions (all that dieharder calls good, some of their
// lags and sizes), over sites hash64("s/0"), hash64("s/1"), ... and over replications (20 kinds
// of test each). Of 543 results none failed; 14, 12 of them of the serial and permutation tests,
// were "weak" (p beyond 0.005 or 0.995; 5 would be expected if they did not depend on each
// other), and all 14 passed when the walk went on. TestU01 was not to be had from Debian's main
// section and has not been run.
#pragma once

#include <cstdint>
#include <string_view>

namespace sim::random {

using Key = std::uint64_t;

// 2^64 divided by the golden ratio, made odd: multiples of it are spread evenly and never repeat.
constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;

// A bijection of 64-bit words that sends words which differ in one bit to words that differ in
// about half of theirs.
constexpr std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

// The part of an address that is a name: FNV-1a (Fowler, Noll and Vo), and then mix(), because
// FNV-1a alone leaves names that differ in their last letter close to each other.
constexpr std::uint64_t hash64(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : name)
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  return mix(hash);
}

// Who draws: member `member` of the family (a cohort, mostly) whose name hashes to `family`.
constexpr Key family_key(std::uint64_t seed, std::uint64_t family, std::uint64_t replication) {
  return mix(mix(mix(seed + golden) ^ family) + replication * golden);
}
constexpr Key member_key(Key family, std::uint64_t member) { return mix(family + member * golden); }

// Which time: the patient's run of the course, the infusion in it, the attempt at it, and the lane
// of a quantity that needs more than one number. Whoever counts refuses to count past 65,535:
// a wrapped count would repeat an address.
struct Occasion {
  std::uint16_t run = 0;
  std::uint16_t number = 0;
  std::uint16_t attempt = 0;
  std::uint16_t lane = 0;

  constexpr std::uint64_t packed() const {
    return std::uint64_t{run} << 48 | std::uint64_t{number} << 32 | std::uint64_t{attempt} << 16 |
           lane;
  }
};

// The number behind this address, strictly between 0 and 1, with 52 random bits. (With 53, the
// largest would round to 1.) `site` is the hash of the quantity's canonical name, as in
// "course/induction/drop_out".
constexpr double uniform(Key who, std::uint64_t site, Occasion which) {
  const std::uint64_t bits = mix(mix(who ^ site) + which.packed() * golden);
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

}  // namespace sim::random
