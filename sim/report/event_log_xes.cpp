// sim/report/event_log_xes.cpp: cases as an event log in XES.
//
// The schema wants the extensions first, then what every trace and event has, then the classifiers,
// then the log's own attributes, then the traces, each with its attributes before its events. A key
// stands once in an element.
#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "sim/base/words.h"
#include "sim/metrics/outcome.h"
#include "sim/metrics/telling.h"
#include "sim/report/event_log.h"
#include "sim/report/timestamp.h"

namespace sim::report {
namespace {

// As an attribute's value. What XML knows no character for becomes the replacement character.
std::string escaped(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const std::size_t length = first_character(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    text.remove_prefix(character.size());
    const auto code = static_cast<unsigned char>(character.front());
    const bool is_named = character == "&" || character == "<" || character == ">" || code == '"' ||
                          code == '\t' || code == '\n' || code == '\r';
    const bool is_unknown =
        length == 0 || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
    if (is_named) {
      safe += fmt::format("&#{};", code);
    } else if (is_unknown || code < 0x20) {
      safe += "\xEF\xBF\xBD";
    } else {
      safe += character;
    }
  }
  return safe;
}

std::string attribute(std::string_view type, std::string_view key, std::string_view value) {
  return fmt::format(R"(<{} key="{}" value="{}"/>)", type, key, escaped(value));
}

std::string text(std::string_view key, std::string_view value) {
  return attribute("string", key, value);
}

std::string moment(std::string_view key, Time at) {
  return attribute("date", key, timestamp(at) + "+00:00");
}

std::string number(std::string_view key, std::int64_t value) {
  return attribute("int", key, std::to_string(value));
}

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- Times are the clinic's own clock, which knows no time zone; it is written here as if it were UTC. -->
<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value="case"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="activity"/>
    <string key="concept:instance" value="0"/>
    <string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
  <classifier name="ActivityAndTransition" keys="concept:name lifecycle:transition"/>
)";

struct Event {
  Time at;
  const ActivityInstance* of = nullptr;
  std::string_view transition;
};

// A step's start and completion; of a moment the completion.
std::vector<Event> events_of(const Case& one) {
  std::vector<Event> events;
  for (const ActivityInstance& each : one.activities) {
    if (each.waited) events.push_back({each.start, &each, "start"});
    if (each.complete != never) events.push_back({each.complete, &each, "complete"});
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  return events;
}

std::string in_xes(const Event& event) {
  const ActivityInstance& of = *event.of;
  std::string line = "    <event>";
  line += text("concept:name", of.activity);
  line += text("concept:instance", std::to_string(of.number));
  line += text("lifecycle:transition", event.transition);
  line += moment("time:timestamp", event.at);
  if (!of.resource.empty()) line += text("org:resource", of.resource);
  if (of.visit != 0) line += number("visit", of.visit) + text("kind", of.kind);
  if (of.infusion != 0) line += number("infusion", of.infusion);
  if (of.waited && event.transition == "start") {
    line += attribute("float", "waited_minutes", fmt::format("{}", in_minutes(*of.waited)));
    if (!of.waited_for.empty()) line += text("waited_for", of.waited_for);
  }
  return line + "</event>\n";
}

std::string in_xes(const Case& one) {
  const model::Model& model = *one.run.model;
  std::string trace = fmt::format("  <trace>\n    {}\n", text("concept:name", one.id));
  if (!one.run.scenario.empty())
    trace += fmt::format("    {}\n", text("scenario", one.run.scenario));
  trace += fmt::format("    {}\n", number("replication", one.run.replication));
  const PatientId patient = one.patient->patient;
  trace += fmt::format("    {}\n", text("patient", metrics::name_of(model, patient)));
  trace += fmt::format("    {}\n", text("cohort", model.cohorts[patient.cohort].name));
  trace += fmt::format("    {}\n", text("outcome", metrics::name_of(one.patient->outcome)));
  const std::string reason = metrics::reason_of(model, *one.patient);
  if (!reason.empty()) trace += fmt::format("    {}\n", text("reason", reason));
  for (const Event& event : events_of(one))
    trace += in_xes(event);
  return trace + "  </trace>\n";
}

}  // namespace

std::string event_log_xes(const std::string& name, const std::vector<Case>& cases) {
  std::string log(head);
  log +=
      fmt::format("  {}\n  {}\n", text("concept:name", name), text("lifecycle:model", "standard"));
  for (const Case& each : cases)
    log += in_xes(each);
  return log + "</log>\n";
}

}  // namespace sim::report
