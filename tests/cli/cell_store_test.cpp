// tests/cli/cell_store_test.cpp: what is kept in an SQLite file comes back to the last bit.
#include "tools/cli/cell_store.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tools/cli/folder_trouble.h"

namespace cli {
namespace {

using sim::experiment::Cell;
using sim::experiment::Measured;
using sim::tests::written;
using testing::HasSubstr;

std::string new_file() { return written("some.txt", "") + ".sqlite"; }

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

void expect_same(const std::optional<Measured>& found, const Measured& kept) {
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->fingerprint, kept.fingerprint);
  EXPECT_EQ(found->events, kept.events);
  ASSERT_EQ(found->row.size(), kept.row.size());
  for (std::size_t i = 0; i < kept.row.size(); ++i) {
    EXPECT_TRUE(same_bits(found->row[i].numerator, kept.row[i].numerator)) << i;
    EXPECT_TRUE(same_bits(found->row[i].denominator, kept.row[i].denominator)) << i;
  }
}

using Limits = std::numeric_limits<double>;

// A fingerprint is any 64 bits; SQLite's whole numbers have a sign.
const Measured awkward = {{{0.1, 1.0 / 3.0},
                           {-0.0, 0.0},
                           {Limits::max(), Limits::lowest()},
                           {Limits::denorm_min(), Limits::min()},
                           {std::nextafter(1.0, 2.0), 1e300}},
                          0xfedcba9876543210,
                          1'000'000'007};

TEST(CellStore, GivesBackWhatItKeepsToTheLastBit) {
  CellStore store(new_file());
  store.keep({"a=1", 1}, awkward);
  expect_same(store.find({"a=1", 1}), awkward);
  const Measured all_ones = {{{1.0, 1.0}}, std::numeric_limits<std::uint64_t>::max(), 0};
  store.keep({"a=1", 4'000'000'000}, all_ones);
  expect_same(store.find({"a=1", 4'000'000'000}), all_ones);
}

TEST(CellStore, TellsCellsApartByScenarioAndReplication) {
  CellStore store(new_file());
  for (const char* scenario : {"", "a=1", "a=1, b=größer", "a='; DROP TABLE cells; --"}) {
    EXPECT_FALSE(store.find({scenario, 1}).has_value());
    for (std::uint32_t replication = 1; replication <= 3; ++replication)
      store.keep({scenario, replication}, {{{1.0, 2.0}}, std::strlen(scenario), replication});
  }
  for (const char* scenario : {"", "a=1", "a=1, b=größer", "a='; DROP TABLE cells; --"}) {
    for (std::uint32_t replication = 1; replication <= 3; ++replication)
      expect_same(store.find({scenario, replication}),
                  {{{1.0, 2.0}}, std::strlen(scenario), replication});
    EXPECT_FALSE(store.find({scenario, 4}).has_value());
  }
}

TEST(CellStore, KeepsBeyondItsOwnLife) {
  const std::string file = new_file();
  CellStore(file).keep({"a=1", 1}, awkward);
  CellStore again(file);
  expect_same(again.find({"a=1", 1}), awkward);
}

TEST(CellStore, MayBeAskedByManyThreads) {
  CellStore store(new_file());
  std::vector<std::thread> threads;
  for (std::uint32_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::uint32_t i = 0; i < 50; ++i) {
        store.keep({"a=1", 1 + 4 * i + thread}, {{{static_cast<double>(i), 1.0}}, i, thread});
        EXPECT_TRUE(store.find({"a=1", 1 + 4 * i + thread}).has_value());
      }
    });
  }
  for (std::thread& each : threads)
    each.join();
  for (std::uint32_t replication = 1; replication <= 200; ++replication)
    EXPECT_TRUE(store.find({"a=1", replication}).has_value()) << replication;
}

std::string trouble_with(const std::string& file) {
  try {
    const CellStore store(file);
  } catch (const FolderTrouble& trouble) {
    return trouble.what();
  }
  return "none";
}

TEST(CellStore, SaysWhichFileIsNoDatabase) {
  const std::string file = written("cells.sqlite", std::string(2000, 'x'));
  EXPECT_EQ(trouble_with(file), "cannot use " + file + ": file is not a database");
}

TEST(CellStore, SaysWhichFileCannotBeOpened) {
  const std::string file = written("some.txt", "") + "/cells.sqlite";
  EXPECT_THAT(trouble_with(file), HasSubstr("cannot use " + file + ": unable to open"));
}

}  // namespace
}  // namespace cli
