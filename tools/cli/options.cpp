// tools/cli/options.cpp: one table of commands, one of options.
#include "tools/cli/options.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <boost/program_options/value_semantic.hpp>

namespace cli {
namespace {

namespace options = boost::program_options;

// A set of commands, one bit each.
using Commands = std::uint32_t;

template <class... Each>
constexpr Commands set_of(Each... commands) {
  return ((Commands{1} << static_cast<unsigned>(commands)) | ...);
}
constexpr bool has(Commands all, Command command) { return (all & set_of(command)) != 0; }

constexpr Commands replicated =
    set_of(Command::Run, Command::Compare, Command::Sweep, Command::Size, Command::Capacity,
           Command::Sensitivity, Command::WarmUp, Command::Report);
constexpr Commands kept = replicated & ~set_of(Command::Report);  // results, in a folder
constexpr Commands shown =                                        // as a page
    set_of(Command::Run, Command::Compare, Command::Sweep, Command::Size, Command::Sensitivity);
constexpr Commands simulated = replicated | set_of(Command::Trace);
constexpr Commands recorded = set_of(Command::Run, Command::Compare);
constexpr Commands verified = set_of(Command::Verify);
constexpr Commands explained = set_of(Command::Explain);
constexpr Commands described = explained | set_of(Command::Stress);  // and nothing is simulated
constexpr Commands read = simulated | described | set_of(Command::Validate);

enum class Takes : std::uint8_t { Nothing, Text, Texts };  // Texts: may be repeated

struct Option {
  Commands commands;
  const char* name;
  Takes takes;
  const char* value;
  const char* help;
};

// In the order in which --help lists them.
constexpr std::array<Option, 31> all_options = {{
    {set_of(Command::Trace), "patient", Takes::Text, "N",
     "the N-th to be referred, from 1; COHORT/N of that cohort, COHORT/list N, COHORT/diary N or "
     "COHORT/in course N of those who are there at the start"},
    {set_of(Command::Trace), "day", Takes::Text, "DATE",
     "a date of the run, as in --day 2027-03-02"},
    {set_of(Command::Trace), "replication", Takes::Text, "N", "which run of the clinic; default 1"},
    {set_of(Command::Init), "list", Takes::Nothing, "", "which starters there are"},
    {set_of(Command::Init), "output,o", Takes::Text, "FILE",
     "a new file to write it to; default: standard output"},
    {set_of(Command::Size), "target", Takes::Texts, "TARGET",
     "to be met beside those of the scenario, as in --target \"courses_completed >= 300\""},
    {set_of(Command::Sweep, Command::Size), "vary", Takes::Texts, "PATH=VALUES",
     "what to vary, as in --vary clinic.resources.chairs=2..8 --vary "
     "booking.series=rolling,whole_course: every combination"},
    {set_of(Command::Sweep), "metric", Takes::Texts, "NAME",
     "a figure to show, as in --metric courses_completed; may be repeated"},
    {set_of(Command::Sensitivity), "metric", Takes::Texts, "NAME",
     "a figure to ask about, as in --metric utilisation[chairs]; may be repeated; default: "
     "wait_to_first_infusion.mean and courses_completed"},
    {set_of(Command::Sensitivity), "points", Takes::Text, "N",
     "of the Latin hypercube, 10 to 1000; default 64"},
    {set_of(Command::Sweep), "out", Takes::Text, "DIR",
     "keep every finished replication there, and go on with what is kept"},
    {set_of(Command::Sweep), "force", Takes::Nothing, "",
     "begin anew in a folder that holds results of something else"},
    {recorded, "out", Takes::Text, "DIR",
     "keep the results there: figures, replications, patients and visits as CSV and SQLite, an "
     "event log, and what it takes to run it again"},
    {kept & ~recorded & ~set_of(Command::Sweep), "out", Takes::Text, "DIR",
     "keep the results there as JSON, and what it takes to run it again"},
    {kept & ~set_of(Command::Sweep), "force", Takes::Nothing, "", "replace results that are there"},
    {recorded, "records", Takes::Text, "N",
     "replications whose patients and visits --out keeps: the first N; 0: of none; default 1"},
    {recorded, "event-log", Takes::Text, "N",
     "patients in --out's event log, evenly drawn from each of these replications; 0: all of them; "
     "default 100"},
    {set_of(Command::Report), "output,o", Takes::Text, "FILE",
     "the page to write, as in -o report.html; -: standard output"},
    {shown, "report", Takes::Text, "FILE",
     "write a page about it, too, with charts; it needs no network and no other file"},
    {read, "set", Takes::Texts, "PATH=VALUE",
     "change the scenario, as in --set clinic.resources.chairs=5; the last one wins"},
    {(simulated | described) & ~set_of(Command::Compare), "variant", Takes::Text, "NAME",
     "one of the scenario's variants; a --set is laid over it"},
    {recorded | set_of(Command::Sweep), "format", Takes::Text, "FORMAT",
     "table (default), json or csv"},
    {(kept | set_of(Command::Validate)) & ~recorded & ~set_of(Command::Sweep), "format",
     Takes::Text, "FORMAT", "table (default) or json"},
    {explained, "format", Takes::Text, "FORMAT",
     "table (default) or yaml: the scenario in full, every default written out"},
    {simulated, "seed", Takes::Text, "N", "instead of the scenario's run.seed"},
    {replicated, "replications", Takes::Text, "N", "instead of the scenario's run.replications"},
    {replicated | verified, "threads", Takes::Text, "N",
     "default: all of the machine's; the results do not depend on it"},
    {set_of(Command::Run), "require-targets", Takes::Nothing, "",
     "exit with code 4 unless every target of the scenario was met"},
    {simulated | verified, "quiet", Takes::Nothing, "",
     "no progress and no warnings on standard error"},
    {described, "quiet", Takes::Nothing, "", "no warnings on standard error"},
    {~Commands{0}, "help,h", Takes::Nothing, "", "this text"},
}};

void add(const Option& option, options::options_description& list) {
  auto to_list = list.add_options();
  switch (option.takes) {
    case Takes::Nothing:
      to_list(option.name, option.help);
      return;
    case Takes::Text:
      to_list(option.name, options::value<std::string>()->value_name(option.value), option.help);
      return;
    case Takes::Texts:
      to_list(option.name,
              options::value<std::vector<std::string>>()->value_name(option.value)->composing(),
              option.help);
      return;
  }
}

}  // namespace

const std::vector<CommandDescription>& all_commands() {
  static const std::vector<CommandDescription> commands = {
      {Command::Init, "init", "init [NAME] [-o FILE]",
       "a commented scenario to begin with; init --list says which there are"},
      {Command::Explain, "explain", "explain FILE [options]",
       "the scenario in plain English, what its book can hold and what is asked of it"},
      {Command::Run, "run", "run FILE [options]", "the clinic's figures with confidence intervals"},
      {Command::Compare, "compare", "compare FILE [VARIANT...] [options]",
       "the scenario against its variants, on the same patients"},
      {Command::Sweep, "sweep", "sweep FILE --vary PATH=2..8 [options]",
       "every combination of some values; goes on where it was stopped"},
      {Command::Size, "size", "size FILE --vary PATH=1..12 [options]",
       "the smallest or cheapest clinic that meets its targets"},
      {Command::Capacity, "capacity", "capacity FILE [options]",
       "the most courses a week if demand never ran out, and what binds"},
      {Command::WarmUp, "warmup", "warmup FILE [options]",
       "whether the warm-up is long enough, and what would be"},
      {Command::Sensitivity, "sensitivity", "sensitivity FILE [options]",
       "which of the values with a range matters most, and what to measure first"},
      {Command::Trace, "trace", "trace FILE [options]",
       "what happened to one patient (--patient N) or on one day (--day DATE), and why"},
      {Command::Report, "report", "report FILE -o report.html [options]",
       "a page with charts about the scenario and its variants, to be forwarded and printed"},
      {Command::Stress, "stress", "stress FILE [options]",
       "the STRESS-DES reporting checklist as Markdown, filled in from the scenario"},
      {Command::Validate, "validate", "validate FILE... [options]",
       "every mistake in a scenario, with its place and a way out"},
      {Command::Verify, "verify", "verify DIR [options]",
       "runs a folder of results again, and says whether every number is the same"},
      {Command::Metrics, "metrics", "metrics", "every figure that a run gives, and what it means"},
      {Command::Schema, "schema", "schema", "the JSON Schema of scenarios, for editors"},
      {Command::Version, "version", "version", "the version, compiler and generator"},
      {Command::Help, "help", "help [COMMAND]", "this page, or more about a command"},
  };
  return commands;
}

const CommandDescription& describe(Command command) {
  const std::vector<CommandDescription>& all = all_commands();
  return *std::find_if(all.begin(), all.end(),
                       [&](const CommandDescription& each) { return each.command == command; });
}

bool is_replicated(Command command) { return has(replicated, command); }
bool keeps_results(Command command) { return has(kept, command); }
bool keeps_records(Command command) { return has(recorded, command); }

options::options_description options_of(Command command) {
  options::options_description list("options");
  for (const Option& option : all_options)
    if (has(option.commands, command)) add(option, list);
  return list;
}

}  // namespace cli
