// tests/unit/config/economics_test.cpp: prices and costs, as the model has them.
#include <gmock/gmock.h>

#include "tests/support/compiled.h"

namespace sim::config {
namespace {

using model::Economics;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::compiled;

const std::string clinic = R"(chairtime: 1
clinic: {open: {mon-fri: 08:00-17:00}, resources: {chairs: 4, nurses: 2, prescribers: 1}}
visits:
  talk: {steps: [{name: talk, takes: 50 min, needs: {prescribers: 1}}]}
  infusion: {steps: [{name: infuse, takes: 40 min, needs: {chairs: 1, nurses: 1/3}}]}
courses:
  induction: {visit: infusion, infusions: 6, every: 3.5 days}
cohorts:
  a: {referrals: 4 / week, course: induction, screening: {visit: talk}}
run: {warm_up: 12 weeks}
)";

const std::string money = R"(economics:
  currency: EUR
  price: {talk: 120, infusion: 450.50}
  cost:
    per_visit: {infusion: {value: 90, source: "a catalogue", range: [80, 110]}}
    per_staffed_hour: {prescribers: 110, nurses: 0}
    per_day_open: 400
)";

constexpr VisitId infusion{0};
constexpr VisitId talk{1};

Economics economics(const std::string& section, const std::vector<std::string>& overrides = {}) {
  return compiled(clinic + section, overrides).economics.value();
}

struct Said {
  std::string message;
  std::string hint;
};

std::vector<Said> said(const std::string& section, const std::vector<std::string>& overrides = {}) {
  Diagnostics found;
  compile(clinic + section, "test.yaml", overrides, found);
  std::vector<Said> all;
  for (const Diagnostic& each : found.all())
    all.push_back({each.path + ": " + each.message, each.hint});
  return all;
}

void expect_said(const std::string& change, const std::string& message, const std::string& hint) {
  const std::vector<Said> all = said(money, {change});
  ASSERT_EQ(all.size(), 1U) << change;
  EXPECT_EQ(all[0].message, message);
  EXPECT_EQ(all[0].hint, hint);
}

TEST(Economics, AreThereOnlyWhereTheyAreWritten) {
  EXPECT_FALSE(compiled(clinic).economics);
  EXPECT_TRUE(compiled(clinic + money).economics);
}

TEST(Economics, HaveAnAmountForEachVisitAndResourceThatIsNamed) {
  const Economics all = economics(money);
  EXPECT_EQ(all.currency, "EUR");
  EXPECT_EQ(all.price[infusion], 450.50);
  EXPECT_EQ(all.price[talk], 120.0);
  EXPECT_EQ(all.per_visit[infusion], 90.0);
  EXPECT_EQ(all.per_visit[talk], std::nullopt);
  EXPECT_THAT(std::vector(all.per_staffed_hour.begin(), all.per_staffed_hour.end()),
              ElementsAre(std::nullopt, 0.0, 110.0));
  EXPECT_EQ(all.per_day_open, 400.0);
}

TEST(Economics, OfPricesAloneKnowNoCostAndTheOtherWayRound) {
  const Economics prices = economics("economics: {price: {talk: 120}}\n");
  EXPECT_EQ(prices.currency, "units of money");
  EXPECT_TRUE(prices.earns());
  EXPECT_FALSE(prices.costs());
  EXPECT_EQ(prices.per_staffed_hour.size(), 3U);
  const Economics costs = economics("economics: {cost: {per_staffed_hour: {nurses: 38}}}\n");
  EXPECT_FALSE(costs.earns());
  EXPECT_TRUE(costs.costs());
  EXPECT_FALSE(costs.per_day_open);
}

TEST(Economics, CanBeScaledAndSetByPath) {
  EXPECT_EQ(economics(money, {"economics.price.infusion=x 2"}).price[infusion], 901.0);
  EXPECT_EQ(economics(money, {"economics.price.talk=0"}).price[talk], 0.0);
  EXPECT_EQ(economics("", {"economics.cost.per_day_open=250"}).per_day_open, 250.0);
}

TEST(Economics, SayWhereTheirNumbersCameFrom) {
  const model::Model model = compiled(clinic + money);
  const auto is = [](const std::string& path) {
    return testing::Field(&model::Provenance::path, path);
  };
  EXPECT_THAT(model.provenance, Contains(is("economics.price.talk")));
  EXPECT_THAT(model.provenance, Contains(is("economics.cost.per_day_open")));
  for (const model::Provenance& each : model.provenance) {
    if (each.path != "economics.cost.per_visit.infusion") continue;
    EXPECT_EQ(each.source, "a catalogue");
    EXPECT_EQ(each.low + " to " + each.high, "80 to 110");
  }
}

TEST(AnAmountOfMoney, IsABareNumber) {
  expect_said("economics.price.infusion=450 EUR",
              R"(economics.price.infusion: expected an amount of money, found "450 EUR")",
              R"(write 450 alone; the key "currency" says of what)");
  expect_said("economics.price.infusion=$450.50",
              R"(economics.price.infusion: expected an amount of money, found "$450.50")",
              R"(write 450.50 alone; the key "currency" says of what)");
  expect_said("economics.cost.per_day_open=many",
              R"(economics.cost.per_day_open: expected an amount of money, found "many")",
              "write a bare number, as in 450 or 450.50");
  expect_said("economics.cost.per_day_open='1,200'",
              R"(economics.cost.per_day_open: expected an amount of money, found "1,200")",
              "write a bare number, as in 450 or 450.50");
}

TEST(AnAmountOfMoney, IsNeitherNegativeNorWithoutLimit) {
  expect_said("economics.price.infusion=-5", "economics.price.infusion: must be at least 0, is -5",
              "");
  expect_said("economics.price.infusion=2e12",
              "economics.price.infusion: must be at most 1000000000000, is 2e12", "");
  expect_said("economics.price.infusion=1e999",
              R"(economics.price.infusion: expected an amount of money, found "1e999")",
              "write a bare number, as in 450 or 450.50");
}

TEST(AnAmountOfMoney, IsOfAVisitOrAResourceThatIsThere) {
  expect_said("economics.price.infusoin=5",
              R"(economics.price.infusoin: there is no visit "infusoin", did you mean "infusion"?)",
              "");
  expect_said("economics.cost.per_staffed_hour.porters=20",
              R"(economics.cost.per_staffed_hour.porters: there is no resource "porters")",
              "there is chairs, nurses, prescribers");
}

TEST(Economics, WithoutAnythingInThemAreAMistake) {
  for (const char* empty :
       {"economics: {}\n", "economics: {currency: EUR}\n", "economics: {price: {}, cost: {}}\n"}) {
    const std::vector<Said> all = said(empty);
    ASSERT_EQ(all.size(), 1U) << empty;
    EXPECT_EQ(all[0].message, "economics: there is neither a price nor a cost in it");
    EXPECT_EQ(all[0].hint,
              "write price: {infusion: 450} or cost: {per_day_open: 400}, or take the section "
              "away");
  }
}

TEST(AMistakeInEconomics, DoesNotCauseOthers) {
  EXPECT_EQ(said("economics: {price: 450}\n").size(), 1U);
  EXPECT_EQ(said("economics: {price: {infusion: many}}\n").size(), 1U);
  EXPECT_EQ(said("economics: {cost: {per_day_open: many}}\n").size(), 1U);
  EXPECT_EQ(said("economics: {cost: 450}\n").size(), 1U);
  EXPECT_EQ(said(money, {"visits.infusion.steps=[]"}).size(), 1U);
}

TEST(Economics, ShareNoNameWithAResource) {
  const std::string days_open = "clinic.resources.days open=2";
  Diagnostics found;
  EXPECT_TRUE(compile(clinic, "test.yaml", {days_open}, found));
  EXPECT_FALSE(compile(clinic + money, "test.yaml", {days_open}, found));
  EXPECT_EQ(found.all().back().message, R"("days open" is what results call a part of the cost)");
}

TEST(Economics, ReadAgainAsTheyAreWrittenOut) {
  const std::string whole = compiled(clinic + "economics: {price: {talk: 120}}\n").written_out;
  EXPECT_THAT(whole, testing::HasSubstr("currency: units of money"));
  EXPECT_EQ(compiled(whole).written_out, whole);
  EXPECT_EQ(compiled(whole).economics->price[talk], 120.0);
  EXPECT_THAT(compiled(clinic).written_out, testing::Not(testing::HasSubstr("economics")));
}

}  // namespace
}  // namespace sim::config
