// tools/cli/arguments.cpp: from what the user asked for back to words.
#include "tools/cli/arguments.h"

#include <fmt/format.h>

#include "sim/base/words.h"
#include "tools/cli/options.h"
#include "tools/cli/texts.h"

namespace cli {
namespace {

// Each option in one word: its value may begin with a hyphen.
class Arguments {
 public:
  explicit Arguments(Command command) : all_{std::string(describe(command).name)} {}

  void add(const std::string& word) { all_.push_back(word); }
  template <class Value>
  void add(const char* option, const Value& value) {
    all_.push_back(fmt::format("--{}={}", option, value));
  }
  template <class Value>
  void add(const char* option, const std::optional<Value>& value) {
    if (value) add(option, *value);
  }
  void add(const char* option, const std::vector<std::string>& values) {
    for (const std::string& value : values)
      add(option, value);
  }
  std::vector<std::string> take() { return std::move(all_); }

 private:
  std::vector<std::string> all_;
};

}  // namespace

std::vector<std::string> arguments_of(const CommandLine& line) {
  Arguments arguments(line.command);
  arguments.add(name_without_folder(line.files.front()));
  for (const std::string& variant : line.compared)
    arguments.add(variant);
  arguments.add("vary", line.varied);
  arguments.add("target", line.targets_asked);
  arguments.add("metric", line.figures);
  arguments.add("set", line.overrides);
  arguments.add("variant", line.variant);
  arguments.add("seed", line.seed);
  arguments.add("replications", line.replications);
  if (line.command == Command::Sensitivity) arguments.add("points", line.points);
  if (keeps_records(line.command) && line.output) {
    arguments.add("records", line.records);
    arguments.add("event-log", line.logged);
  }
  return arguments.take();
}

std::string command_of(const CommandLine& line) {
  std::string command = "chairtime";
  for (const std::string& word : arguments_of(line))
    command += " " + sim::shell_word(word);
  return command;
}

}  // namespace cli
