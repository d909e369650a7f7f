// tests/cli/readme_test.cpp: what README.md shows is what the program prints.
//
// A block marked `console` begins with a command and goes on with what it prints, standard error
// first; a last line of three dots stands for the rest. With CHAIRTIME_UPDATE_GOLDEN=1 in the
// environment the blocks are written anew: read the difference before you keep it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

const std::string readme = std::string(CHAIRTIME_SOURCE_DIR) + "/README.md";
const std::string opening = "```console\n";
const std::string closing = "```\n";
const std::string prompt = "$ tools/chairtime ";
const std::string the_rest = "...\n";

// The words of a command line, those in single quotes whole.
std::vector<std::string> words(const std::string& command) {
  std::vector<std::string> found;
  bool quoted = false;
  bool inside = false;
  for (const char letter : command) {
    if (letter == '\'') quoted = !quoted;
    const bool gap = letter == ' ' && !quoted;
    if (!gap && !inside) found.emplace_back();
    inside = !gap;
    if (!gap && letter != '\'') found.back() += letter;
  }
  return found;
}

std::string first_lines(const std::string& text, std::size_t count) {
  std::istringstream lines(text);
  std::string kept;
  std::string line;
  while (count-- > 0 && std::getline(lines, line))
    kept += line + "\n";
  return kept;
}

// What a block should say: its command, and what that prints now, cut where the block cuts it.
std::string renewed(const std::string& block) {
  const std::size_t end = block.find('\n');
  const std::string command = block.substr(prompt.size(), end - prompt.size());
  const Finished run = chairtime(words(command));
  const std::string printed = run.err + run.out;
  const std::string shown = block.substr(end + 1);
  const bool cut = shown.size() >= the_rest.size() &&
                   shown.compare(shown.size() - the_rest.size(), the_rest.size(), the_rest) == 0;
  const auto lines = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), '\n'));
  return block.substr(0, end + 1) + (cut ? first_lines(printed, lines - 1) + the_rest : printed);
}

TEST(Readme, ShowsWhatTheProgramPrints) {
  std::filesystem::current_path(CHAIRTIME_SOURCE_DIR);
  std::string text = contents(readme);
  int blocks = 0;
  for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
    at += opening.size();
    const std::string block = text.substr(at, text.find(closing, at) - at);
    ASSERT_EQ(block.rfind(prompt, 0), 0U) << block;
    const std::string now = renewed(block);
    if (std::getenv("CHAIRTIME_UPDATE_GOLDEN") == nullptr) {
      EXPECT_EQ(block, now);
    }
    text.replace(at, block.size(), now);
    ++blocks;
  }
  EXPECT_GE(blocks, 4);
  if (std::getenv("CHAIRTIME_UPDATE_GOLDEN") != nullptr) std::ofstream(readme) << text;
}

}  // namespace
}  // namespace sim::tests
