// tools/cli/command_line.cpp: reading the command line with Boost.Program_options.
#include "tools/cli/command_line.h"

#include <algorithm>
#include <array>
#include <limits>
#include <sstream>
#include <string_view>
#include <thread>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "sim/base/text.h"
#include "tools/cli/options.h"

namespace cli {
namespace {

namespace options = boost::program_options;

std::string with_suggestion(std::string message, const std::string& word,
                            const std::vector<std::string>& candidates) {
  const std::optional<std::string> meant = sim::did_you_mean(word, candidates);
  if (meant) message += fmt::format("; did you mean '{}'?", *meant);
  return message;
}

Command command_named(const std::string& name) {
  std::vector<std::string> names;
  for (const CommandDescription& each : all_commands()) {
    if (each.name == name) return each.command;
    names.emplace_back(each.name);
  }
  throw UsageError(with_suggestion(fmt::format("there is no command '{}'", name), name, names));
}

std::vector<std::string> option_names(const options::options_description& list) {
  std::vector<std::string> names;
  for (const auto& option : list.options())
    names.push_back("--" + option->long_name());
  return names;
}

// Reads a whole number in [least, most].
std::int64_t whole_number(const options::variables_map& given, const std::string& option,
                          std::int64_t least, std::int64_t most) {
  const auto& text = given[option].as<std::string>();
  const std::optional<std::int64_t> number = sim::parse_integer(text);
  if (!number || *number < least || *number > most) {
    throw UsageError(fmt::format("--{} must be a whole number from {} to {}, is '{}'", option,
                                 least, most, text));
  }
  return *number;
}

Format format_named(const std::string& name) {
  if (name == "table") return Format::Table;
  if (name == "json") return Format::Json;
  if (name == "yaml") return Format::Yaml;
  if (name == "csv") return Format::Csv;
  throw UsageError(with_suggestion(fmt::format("--format must be table or json, is '{}'", name),
                                   name, {"table", "json"}));
}

options::variables_map read_options(const std::vector<std::string>& arguments, Command command) {
  options::options_description list = options_of(command);
  options::options_description all;
  all.add(list).add_options()("file", options::value<std::vector<std::string>>());
  options::positional_options_description files;
  files.add("file", -1);
  namespace style = options::command_line_style;
  options::variables_map given;
  try {
    options::store(options::command_line_parser(arguments)
                       .options(all)
                       .positional(files)
                       .style(style::default_style & ~style::allow_guessing)
                       .run(),
                   given);
  } catch (const options::unknown_option& unknown) {
    const std::string name = unknown.get_option_name();
    throw UsageError(
        with_suggestion(fmt::format("'{}' has no option {}", describe(command).name, name), name,
                        option_names(list)));
  } catch (const options::error& wrong) {
    throw UsageError(wrong.what());
  }
  return given;
}

bool reads_one_scenario(Command command) {
  return is_replicated(command) || command == Command::Trace || command == Command::Explain ||
         command == Command::Stress;
}

void check_files(const CommandLine& line) {
  const std::string_view usage = describe(line.command).usage;
  const std::size_t files = line.files.size();
  const bool reads_one = reads_one_scenario(line.command);
  const bool reads = reads_one || line.command == Command::Validate;
  if (line.command == Command::Init) return;
  const bool verifies = line.command == Command::Verify;
  if (verifies && files == 0)
    throw UsageError(fmt::format("no folder is given: chairtime {}", usage));
  if (reads && files == 0)
    throw UsageError(fmt::format("no scenario file is given: chairtime {}", usage));
  const bool takes_one = reads_one || verifies;
  if ((takes_one && files > 1) || (!reads && !verifies && files > 0)) {
    throw UsageError(
        fmt::format("'{}' is one file too many: chairtime {}", line.files.back(), usage));
  }
}

void check_format(const CommandLine& line) {
  const bool explains = line.command == Command::Explain;
  if (explains && line.format == Format::Json)
    throw UsageError("--format json is not supported yet by explain");
  const bool has_csv = keeps_records(line.command) || line.command == Command::Sweep;
  if (!has_csv && line.format == Format::Csv) {
    throw UsageError(
        fmt::format("'{}' has no --format csv; write --format json", describe(line.command).name));
  }
  if (!explains && line.format == Format::Yaml) {
    throw UsageError(fmt::format("'{}' has no --format yaml; only explain writes a scenario",
                                 describe(line.command).name));
  }
}

void check_overrides(const CommandLine& line) {
  for (const std::string& override : line.overrides) {
    if (override.find('=') == std::string::npos || override.front() == '=')
      throw UsageError(fmt::format("--set takes PATH=VALUE, is '{}'", override));
  }
}

// What a folder of results is to hold.
void read_output(const options::variables_map& given, CommandLine& line) {
  if (given.count("out") > 0) line.output = given["out"].as<std::string>();
  if (given.count("report") > 0) line.report = given["report"].as<std::string>();
  if (given.count("force") > 0) line.others = Others::Replace;
  const auto number = [&](const char* option, std::uint32_t& read) {
    if (given.count(option) > 0)
      read = static_cast<std::uint32_t>(whole_number(given, option, 0, 1'000'000));
  };
  number("records", line.records);
  number("event-log", line.logged);
}

// What a trace is to be of.
void read_trace(const options::variables_map& given, CommandLine& line) {
  if (given.count("patient") == given.count("day")) {
    throw UsageError(
        "trace takes exactly one of --patient N and --day DATE, as in: chairtime trace "
        "FILE --day 2027-03-02");
  }
  if (given.count("patient") > 0) line.patient = given["patient"].as<std::string>();
  if (given.count("day") > 0) {
    const auto& text = given["day"].as<std::string>();
    line.day = sim::parse_date(text);
    if (!line.day) {
      throw UsageError(
          fmt::format("--day must be a date such as 2027-03-02 (year-month-day), is '{}'", text));
    }
  }
  if (given.count("replication") > 0) {
    line.replication = static_cast<std::uint32_t>(whole_number(given, "replication", 1, 1'000'000));
  }
}

// Which scenario somebody begins with, and where it goes.
void read_init(const options::variables_map& given, CommandLine& line) {
  if (given.count("list") > 0) line.starter = Starters::List;
  if (given.count("output") > 0) line.output = given["output"].as<std::string>();
  const std::size_t names = line.starter == Starters::List ? 0 : 1;
  if (line.files.size() > names || (names == 0 && line.output)) {
    throw UsageError(
        "init takes one starter's NAME, with -o FILE or without, or --list alone, as in: chairtime "
        "init iron -o clinic.yaml");
  }
}

// Where the page goes.
void read_report(const options::variables_map& given, CommandLine& line) {
  if (given.count("output") == 0) {
    throw UsageError(
        "report takes -o FILE, the page to write, as in: chairtime report FILE -o report.html");
  }
  line.report = given["output"].as<std::string>();
}

int all_threads() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

CommandLine read_command(Command command, const std::vector<std::string>& arguments) {
  const options::variables_map given = read_options(arguments, command);
  CommandLine line;
  if (given.count("help") > 0) {
    line.help_on = command;
    return line;
  }
  line.command = command;
  line.threads = all_threads();
  if (given.count("file") > 0) line.files = given["file"].as<std::vector<std::string>>();
  if (given.count("set") > 0) line.overrides = given["set"].as<std::vector<std::string>>();
  if (given.count("vary") > 0) line.varied = given["vary"].as<std::vector<std::string>>();
  if (given.count("target") > 0)
    line.targets_asked = given["target"].as<std::vector<std::string>>();
  if (given.count("metric") > 0) line.figures = given["metric"].as<std::vector<std::string>>();
  read_output(given, line);
  if (given.count("variant") > 0) line.variant = given["variant"].as<std::string>();
  if (given.count("format") > 0) line.format = format_named(given["format"].as<std::string>());
  check_format(line);
  if (command == Command::Compare && line.files.size() > 1) {
    line.compared.assign(line.files.begin() + 1, line.files.end());
    line.files.resize(1);
  }
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  if (given.count("seed") > 0)
    line.seed = static_cast<std::uint64_t>(whole_number(given, "seed", 0, largest));
  if (given.count("replications") > 0)
    line.replications = static_cast<int>(whole_number(given, "replications", 1, 1'000'000));
  if (given.count("threads") > 0)
    line.threads = static_cast<int>(whole_number(given, "threads", 1, 1024));
  if (given.count("points") > 0)
    line.points = static_cast<std::size_t>(whole_number(given, "points", 10, 1000));
  line.quiet = given.count("quiet") > 0;
  if (given.count("require-targets") > 0) line.targets = Targets::Required;
  check_files(line);
  check_overrides(line);
  if (command == Command::Trace) read_trace(given, line);
  if (command == Command::Init) read_init(given, line);
  if (command == Command::Report) read_report(given, line);
  return line;
}

}  // namespace

CommandLine parse_command_line(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") return {};
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "--version") return read_command(Command::Version, rest);
  if (arguments[0].front() == '-') {
    throw UsageError(fmt::format("'{}' comes before the command: chairtime COMMAND FILE [options]",
                                 arguments[0]));
  }
  const Command command = command_named(arguments[0]);
  if (command != Command::Help) return read_command(command, rest);
  CommandLine help;
  if (rest.size() > 1) throw UsageError("help takes one command");
  if (!rest.empty() && rest[0].front() != '-') help.help_on = command_named(rest[0]);
  return help;
}

std::string help_text(std::optional<Command> on) {
  std::ostringstream text;
  if (on) {
    const CommandDescription& command = describe(*on);
    text << fmt::format("chairtime {}: {}\n\n", command.usage, command.answers);
    text << options_of(*on);
    return text.str();
  }
  text << "chairtime COMMAND FILE [options]: simulate treatment courses in an infusion clinic\n\n";
  for (const CommandDescription& command : all_commands())
    text << fmt::format("  {:<37}{}\n", command.usage, command.answers);
  text << "\nchairtime COMMAND --help says which options a command has. Begin with\n"
          "  chairtime run scenarios/ketamine_clinic.yaml\n\n"
          "A tool for planning and teaching; it is not medical advice.\n";
  return text.str();
}

}  // namespace cli
