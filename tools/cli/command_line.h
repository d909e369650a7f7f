// tools/cli/command_line.h: what the user asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/time.h"
#include "sim/experiment/ranks.h"

namespace cli {

enum class Command {
  Help,
  Version,
  Metrics,
  Schema,
  Init,
  Validate,
  Explain,
  Run,
  Compare,
  Sweep,
  Size,
  Capacity,
  WarmUp,
  Sensitivity,
  Report,
  Stress,
  Trace,
  Verify
};
enum class Format { Table, Json, Csv, Yaml };
enum class Starters { One, List };
// Results of something else in the folder of --out.
enum class Others { Refuse, Replace };
enum class Targets { Reported, Required };

// What files say, by the name by which a command asks for them.
using TextsByName = std::map<std::string, std::string>;

struct CommandLine {
  Command command = Command::Help;
  std::optional<Command> help_on;      // for Help: about one command
  std::vector<std::string> files;      // validate has at least one, what reads any other has one,
                                       // verify a folder
  std::vector<std::string> overrides;  // "path=value", in order
  std::vector<std::string> compared;   // variants, of compare; all where there are none
  std::vector<std::string> varied;     // "path=values", in order, of sweep and size
  std::vector<std::string> targets_asked;  // of size, beside those of the scenario
  std::vector<std::string> figures;        // names of metrics; none: those that the command chooses
  std::optional<std::string> variant;      // the scenario as it stands where there is none
  std::optional<std::uint64_t> seed;
  std::optional<int> replications;
  int threads = 1;
  Format format = Format::Table;
  bool quiet = false;
  sim::experiment::Ranks* ranks = nullptr;  // other processes that do this command too
  const TextsByName* texts = nullptr;       // instead of files: what they said
  Targets targets = Targets::Reported;      // Required: the exit code says whether all were met
  // Of trace, exactly one of the first two.
  std::optional<std::string> patient;  // "17", "trd/17"
  std::optional<sim::Date> day;
  std::uint32_t replication = 1;
  std::optional<std::string> report;  // a file for the page
  std::optional<std::string> output;  // a file of init, a folder for results
  Others others = Others::Refuse;     // in that folder
  std::uint32_t records = 1;          // replications whose patients and visits are kept there
  std::uint32_t logged = 100;         // patients of each in its event log; 0: all
  std::size_t points = 64;            // of sensitivity's Latin hypercube
  // Of init, whose `files` hold the name of a starter, if any.
  Starters starter = Starters::One;
};

// The command line is wrong; what() says how, and what to write instead where that is known.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Of the arguments after the program's name. Throws UsageError.
CommandLine parse_command_line(const std::vector<std::string>& arguments);

// For `chairtime help` and `chairtime COMMAND --help`.
std::string help_text(std::optional<Command> on);

}  // namespace cli
