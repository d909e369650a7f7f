// The event log in XES: it is XML, it keeps the rules of the schema (IEEE 1849-2016), and it tells
// of every visit what the table of visits tells.
#include "sim/report/event_log.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/experiment/record.h"
#include "tests/support/random_model.h"
#include "tests/support/strict_xml.h"

namespace sim::tests {
namespace {

using metrics::Records;

// --- the schema's rules

// Patterns are put together once each.
bool matches(const std::string& text, const std::string& pattern) {
  static std::map<std::string, std::regex> patterns;
  const auto there = patterns.find(pattern);
  const std::regex& regex = there != patterns.end()
                                ? there->second
                                : patterns.emplace(pattern, std::regex(pattern)).first->second;
  return std::regex_match(text, regex);
}

constexpr const char* nc_name = "[A-Za-z_][A-Za-z0-9_.-]*";

const std::map<std::string, const char*>& value_patterns() {
  static const std::map<std::string, const char*> patterns = {
      {"string", ""},  // whatever is well-formed XML
      {"date", R"(-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)"},
      {"int", R"([+-]?\d{1,18})"},
      {"float", R"([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)"},
      {"boolean", "true|false|0|1"},
      {"id", ""}};
  return patterns;
}

bool is_attribute(const XmlElement& element) { return value_patterns().contains(element.name); }

using Keys = std::set<std::string>;

// The keys of an element's attributes, each of which is well formed and there once.
Keys expect_attributes(const XmlElement& element, const Keys& prefixes) {
  Keys keys;
  for (const XmlElement& each : element.children) {
    if (!is_attribute(each)) continue;
    EXPECT_EQ(each.attributes.size(), 2U);
    const std::string key = each.attributes.at("key");
    EXPECT_TRUE(matches(key, "[A-Za-z_:][A-Za-z0-9_.:-]*")) << key;
    EXPECT_TRUE(keys.insert(key).second) << key << " is there twice";
    const std::size_t colon = key.find(':');
    EXPECT_TRUE(colon == std::string::npos || prefixes.count(key.substr(0, colon)) == 1) << key;
    const std::string value = each.attributes.at("value");
    const std::string pattern = value_patterns().at(each.name);
    EXPECT_TRUE(pattern.empty() || matches(value, pattern)) << key << ": " << value;
    EXPECT_TRUE(each.children.empty());
  }
  return keys;
}

// Children come in this order, those of one rank as they like.
void expect_order(const XmlElement& element, const std::vector<std::string>& order) {
  const auto rank = [&](const XmlElement& child) {
    const std::string kind = is_attribute(child) ? "attribute" : child.name;
    const auto found = std::find(order.begin(), order.end(), kind);
    EXPECT_NE(found, order.end()) << kind << " in " << element.name;
    return found - order.begin();
  };
  EXPECT_TRUE(
      std::is_sorted(element.children.begin(), element.children.end(),
                     [&](const XmlElement& a, const XmlElement& b) { return rank(a) < rank(b); }));
}

bool holds_all(const Keys& keys, const Keys& wanted) {
  return std::includes(keys.begin(), keys.end(), wanted.begin(), wanted.end());
}

struct Head {
  Keys prefixes;
  Keys of_traces;
  Keys of_events;
};

Head expect_head(const XmlElement& log) {
  Head head;
  EXPECT_EQ(log.name, "log");
  EXPECT_TRUE(matches(log.attributes.at("xes.version"), R"(\d+(\.\d+)?)"));
  expect_order(log, {"extension", "global", "classifier", "attribute", "trace", "event"});
  for (const XmlElement& each : log.children) {
    if (each.name == "extension") {
      EXPECT_TRUE(matches(each.attributes.at("name"), nc_name));
      EXPECT_TRUE(matches(each.attributes.at("prefix"), nc_name));
      EXPECT_TRUE(matches(each.attributes.at("uri"), R"(http://\S+)"));
      EXPECT_TRUE(head.prefixes.insert(each.attributes.at("prefix")).second);
    } else if (each.name == "global") {
      expect_order(each, {"attribute"});
      const std::string scope = each.attributes.at("scope");
      EXPECT_TRUE(scope == "trace" || scope == "event");
      (scope == "trace" ? head.of_traces : head.of_events) = expect_attributes(each, head.prefixes);
    } else if (each.name == "classifier") {
      EXPECT_TRUE(matches(each.attributes.at("name"), nc_name));
      std::istringstream keys(each.attributes.at("keys"));
      for (std::string key; keys >> key;)
        EXPECT_EQ(head.of_events.count(key), 1U) << key;
    }
  }
  expect_attributes(log, head.prefixes);
  return head;
}

void expect_xes(const XmlElement& log) {
  const Head head = expect_head(log);
  for (const XmlElement& trace : log.children) {
    if (trace.name != "trace") continue;
    expect_order(trace, {"attribute", "event"});
    EXPECT_TRUE(holds_all(expect_attributes(trace, head.prefixes), head.of_traces));
    for (const XmlElement& event : trace.children) {
      if (event.name != "event") continue;
      expect_order(event, {"attribute"});
      EXPECT_TRUE(holds_all(expect_attributes(event, head.prefixes), head.of_events));
    }
  }
}

// --- what it tells

std::string value(const XmlElement& element, const std::string& key) {
  for (const XmlElement& each : element.children)
    if (is_attribute(each) && each.attributes.at("key") == key) return each.attributes.at("value");
  return {};
}

// Of a visit: when its first step starts, when its last one is complete (nothing while one goes on)
// and how many steps it has.
struct Told {
  std::string began;
  std::string ended;
  std::int64_t steps = 0;
  friend bool operator==(const Told& a, const Told& b) {
    return std::tie(a.began, a.ended, a.steps) == std::tie(b.began, b.ended, b.steps);
  }
};
using ByVisit = std::map<std::pair<std::string, std::string>, Told>;

using Events = std::vector<const XmlElement*>;

Events children(const XmlElement& element, const std::string& name) {
  Events found;
  for (const XmlElement& each : element.children)
    if (each.name == name) found.push_back(&each);
  return found;
}

// Of the events of one visit.
Told told(const Events& events) {
  Told told;
  Keys open;  // instances that have started
  for (const XmlElement* event : events) {
    const std::string at = value(*event, "time:timestamp");
    if (value(*event, "lifecycle:transition") == "start") {
      if (told.steps++ == 0) told.began = at;
      open.insert(value(*event, "concept:instance"));
    } else if (open.erase(value(*event, "concept:instance")) == 1) {
      told.ended = at;
    }
  }
  if (!open.empty()) told.ended.clear();
  return told;
}

// Visits without a step are moments, and left out.
ByVisit in_xes(const XmlElement& log) {
  ByVisit visits;
  for (const XmlElement* trace : children(log, "trace")) {
    std::map<std::string, Events> by_visit;
    std::string latest;
    for (const XmlElement* event : children(*trace, "event")) {
      const std::string at = value(*event, "time:timestamp");
      EXPECT_LE(latest, at);
      latest = at;
      by_visit[value(*event, "visit")].push_back(event);
    }
    for (const auto& [visit, events] : by_visit)
      if (told(events).steps > 0) visits[{value(*trace, "concept:name"), visit}] = told(events);
  }
  return visits;
}

std::string text_of(const report::Datum& datum) {
  if (const auto* text = std::get_if<std::string>(&datum)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&datum)) return std::to_string(*number);
  return {};
}

ByVisit in_table(const report::DataTable& table) {
  const auto place = [&](const std::string& name) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (table.columns[i].name == name) return i;
    throw std::invalid_argument(name);
  };
  const auto utc = [](const std::string& at) { return at.empty() ? at : at + "+00:00"; };
  ByVisit visits;
  for (const std::vector<report::Datum>& row : table.rows) {
    const auto cell = [&](const std::string& name) { return text_of(row[place(name)]); };
    if (cell("steps") == "0") continue;
    visits[{cell("replication") + "/" + cell("patient"), cell("visit")}] = {
        utc(cell("began")), utc(cell("ended")), std::stoll(cell("steps"))};
  }
  return visits;
}

TEST(EventLog, InXesKeepsTheRulesOfTheSchemaAndItsTracesEqualTheVisits) {
  std::size_t visits = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const auto model = random_model(seed);
    if (!model) continue;
    SCOPED_TRACE(seed);
    const std::vector<Records> records = {experiment::record(*model, 1),
                                          experiment::record(*model, 2)};
    const std::vector<report::Recorded> all = {{&*model, records.data(), 1},
                                               {&*model, &records.back(), 2}};
    const XmlElement log =
        StrictXml::read(report::event_log_xes(model->name, report::cases(all, 0)));
    expect_xes(log);
    const ByVisit in_log = in_xes(log);
    EXPECT_TRUE(in_log == in_table(report::visits_table(all)));
    visits += in_log.size();
  }
  EXPECT_GT(visits, 1000U);
}

TEST(EventLog, HasEveryPatientAsACaseOfItsOwn) {
  const auto model = random_model(3);
  ASSERT_TRUE(model);
  const Records records = experiment::record(*model, 1);
  const XmlElement log = StrictXml::read(
      report::event_log_xes(model->name, report::cases({{&*model, &records, 1}}, 0)));
  Keys names;
  for (const XmlElement* trace : children(log, "trace"))
    names.insert(value(*trace, "concept:name"));
  EXPECT_EQ(names.size(), records.patients.size());
}

// What stands in those columns, of each row.
std::multiset<std::string> keys(const report::DataTable& table,
                                const std::vector<std::string>& columns) {
  std::multiset<std::string> found;
  for (const std::vector<report::Datum>& row : table.rows) {
    std::string key;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (std::count(columns.begin(), columns.end(), table.columns[i].name) > 0)
        key += text_of(row[i]) + "|";
    }
    found.insert(key);
  }
  return found;
}

// Of tables: keys are keys, and what they point to is there.
TEST(RecordTables, HaveKeysThatTellRowsApartAndLinksThatLead) {
  const auto model = random_model(5);
  ASSERT_TRUE(model);
  const std::vector<Records> records = {experiment::record(*model, 1),
                                        experiment::record(*model, 2)};
  const std::vector<report::Recorded> all = {{&*model, records.data(), 1, "base"},
                                             {&*model, records.data(), 1, "other"},
                                             {&*model, &records.back(), 2, "base"}};
  const report::DataTable patients = report::patients_table(all);
  const report::DataTable visits = report::visits_table(all);
  for (const report::DataTable* table : {&patients, &visits}) {
    const auto all_keys = keys(*table, table->key);
    EXPECT_EQ(std::set<std::string>(all_keys.begin(), all_keys.end()).size(), table->rows.size());
    for (const std::vector<report::Datum>& row : table->rows)
      EXPECT_EQ(row.size(), table->columns.size());
  }
  const auto there = keys(patients, patients.key);
  ASSERT_EQ(visits.links.size(), 1U);
  EXPECT_EQ(visits.links[0].table, "patients");
  for (const std::string& link : keys(visits, visits.links[0].columns))
    EXPECT_EQ(there.count(link), 1U) << link;
  EXPECT_EQ(patients.links[0].columns, (std::vector<std::string>{"scenario", "replication"}));
}

}  // namespace
}  // namespace sim::tests
