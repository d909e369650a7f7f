// What a slip of the hand does to a scenario: whatever it is, compiling says what is wrong, at its
// place, or makes a model that runs. No key that is misspelt is passed over in silence.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/diagnostic.h"
#include "sim/base/words.h"
#include "sim/clinic/replication.h"
#include "sim/config/compile.h"
#include "sim/config/document.h"
#include "tests/property/random_edit.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

// More of them, to be run now and then with sanitizers: CHAIRTIME_EDITS=30000.
int how_many_edits() {
  constexpr int in_the_suite = 10'000;
  const char* const asked = std::getenv("CHAIRTIME_EDITS");
  return asked == nullptr ? in_the_suite : std::atoi(asked);
}

// --- what is edited

// Without its variants a scenario compiles in a fraction of the time.
std::string without_variants(const std::string& text) {
  const std::size_t section = text.find("\nvariants:");
  return section == std::string::npos ? text : text.substr(0, section + 1);
}

std::vector<Written> shipped() {
  const std::filesystem::path folder = std::string(CHAIRTIME_SOURCE_DIR) + "/scenarios";
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::vector<Written> all;
  for (const std::string& path : paths) {
    all.emplace_back(contents(path));
    for (int i = 0; i < 9; ++i)
      all.emplace_back(without_variants(contents(path)));
  }
  return all;
}

struct Compiled {
  Diagnostics found;
  config::CompiledFile file;
};

Compiled compile(const std::string& text) {
  static const std::string diary = text_of("scenarios/oracle/diary.csv");
  const auto read = [](const std::string& path) -> std::variant<std::string, config::Unreadable> {
    if (path == "diary.csv") return diary;
    return config::Unreadable{"no such file"};
  };
  Compiled compiled;
  compiled.file = config::compile({text, "edited.yaml", {}, read}, {config::Wanted::Which::All},
                                  compiled.found);
  return compiled;
}

// --- what is said

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
}

bool is_yaml(const std::string& text) {
  Diagnostics found;
  config::parse_document(text, found.add_file("edited.yaml", text), found);
  return !found.any_errors();
}

void expect_well_said(const Diagnostic& each, const Diagnostics& found) {
  EXPECT_FALSE(trim(each.message).empty());
  EXPECT_NE(each.message.back(), '.') << each.message;
  if (!each.hint.empty()) {
    EXPECT_NE(each.hint.back(), '.') << each.hint;
  }
  const SourceFile* const file = found.file(each.at.file);
  ASSERT_NE(file, nullptr) << each.message;
  EXPECT_LE(each.at.line, lines_of(file->text)) << each.message;
  if (each.at.line > 0) {
    EXPECT_GE(each.at.column, 1U) << each.message;
  }
  EXPECT_NE(render(each, found), "");
}

// Whoever reads an error of a scenario that is YAML learns in which line it is, unless something is
// missing there; and of which key, unless that is one of the scenario's own, which a variant may
// put in from anywhere.
void expect_placed(const Diagnostic& each) {
  if (each.severity == Severity::Warning) return;
  const bool is_of_the_scenario = each.at.line == 0 || each.at.column == 1 || !each.variant.empty();
  EXPECT_TRUE(each.path.empty() || each.at.line > 0) << each.message;
  EXPECT_TRUE(!each.path.empty() || is_of_the_scenario) << each.message;
}

// --- what is misspelt

bool matches(const Path& path, const std::vector<std::string>& pattern) {
  return std::equal(path.begin(), path.end(), pattern.begin(), pattern.end(),
                    [](const std::string& part, const std::string& wanted) {
                      return wanted == "*" || part == wanted;
                    });
}

// Whether the keys there are names that the author makes up.
bool are_made_up(const Path& path) {
  static const std::vector<std::vector<std::string>> places = {
      {"clinic", "resources"},
      {"visits"},
      {"courses"},
      {"responses"},
      {"cohorts"},
      {"cohorts", "*", "screening", "excluded"},
      {"cohorts", "*", "with"},
      {"variants"}};
  return std::any_of(places.begin(), places.end(),
                     [&](const auto& place) { return matches(path, place); });
}

bool is_under(const Path& path, const std::string& key) {
  return std::find(path.begin(), path.end(), key) != path.end();
}

// Whether the scenario mentions, at this token, what is defined in the section: a name that must
// be there.
bool mentions(const Token& token, const std::string& section) {
  const bool is_scalar = token.kind == Token::Kind::Scalar;
  if (is_under(token.path, "variants")) return false;
  if (section == "clinic.resources") {
    return is_scalar ? is_under(token.path, "resource") || is_under(token.path, "checks")
                     : !token.path.empty() &&
                           (token.path.back() == "needs" || token.path.back() == "throughout" ||
                            token.path.back() == "per_staffed_hour");
  }
  if (section == "visits")
    return is_scalar ? is_under(token.path, "visit")
                     : matches(token.path, {"attendance"}) ||
                           matches(token.path, {"economics", "price"}) ||
                           matches(token.path, {"economics", "cost", "per_visit"});
  if (section == "courses") return is_scalar && token.path.back() == "course";
  if (section == "responses") return is_scalar && token.path.back() == "response";
  return false;
}

bool is_mentioned(const Written& scenario, const std::string& section, const std::string& name) {
  return std::any_of(scenario.tokens.begin(), scenario.tokens.end(), [&](const Token& token) {
    return token.text == name && mentions(token, section);
  });
}

bool is_defined(const Written& scenario, const std::string& section, const std::string& name) {
  return std::any_of(scenario.tokens.begin(), scenario.tokens.end(), [&](const Token& token) {
    return token.kind == Token::Kind::Key && token.text == name &&
           fmt::format("{}", fmt::join(token.path, ".")) == section;
  });
}

// Whether the slip may go unnoticed: in a name that the author made up, where nothing else in the
// file uses it.
bool may_be_meant(const Written& scenario, const Token& misspelt, const std::string& now) {
  const std::string section = fmt::format("{}", fmt::join(misspelt.path, "."));
  if (misspelt.kind == Token::Kind::Key)
    return are_made_up(misspelt.path) && !is_mentioned(scenario, section, misspelt.text);
  for (const char* const each : {"clinic.resources", "visits", "courses", "responses"})
    if (mentions(misspelt, each)) return is_defined(scenario, each, now);
  return true;
}

// --- what runs

// Two weeks, from the first day.
void expect_runs(model::Model model) {
  model.run.warm_up = Duration{0};
  model.run.length = 2 * one_week;
  clinic::Nobody nobody;
  EXPECT_NO_THROW(clinic::simulate(model, 1, 1, nobody));
}

// Written out in full, it is read again without a mistake and says the same.
void expect_written_out(const model::Model& model) {
  const Compiled again = compile(model.written_out);
  ASSERT_TRUE(again.file.as_it_stands) << render_all(again.found) << model.written_out;
  EXPECT_EQ(again.file.as_it_stands->written_out, model.written_out);
}

// --- the test

struct Tally {
  int compiled = 0;
  int misspelt = 0;
  int run = 0;
};

void try_edit(const Written& scenario, const Edit& edit, Tally& tally) {
  Compiled compiled;
  ASSERT_NO_THROW(compiled = compile(edit.text));
  const bool yaml = compiled.found.any_errors() && is_yaml(edit.text);
  for (const Diagnostic& each : compiled.found.all()) {
    expect_well_said(each, compiled.found);
    if (yaml && each.at.file == 0) expect_placed(each);
  }
  if (compiled.found.any_errors()) return;
  ++tally.compiled;
  ASSERT_TRUE(compiled.file.as_it_stands);
  if (edit.misspelt) {
    EXPECT_TRUE(may_be_meant(scenario, *edit.misspelt, edit.now));
    ++tally.misspelt;
  }
  if (tally.compiled % 10 == 0) expect_written_out(*compiled.file.as_it_stands);
  if (edit.is_huge || tally.compiled % 20 != 0) return;
  expect_runs(*compiled.file.as_it_stands);
  ++tally.run;
}

TEST(Edits, OfTheShippedScenariosAreRefusedWithReasonsOrRun) {
  const std::vector<Written> scenarios = shipped();
  Tally tally;
  const int edits = how_many_edits();
  for (int i = 0; i < edits && !testing::Test::HasFailure(); ++i) {
    Chooser choose(static_cast<std::uint64_t>(i));
    const Written& scenario = scenarios[static_cast<std::size_t>(i) % scenarios.size()];
    const Edit edit = random_edit(scenario, choose);
    SCOPED_TRACE(fmt::format("edit {}, {}", i, edit.what));
    try_edit(scenario, edit, tally);
  }
  RecordProperty("compiled", tally.compiled);
  RecordProperty("misspelt", tally.misspelt);
  RecordProperty("run", tally.run);
  // Otherwise the edits are too harsh to try anything but the first complaint.
  EXPECT_GT(tally.compiled, edits / 20);
  EXPECT_GT(tally.misspelt, edits / 1000);
  EXPECT_GT(tally.run, edits / 500);
}

}  // namespace
}  // namespace sim::tests
