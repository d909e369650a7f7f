// tests/unit/ladder_test.cpp: who may include whom, held to the ladder of sim/README.md.
//
// The linker keeps the rungs apart only where a .cpp is missing; a header can be included past it.
// So every include of sim/ and tools/, and what every folder links, is read and compared with one
// table. The rules are functions of text, so that they are themselves tested on bad text.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "tests/support/files.h"

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Names = std::set<std::string, std::less<>>;

// What each folder may include, beside itself. `observation` is sim/clinic/observation.h with its
// part observed_course.h, which is all of `clinic` that `metrics` may know.
const std::map<std::string, Names, std::less<>> ladder = {
    {"base", {}},
    {"random", {"base"}},
    {"stats", {"base"}},
    {"des", {"base"}},
    {"model", {"base", "random"}},
    {"observation", {"base", "model"}},
    {"config", {"base", "random", "model"}},
    {"clinic", {"base", "random", "des", "model", "observation"}},
    {"metrics", {"base", "stats", "model", "observation"}},
    {"experiment", {"base", "random", "stats", "des", "model", "observation", "clinic", "metrics"}},
    {"report", {"base", "stats", "model", "metrics", "experiment"}},
    {"cli",
     {"base", "random", "stats", "des", "model", "observation", "config", "clinic", "metrics",
      "experiment", "report"}},
};

// Other people's headers, by how the include begins, and the folders that may include them.
const std::map<std::string, Names, std::less<>> third_parties = {
    {"boost/math/", {"random", "stats"}},
    {"boost/program_options", {"cli"}},
    {"nlohmann/", {"config", "report", "cli"}},
    {"sqlite3.h", {"cli"}},
    {"yaml-cpp/", {"config"}},
};

// Libraries that are not ours, and the folders that may link them; fmt is for all.
const std::map<std::string, Names, std::less<>> libraries = {
    {"Boost::headers", {"random", "stats"}},
    {"yaml-cpp", {"config"}},
    {"nlohmann_json::nlohmann_json", {"config", "report"}},
    {"Threads::Threads", {"experiment"}},
};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// "sim/base/time.h" is of `base`, "tools/cli/main.cpp" of `cli`; nothing for any other path.
std::string folder_of(std::string_view path) {
  if (path == "sim/clinic/observation.h" || path == "sim/clinic/observed_course.h")
    return "observation";
  for (const std::string_view root : {"sim/", "tools/"}) {
    if (!starts_with(path, root)) continue;
    const std::string_view below = path.substr(root.size());
    return std::string(below.substr(0, below.find('/')));
  }
  return {};
}

bool may_reach(std::string_view from, std::string_view to) {
  // The header apart is still of its folder: clinic's files may include it, it may not include
  // them.
  if (from == to) return true;
  const auto rung = ladder.find(from);
  return rung != ladder.end() && rung->second.contains(to);
}

// Why `file` may not include this, or nothing. `included` is written with its quotes or brackets.
std::string complaint(std::string_view file, std::string_view included) {
  const std::string folder = folder_of(file);
  const std::string_view name = included.substr(1, included.size() - 2);
  const std::string begins = std::string(file) + " includes " + std::string(included);
  if (included.front() == '"') {
    const std::string of = folder_of(name);
    if (of.empty()) return begins + ", which is not written from the top of the repository";
    if (!may_reach(folder, of)) return begins + ", but " + folder + " may not know " + of;
    return {};
  }
  if (starts_with(name, "fmt/")) return {};
  for (const auto& [header, folders] : third_parties) {
    if (starts_with(name, header) && folders.contains(folder)) return {};
  }
  const bool standard = name.find_first_of("./") == std::string_view::npos;
  if (standard || folder == "cli") return {};
  return begins + ", which is not for " + folder;
}

// What a source text includes, with the quotes or brackets.
std::vector<std::string> includes_of(const std::string& text) {
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!starts_with(line, "#include ")) continue;
    const std::size_t from = line.find_first_of("\"<");
    const std::size_t to = line.find_first_of("\">", from + 1);
    found.push_back(line.substr(from, to - from + 1));
  }
  return found;
}

// The words after ON in the calls of sim_library, by the library's name.
std::map<std::string, Names> links_of(const std::string& cmake) {
  std::map<std::string, Names> found;
  for (std::size_t at = cmake.find("sim_library("); at != std::string::npos;
       at = cmake.find("sim_library(", at + 1)) {
    const std::size_t from = cmake.find('(', at) + 1;
    std::istringstream words(cmake.substr(from, cmake.find(')', from) - from));
    std::string name;
    words >> name;
    Names& linked = found[name];
    bool on = false;
    for (std::string word; words >> word;) {
      if (on) linked.insert(word);
      on = on || word == "ON";
    }
  }
  return found;
}

// Why a folder may not link this library, or nothing.
std::string link_complaint(const std::string& folder, const std::string& library) {
  const std::string prefix = "chairtime_";
  if (library == "fmt::fmt") return {};
  const bool ours = starts_with(library, prefix);
  const auto other = libraries.find(library);
  const bool fine = ours ? may_reach(folder, library.substr(prefix.size()))
                         : other != libraries.end() && other->second.contains(folder);
  return fine ? "" : folder + " links " + library + ", which is not on its rung";
}

const fs::path top = CHAIRTIME_SOURCE_DIR;

// The sources of sim/ and tools/, as paths from the top of the repository.
std::vector<std::string> sources() {
  std::vector<std::string> found;
  for (const char* root : {"sim", "tools"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(top / root)) {
      const fs::path& path = entry.path();
      if (path.extension() == ".h" || path.extension() == ".cpp") {
        found.push_back(path.lexically_relative(top).generic_string());
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Ladder, EveryIncludeOfTheCodeGoesDown) {
  ASSERT_FALSE(sources().empty());
  for (const std::string& file : sources()) {
    for (const std::string& included : includes_of(sim::tests::contents(top / file))) {
      EXPECT_EQ(complaint(file, included), "");
    }
  }
}

TEST(Ladder, EveryFolderLinksOnlyWhatItsRungAllows) {
  for (const fs::directory_entry& folder : fs::directory_iterator(top / "sim")) {
    if (!folder.is_directory()) continue;
    const auto links = links_of(sim::tests::contents(folder.path() / "CMakeLists.txt"));
    EXPECT_FALSE(links.empty()) << folder.path();
    for (const auto& [name, linked] : links) {
      for (const std::string& library : linked) {
        EXPECT_EQ(link_complaint(name, library), "");
      }
    }
  }
}

TEST(Ladder, EveryFolderHasItsPlaceOnTheLadder) {
  for (const std::string& file : sources()) {
    EXPECT_EQ(ladder.count(folder_of(file)), 1U) << file;
  }
}

TEST(Ladder, NoTwoFoldersMayIncludeEachOther) {
  for (const auto& [folder, below] : ladder) {
    EXPECT_EQ(below.count(folder), 0U) << folder;
    for (const std::string& rung : below) {
      EXPECT_EQ(ladder.at(rung).count(folder), 0U) << folder << " and " << rung;
    }
  }
}

TEST(LadderRules, AnIncludeUpwardsOrSidewaysIsRefused) {
  EXPECT_THAT(complaint("sim/base/time.h", "\"sim/model/ids.h\""), HasSubstr("may not know model"));
  EXPECT_THAT(complaint("sim/random/draw.h", "\"sim/stats/tally.h\""), HasSubstr("stats"));
  EXPECT_THAT(complaint("sim/config/read.cpp", "\"sim/clinic/book.h\""), HasSubstr("clinic"));
  EXPECT_THAT(complaint("sim/clinic/book.h", "\"sim/config/document.h\""), HasSubstr("config"));
  EXPECT_THAT(complaint("sim/report/json.cpp", "\"sim/clinic/clinic.h\""), HasSubstr("clinic"));
  EXPECT_THAT(complaint("sim/model/model.h", "\"tools/cli/options.h\""), HasSubstr("cli"));
}

TEST(LadderRules, AnIncludeDownwardsIsFine) {
  EXPECT_EQ(complaint("sim/model/model.h", "\"sim/base/time.h\""), "");
  EXPECT_EQ(complaint("sim/model/model.h", "\"sim/model/ids.h\""), "");
  EXPECT_EQ(complaint("sim/model/model.h", "<vector>"), "");
  EXPECT_EQ(complaint("sim/base/text.cpp", "<fmt/format.h>"), "");
  EXPECT_EQ(complaint("tools/cli/main.cpp", "\"sim/report/table.h\""), "");
  EXPECT_EQ(complaint("tools/cli/main.cpp", "<unistd.h>"), "");
}

TEST(LadderRules, MetricsKnowsOfTheClinicOnlyItsObservations) {
  EXPECT_EQ(complaint("sim/metrics/collector.h", "\"sim/clinic/observation.h\""), "");
  EXPECT_THAT(complaint("sim/metrics/collector.h", "\"sim/clinic/book.h\""), HasSubstr("clinic"));
  EXPECT_THAT(complaint("sim/clinic/observation.h", "\"sim/clinic/book.h\""), HasSubstr("clinic"));
  EXPECT_EQ(complaint("sim/clinic/clinic.h", "\"sim/clinic/observation.h\""), "");
}

TEST(LadderRules, AThirdPartysHeaderIsForItsOwnFolderOnly) {
  EXPECT_EQ(complaint("sim/config/document.cpp", "<yaml-cpp/eventhandler.h>"), "");
  EXPECT_NE(complaint("sim/model/model.h", "<yaml-cpp/yaml.h>"), "");
  EXPECT_EQ(complaint("sim/report/json.cpp", "<nlohmann/json.hpp>"), "");
  EXPECT_NE(complaint("sim/metrics/row.h", "<nlohmann/json.hpp>"), "");
  EXPECT_NE(complaint("sim/config/overlay.cpp", "<boost/program_options.hpp>"), "");
  EXPECT_NE(complaint("sim/clinic/clinic.cpp", "<unistd.h>"), "");
}

TEST(LadderRules, AnIncludeThatIsNotRootedAtTheRepositoryIsRefused) {
  EXPECT_THAT(complaint("sim/base/text.cpp", "\"text.h\""), HasSubstr("from the top"));
  EXPECT_THAT(complaint("sim/base/text.cpp", "\"../model/ids.h\""), HasSubstr("from the top"));
}

TEST(LadderRules, IncludesAreReadWhereverTheyStandAndNothingElseIs) {
  EXPECT_THAT(
      includes_of("// a\n#include <vector>\n#pragma once\n#include \"sim/base/a.h\"  // b\n"),
      ElementsAre("<vector>", "\"sim/base/a.h\""));
  EXPECT_THAT(includes_of("int include;\n// #include <set>\n"), IsEmpty());
}

TEST(LadderRules, ALinkAcrossTheLadderIsRefused) {
  const auto links = links_of(
      "# some words\nsim_library(clinic FROM book.cpp\n  ON chairtime_base chairtime_config)\n"
      "sim_library(des ON chairtime_base)\n");
  EXPECT_THAT(links.at("clinic"), ElementsAre("chairtime_base", "chairtime_config"));
  EXPECT_THAT(links.at("des"), ElementsAre("chairtime_base"));
  EXPECT_EQ(link_complaint("clinic", "chairtime_base"), "");
  EXPECT_NE(link_complaint("clinic", "chairtime_config"), "");
  EXPECT_NE(link_complaint("metrics", "chairtime_clinic"), "");
  EXPECT_NE(link_complaint("model", "yaml-cpp"), "");
  EXPECT_NE(link_complaint("model", "surprise"), "");
}

}  // namespace
