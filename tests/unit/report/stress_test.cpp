// tests/unit/report/stress_test.cpp: the reporting checklist: complete, true to the scenario, and
// whole as Markdown whatever the scenario's author wrote.
#include "sim/report/stress.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/clinic/event_kind.h"
#include "sim/config/compile.h"
#include "tests/support/files.h"

namespace sim::report {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

using Lines = std::vector<std::string>;

struct Filled {
  model::Variants variants;
  std::string page;
};

Filled filled(const std::string& yaml, const std::vector<std::string>& overrides = {},
              const std::string& variant = {}, const fs::path& folder = {}) {
  Diagnostics read;
  const config::FileReader files = [&](const std::string& path) {
    return tests::contents((folder / path).string());
  };
  using config::Wanted;
  config::CompiledFile file = config::compile(
      {yaml, "some/folder/clinic.yaml", overrides, files},
      {variant.empty() ? Wanted::Which::AsItStands : Wanted::Which::Variant, variant}, read);
  if (read.any_errors()) throw std::invalid_argument(render_all(read));
  Filled filled;
  for (const config::CompiledFile::Variant& each : file.variants)
    filled.variants.all.push_back(each.what);
  filled.variants.chosen = variant;
  const model::Model& model = variant.empty() ? *file.as_it_stands : *file.find(variant)->model;
  filled.page = stress(model, filled.variants, read,
                       {"1.2.3", "a compiler 4", "a library 5", "clinic.yaml", overrides});
  return filled;
}

std::string scenario(const std::string& name) { return tests::text_of("scenarios/" + name); }

struct Shipped {
  std::string name;
  std::string yaml;
  Filled filled;
};

// Every scenario of the checkout.
const std::vector<Shipped>& shipped() {
  static const std::vector<Shipped> all = [] {
    std::vector<Shipped> found;
    for (const auto& each : fs::recursive_directory_iterator(CHAIRTIME_SOURCE_DIR "/scenarios")) {
      if (each.path().extension() != ".yaml") continue;
      const std::string yaml = tests::contents(each.path().string());
      found.push_back(
          {each.path().filename().string(), yaml, filled(yaml, {}, {}, each.path().parent_path())});
    }
    return found;
  }();
  return all;
}

Lines lines_of(const std::string& text) {
  std::istringstream stream(text);
  Lines lines;
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

// From one heading up to another.
std::string part(const std::string& page, const std::string& from, const std::string& to) {
  const std::size_t begin = page.find("# " + from);
  const std::size_t end = page.find("# " + to);
  if (begin >= end || end == std::string::npos)
    throw std::invalid_argument("no part from " + from + " to " + to);
  return page.substr(begin, end - begin);
}

// As it is read: without the backslashes that keep characters from being markup.
std::string as_read(const std::string& markdown) {
  std::string text;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    const bool escapes = markdown[i] == '\\' && i + 1 < markdown.size() &&
                         std::ispunct(static_cast<unsigned char>(markdown[i + 1])) != 0;
    text += escapes ? markdown[++i] : markdown[i];
  }
  return text;
}

// --- the checklist

// Table of STRESS-DES in Monks et al. (2019).
const Lines checklist = {"## 1. Objectives",
                         "### 1.1 Purpose of the model",
                         "### 1.2 Model outputs",
                         "### 1.3 Experimentation aims",
                         "## 2. Logic",
                         "### 2.1 Base model overview diagram",
                         "### 2.2 Base model logic",
                         "### 2.3 Scenario logic",
                         "### 2.4 Algorithms",
                         "### 2.5 Components",
                         "#### 2.5.1 Entities",
                         "#### 2.5.2 Activities",
                         "#### 2.5.3 Resources",
                         "#### 2.5.4 Queues",
                         "#### 2.5.5 Entry/exit points",
                         "## 3. Data",
                         "### 3.1 Data sources",
                         "### 3.2 Pre-processing",
                         "### 3.3 Input parameters",
                         "### 3.4 Assumptions",
                         "## 4. Experimentation",
                         "### 4.1 Initialisation",
                         "### 4.2 Run length",
                         "### 4.3 Estimation approach",
                         "## 5. Implementation",
                         "### 5.1 Software or programming language",
                         "### 5.2 Random sampling",
                         "### 5.3 Model execution",
                         "### 5.4 System specification",
                         "## 6. Code access",
                         "### 6.1 Computer model sharing statement"};

TEST(Stress, HasEveryItemOfTheChecklistInItsOrderAndSomethingUnderIt) {
  ASSERT_GT(shipped().size(), 20U);
  for (const Shipped& each : shipped()) {
    Lines headings;
    const Lines lines = lines_of(each.filled.page);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (lines[i].rfind("##", 0) != 0) continue;
      headings.push_back(lines[i]);
      ASSERT_LT(i + 2, lines.size()) << each.name << ": " << lines[i];
      EXPECT_NE(lines[i + 2], "") << each.name << ": " << lines[i];
    }
    EXPECT_EQ(headings, checklist) << each.name;
  }
}

TEST(Stress, WhatOnlyAPersonCanSayIsABlankOnALineOfItsOwn) {
  const std::string sign = "> ___ *to be written by the author: ";
  for (const Shipped& each : shipped()) {
    const Lines lines = lines_of(each.filled.page);
    int blanks = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].find("___ ") == std::string::npos) continue;
      ++blanks;
      EXPECT_THAT(lines[i], StartsWith(sign)) << each.name;
      EXPECT_EQ(lines[i].back(), '*') << each.name;
      EXPECT_EQ(lines[i - 1], "") << each.name;
      EXPECT_TRUE(i + 1 == lines.size() || lines[i + 1].empty()) << each.name;
    }
    EXPECT_THAT(each.filled.page,
                HasSubstr(fmt::format("{} things are left to the author", blanks)));
  }
  const std::string page = filled(scenario("ketamine_clinic.yaml")).page;
  const std::vector<std::pair<std::string, std::string>> left = {
      {"1.1", "1.2"}, {"1.2", "1.3"}, {"1.3", "2. "}, {"3.1", "3.2"},
      {"3.2", "3.3"}, {"3.4", "4. "}, {"4.1", "4.2"}, {"5.4", "6. "}};
  for (const auto& [from, to] : left)
    EXPECT_THAT(part(page, from, to), HasSubstr(sign)) << from;
  EXPECT_THAT(page.substr(page.find("### 6.1")), HasSubstr(sign));
}

TEST(Stress, NoLineIsATemplateThatNobodyFilledIn) {
  const std::regex code("`[^`]*`");
  for (const Shipped& each : shipped()) {
    bool fenced = false;
    for (const std::string& line : lines_of(each.filled.page)) {
      const bool fence = line.rfind("```", 0) == 0;
      if (fence) fenced = !fenced;
      if (fenced || fence) continue;
      const std::string prose = std::regex_replace(line, code, "code");
      for (const char* left : {"{", "}", "()", " ,", " . ", "..", " nan", "''", "- :", "`"})
        EXPECT_THAT(prose, Not(HasSubstr(left))) << each.name;
      EXPECT_TRUE(line.empty() || line.back() != ' ') << each.name << ": " << line;
    }
    EXPECT_FALSE(fenced);
  }
}

// --- what the scenario says

TEST(Stress, EverySourceAndEveryAssumptionOfAScenarioIsThere) {
  const std::regex reason("^[^#]*?(source|assumption): \"([^\"]*)\"");
  int found = 0;
  for (const Shipped& each : shipped()) {
    const std::string page = as_read(each.filled.page);
    const std::string sources = part(page, "3.1", "3.2");
    const std::string parameters = part(page, "3.3", "3.4");
    const std::string assumptions = part(page, "3.4", "4. ");
    for (const std::string& line : lines_of(each.yaml.substr(0, each.yaml.find("\nvariants:")))) {
      std::smatch match;
      if (!std::regex_search(line, match, reason)) continue;
      ++found;
      const std::string text = match[2];
      EXPECT_THAT(match[1] == "source" ? sources : assumptions, HasSubstr("\"" + text + "\""))
          << each.name;
      EXPECT_THAT(parameters, HasSubstr(match[1].str() + ": " + text)) << each.name;
    }
  }
  EXPECT_GT(found, 100);
}

TEST(Stress, TargetsAndVariantsAreTheAims) {
  const Filled clinic = filled(scenario("ketamine_clinic.yaml"));
  const std::string aims = part(clinic.page, "1.3", "2. ");
  EXPECT_THAT(aims, HasSubstr("- `wait_to_first_infusion.p90 <= 14 days`\n"));
  EXPECT_THAT(aims, HasSubstr("- `overtime_per_day.mean <= 15 min`\n"));
  EXPECT_THAT(aims, HasSubstr("`economics.price.infusion`: `500`, from `400` to `800`"));
  ASSERT_EQ(clinic.variants.all.size(), 7U);
  for (const Shipped& each : shipped()) {
    const std::string logic = part(each.filled.page, "2.3", "2.4");
    for (const model::Variant& variant : each.filled.variants.all) {
      EXPECT_THAT(part(each.filled.page, "1.3", "2. "), HasSubstr("**" + variant.name + "**: `"))
          << each.name;
      for (const model::Change& change : variant.changes) {
        EXPECT_THAT(logic, HasSubstr(fmt::format("| {} | `{}` |", variant.name, change.path)));
        EXPECT_THAT(logic, HasSubstr(fmt::format("| `{}` |\n", change.value)));
      }
    }
  }
  EXPECT_THAT(part(clinic.page, "2.3", "2.4"),
              HasSubstr("| one chair less | `clinic.resources.chairs` | `4` | `3` |"));
  EXPECT_THAT(filled(scenario("smallest.yaml")).page,
              HasSubstr("The scenario has no targets, no variants and no values with a range."));
}

TEST(Stress, TheChosenVariantAndChangesOnTheCommandLineAreSaid) {
  const std::string page =
      filled(scenario("ketamine_clinic.yaml"), {"clinic.resources.nurses=3"}, "one chair less")
          .page;
  EXPECT_THAT(page,
              StartsWith("# STRESS-DES: Community ketamine clinic, variant: one chair less\n"));
  EXPECT_THAT(page, HasSubstr("| `clinic.resources.chairs` | `3` |"));
  EXPECT_THAT(page, HasSubstr("| `clinic.resources.nurses` | `3` | given on the command line |"));
  EXPECT_THAT(page, HasSubstr("chairtime run clinic.yaml --set clinic.resources.nurses=3 --variant "
                              "'one chair less'\n"
                              "chairtime compare clinic.yaml --set clinic.resources.nurses=3\n"));
}

TEST(Stress, CommandsAreQuotedForAShell) {
  EXPECT_THAT(filled(scenario("smallest.yaml"), {"name=it's $(one)"}).page,
              HasSubstr("--set 'name=it'\\''s $(one)'\n"));
}

// Each of these is said of a scenario that has it, and of one that does not it is not.
TEST(Stress, WhatTheScenarioDoesNotHaveIsNotClaimed) {
  const auto told = [](const std::string& page) {
    return part(page, "2.1", "2.5.1") + part(page, "2.5.2", "3. ") + part(page, "4. ", "6. ");
  };
  const std::string one_chair = told(filled(scenario("teaching/one_chair.yaml")).page);
  const std::string clinic = told(filled(scenario("ketamine_clinic.yaml")).page);
  for (const char* word :
       {"creening", "xcluded", "ave up", "patience", "ropped out", "no-show", "cancel", "The book",
        "appointments", "assess", "Response", "relapse", "rule '", "shift", "Money",
        "target is met", "ariants are compared", "doors close"}) {
    EXPECT_THAT(clinic, HasSubstr(word));
    EXPECT_THAT(one_chair, Not(HasSubstr(word)));
  }
  const std::string iron = told(filled(scenario("iron.yaml")).page);
  EXPECT_THAT(iron, Not(HasSubstr("creening")));
  EXPECT_THAT(iron, Not(HasSubstr("relapse")));
}

TEST(Stress, OutputsAreThoseThatTheScenarioHasWithTheirUnits) {
  const std::string clinic = part(filled(scenario("ketamine_clinic.yaml")).page, "1.2", "1.3");
  EXPECT_THAT(clinic,
              HasSubstr("| `wait_to_first_infusion` | `.mean`, `.p50`, `.p90`, `.p95` | days "
                        "| from referral"));
  EXPECT_THAT(clinic, HasSubstr("| `revenue` | itself, `.count` | USD / year |"));
  EXPECT_THAT(clinic, HasSubstr("| `screened` |"));
  const std::string iron = part(filled(scenario("iron.yaml")).page, "1.2", "1.3");
  for (const char* absent : {"`screened`", "`revenue`", "`score`", "`courses_stopped`"})
    EXPECT_THAT(iron, Not(HasSubstr(absent)));
}

TEST(Stress, ResponseModelsAreGivenAsFormulas) {
  const std::string scores = part(filled(scenario("ketamine_clinic.yaml")).page, "2.4", "2.5");
  EXPECT_THAT(scores, AllOf(HasSubstr("`f + g (F - f)`"), HasSubstr("`f 2^(-max(t - 1, 0) / h)`"),
                            HasSubstr("`B (1 - f) + e`"), HasSubstr("from 50 % on")));
  const std::string chances = part(filled(scenario("oracle/course_chain.yaml")).page, "2.4", "2.5");
  EXPECT_THAT(chances, AllOf(HasSubstr("k-th chance"), Not(HasSubstr("score is"))));
}

TEST(Stress, HowLongAndHowOften) {
  const std::string page = filled(scenario("ketamine_clinic.yaml")).page;
  // 65 weeks after Monday 2027-01-04.
  EXPECT_THAT(page, HasSubstr("52 weeks are measured, until 2028-04-03 begins."));
  EXPECT_THAT(page, HasSubstr("It is repeated 50 times."));
  EXPECT_THAT(page, HasSubstr("Intervals are at 95 % confidence."));
  EXPECT_THAT(page, HasSubstr("chairtime 1.2.3, a program in C++20, with a library 5."));
  EXPECT_THAT(page, HasSubstr("compiled by a compiler 4."));
  const std::string precise =
      filled(scenario("smallest.yaml"), {"run.replications={at_least: 12, at_most: 90, until: "
                                         "{courses_completed: 4 %}}"})
          .page;
  EXPECT_THAT(precise, HasSubstr("4 % of the mean for courses_completed"));
  EXPECT_THAT(precise, HasSubstr("5 % beyond a hundred"));
  EXPECT_THAT(page, Not(HasSubstr("beyond a hundred")));
  const std::string closed = filled(scenario("oracle/maintenance.yaml")).page;
  EXPECT_THAT(closed, HasSubstr("until the last patient has left"));
}

// The sentence is written by hand; what it is about is sim/clinic/event_kind.h.
TEST(Stress, TheOrderAtOneInstantIsThatOfTheEvents) {
  using clinic::EventKind;
  const std::vector<std::pair<EventKind, std::string>> kinds = {
      {EventKind::PatienceEnds, "a patient's patience ends"},
      {EventKind::Referral, "a patient is referred"},
      {EventKind::Arrival, "a patient comes to the clinic, or does not"},
      {EventKind::Return, "what a patient needs before a first infusion has been had"},
      {EventKind::Relapse, "a patient relapses"},
      {EventKind::DayTurns, "the book opens a day"},
      {EventKind::Cancellation, "a visit is cancelled"},
      {EventKind::AssessmentDue, "an assessment is due"},
      {EventKind::StaffComes, "staff come"},
      {EventKind::StaffLeaves, "staff leave"},
      {EventKind::DoorsClose, "the doors close"},
      {EventKind::StepEnds, "a step ends"}};
  std::map<des::Rank, std::string> in_order;
  for (const auto& [kind, words] : kinds)
    in_order[clinic::rank(kind)] = words;
  std::string expected = "At one instant the order is: ";
  for (const auto& [rank, words] : in_order)
    expected += words + (rank == in_order.rbegin()->first ? "." : "; ");
  EXPECT_EQ(in_order.size(), 12U);
  EXPECT_THAT(filled(scenario("esketamine.yaml")).page, HasSubstr(expected));
}

// --- as Markdown

// A bar ends a cell where no backslash stands before it; one that is itself escaped does not count.
Lines cells_of(const std::string& row) {
  Lines cells(1);
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '|') {
      cells.emplace_back();
    } else {
      cells.back() += row[i];
      if (row[i] == '\\' && i + 1 < row.size()) cells.back() += row[++i];
    }
  }
  cells.pop_back();  // after the last bar
  return cells;
}

int rows_of_whole_tables(const std::string& page) {
  std::size_t cells = 0;
  int rows = 0;
  bool fenced = false;
  for (const std::string& line : lines_of(page)) {
    if (line.rfind("```", 0) == 0) fenced = !fenced;
    if (fenced || line.rfind('|', 0) != 0) {
      cells = 0;
      continue;
    }
    EXPECT_EQ(line.back(), '|') << line;
    if (cells == 0) cells = cells_of(line).size();
    EXPECT_EQ(cells_of(line).size(), cells) << line;
    ++rows;
  }
  return rows;
}

// Everything that means something in Markdown, in a table or in HTML, wherever an author may write.
const char* const nasty = R"(chairtime: 1
name: "a | b * c <script>alert(1)</script> [d](e) `f"
clinic:
  open: {mon-fri: 08:00-17:00}
  resources: {chairs: {value: 4, source: "one | two\nthree \\| four `five` <b>six</b> [a](b) *c*"}}
visits:
  "in|fusion \"x\" %% y":
    throughout: {chairs: 1}
    steps:
      - {name: "st|ep `1`", takes: {value: 10 min, assumption: "\\| ends \\"}}
courses:
  "course_*|*": {visit: "in|fusion \"x\" %% y", infusions: 6, every: 3.5 days}
cohorts:
  "co|hort":
    label: "# <i>label</i> | \"quoted\"\n second line"
    referrals: 4 / week
    course: "course_*|*"
    screening: {excluded: {"a | \"reason\"": 5 %}}
variants:
  "what | if *": {clinic.resources.chairs: 5}
)";

TEST(Stress, TablesHaveAsManyCellsInEachRowAsInTheHeading) {
  for (const Shipped& each : shipped())
    EXPECT_GT(rows_of_whole_tables(each.filled.page), 30) << each.name;
  EXPECT_GT(rows_of_whole_tables(filled(nasty).page), 30);
}

TEST(Stress, WhatTheAuthorWroteIsReadAsItWasWritten) {
  const std::string page = filled(nasty).page;
  std::set<std::string> cells;
  for (const std::string& line : lines_of(page)) {
    if (line.rfind('|', 0) != 0) continue;
    for (const std::string& cell : cells_of(line))
      cells.insert(as_read(cell));
  }
  EXPECT_THAT(cells, Contains(" source: one | two three \\| four `five` <b>six</b> [a](b) *c* "));
  EXPECT_THAT(cells, Contains(" assumption: \\| ends \\ "));
  EXPECT_THAT(as_read(page),
              StartsWith("# STRESS-DES: a | b * c <script>alert(1)</script> [d](e) `f\n"));
  for (const char* markup : {"<script", "</script", "<b>", "<i>", "[d]("}) {
    for (std::size_t at = 0; (at = page.find(markup, at)) != std::string::npos; ++at) {
      EXPECT_EQ(page[at - 1], '\\') << page.substr(at, 40);
    }
  }
}

// --- the diagram

struct Diagram {
  std::map<std::string, std::string> boxes;  // the label, by name
  std::vector<std::pair<std::string, std::string>> arrows;
};

// Fails on every line that is none of the few kinds that are written.
Diagram diagram_of(const std::string& page) {
  const std::string begin = "```mermaid\nflowchart TD\n";
  const std::size_t from = page.find(begin) + begin.size();
  const std::regex box(R"re( +(n\d+)(\["|\(\["|\{\{")([^"]*)("\]|"\]\)|"\}\}))re");
  const std::regex group(R"re(  subgraph g\d+\["[^"]*"\])re");
  const std::regex arrow(R"re(  (n\d+) (?:-->|-\.->)(?:\|"[^"]*"\|)? (n\d+))re");
  Diagram diagram;
  int open = 0;
  for (const std::string& line : lines_of(page.substr(from, page.find("```", from) - from))) {
    std::smatch match;
    if (std::regex_match(line, match, box)) {
      EXPECT_TRUE(diagram.boxes.emplace(match[1], match[3]).second) << line;
      EXPECT_TRUE(diagram.arrows.empty()) << "declared before any arrow: " << line;
    } else if (std::regex_match(line, match, arrow)) {
      diagram.arrows.emplace_back(match[1], match[2]);
    } else if (std::regex_match(line, group)) {
      ++open;
    } else {
      EXPECT_EQ(line, "  end");
      --open;
    }
  }
  EXPECT_EQ(open, 0);
  return diagram;
}

// "Screening", of "Screening<br/>at consultation visits".
std::string first_line(const std::string& label) { return label.substr(0, label.find("<br/>")); }

void expect_whole(const std::string& name, const std::string& page) {
  const Diagram diagram = diagram_of(page);
  std::set<std::string> met;
  for (const auto& [from, to] : diagram.arrows) {
    for (const std::string& each : {from, to}) {
      EXPECT_EQ(diagram.boxes.count(each), 1U) << name << ": " << each;
      met.insert(each);
    }
  }
  for (const auto& [box, label] : diagram.boxes)
    EXPECT_EQ(met.count(box), 1U) << name << ": nothing leads to or from " << label;
}

TEST(Stress, TheDiagramHasOnlyBoxesThatAreDeclaredAndLabelsInQuotes) {
  for (const Shipped& each : shipped())
    expect_whole(each.name, each.filled.page);
  const std::string page = filled(nasty).page;
  expect_whole("nasty", page);
  EXPECT_THAT(page, HasSubstr(R"(["Visit: in|fusion #34;x#34; #37;% y"])"));
}

TEST(Stress, TheDiagramIsTheWayOfAPatient) {
  const Diagram diagram = diagram_of(filled(scenario("ketamine_clinic.yaml")).page);
  std::set<std::pair<std::string, std::string>> ways;
  for (const auto& [from, to] : diagram.arrows)
    ways.insert({first_line(diagram.boxes.at(from)), first_line(diagram.boxes.at(to))});
  const std::set<std::pair<std::string, std::string>> expected = {
      {"Referral", "Screening"},
      {"Screening", "Excluded"},
      {"Screening", "interview"},
      {"Screening", "Waiting for a first infusion"},
      {"Waiting for a first infusion", "Gave up waiting"},
      {"Waiting for a first infusion", "Course: induction"},
      {"Course: induction", "prepare"},
      {"prepare", "infuse"},
      {"infuse", "monitor"},
      {"monitor", "discharge"},
      {"discharge", "clean"},
      {"Course: induction", "Course completed"},
      {"Course: induction", "Course stopped by a rule"},
      {"Course: induction", "Dropped out"}};
  EXPECT_EQ(ways, expected);
}

// Whoever does not come to the only infusion of a course was never in it.
TEST(Stress, ACourseEndsOnlyAsItCan) {
  const auto ends = [](const std::string& page, const std::string& course) {
    const Diagram diagram = diagram_of(page);
    std::set<std::string> found;
    for (const auto& [from, to] : diagram.arrows) {
      const std::string& label = diagram.boxes.at(to);
      if (first_line(diagram.boxes.at(from)) == "Course: " + course &&
          label.find("<br/>") == std::string::npos)
        found.insert(label);
    }
    return found;
  };
  const std::string iron = filled(scenario("iron.yaml")).page;
  EXPECT_THAT(ends(iron, "one_visit"), ElementsAre("Course completed"));
  EXPECT_THAT(ends(iron, "two_visits"),
              ElementsAre("Course completed", "Course ended by an adverse event", "Dropped out"));
  EXPECT_THAT(ends(filled(scenario("oracle/maintenance.yaml")).page, "maintenance"),
              ElementsAre("Dropped out"));
}

}  // namespace
}  // namespace sim::report
