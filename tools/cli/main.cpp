// tools/cli/main.cpp: the program: reads the command line, does one command, says how it went.
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/base/contract.h"
#include "sim/clinic/never_empty.h"
#include "sim/experiment/replicate.h"
#include "tools/cli/answer.h"
#include "tools/cli/command_line.h"
#include "tools/cli/commands.h"
#include "tools/cli/exit_code.h"
#include "tools/cli/folder_trouble.h"
#include "tools/cli/mpi_ranks.h"
#include "tools/cli/output.h"
#include "tools/cli/scenario_file.h"

namespace cli {
namespace {

Exit do_command(const CommandLine& line) {
  switch (line.command) {
    case Command::Help:
      return print(help_text(line.help_on));
    case Command::Version:
      return show_version();
    case Command::Metrics:
      return list_metrics();
    case Command::Init:
      return init(line);
    case Command::Schema:
      return show_schema();
    case Command::Validate:
      return validate(line);
    case Command::Compare:
      return answer(line, compare);
    case Command::Sweep:
      return sweep(line);
    case Command::Size:
      return answer(line, size);
    case Command::Capacity:
      return answer(line, capacity);
    case Command::Explain:
      return explain(line);
    case Command::Run:
      return answer(line, run);
    case Command::Sensitivity:
      return answer(line, sensitivity);
    case Command::Report:
      return answer(line, report);
    case Command::Stress:
      return stress(line);
    case Command::Trace:
      return trace(line);
    case Command::WarmUp:
      return answer(line, warmup);
    case Command::Verify:
      return verify(line);
  }
  return Exit::OurMistake;
}

Exit our_mistake(const CommandLine& line, std::string_view what) {
  complain(fmt::format("a self-check failed; this is our mistake, not the scenario's: {}", what));
  std::string changes;
  for (const std::string& override : line.overrides)
    changes += fmt::format(" --set '{}'", override);
  if (line.variant) changes += fmt::format(" --variant '{}'", *line.variant);
  note(fmt::format("Please report it with the scenario, {}{}, and the version, {}.\n",
                   fmt::join(line.files, " "), changes, CHAIRTIME_VERSION));
  return Exit::OurMistake;
}

Exit do_arguments(const std::vector<std::string>& arguments, sim::experiment::Ranks* ranks) {
  CommandLine line;
  try {
    line = parse_command_line(arguments);
    line.ranks = ranks;
    return do_command(line);
  } catch (const UsageError& wrong) {
    complain(wrong.what());
    note("`chairtime --help` lists the commands and `chairtime COMMAND --help` their options.\n");
    return Exit::CommandLineWrong;
  } catch (const UnreadableFile& unreadable) {
    complain(unreadable.what());
    return Exit::FileTrouble;
  } catch (const FolderTrouble& trouble) {
    complain(trouble.what());
    leave_ranks(static_cast<int>(Exit::FileTrouble));  // the only one that looks at the folder
    return Exit::FileTrouble;
  } catch (const std::filesystem::filesystem_error& trouble) {
    complain(trouble.what());
    return Exit::FileTrouble;
  } catch (const sim::clinic::NeverEmpty& never) {
    complain(never.what());
    return Exit::ScenarioWrong;
  } catch (const std::bad_alloc&) {
    complain("this run is too large for the machine's memory");
    return Exit::ScenarioWrong;
  } catch (const std::exception& broken) {
    return our_mistake(line, broken.what());
  }
}

}  // namespace
}  // namespace cli

int main(int argc, char** argv) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-bounds-pointer-arithmetic): what main() is given
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::unique_ptr<sim::experiment::Ranks> ranks = cli::join_ranks();
  return static_cast<int>(cli::do_arguments(arguments, ranks.get()));
}
