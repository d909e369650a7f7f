// tools/cli/commands.h: the commands, each in a file of its own.
#pragma once

#include "tools/cli/answer.h"
#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"

namespace cli {

Exit explain(const CommandLine& line);
Exit init(const CommandLine& line);
Exit stress(const CommandLine& line);
Exit sweep(const CommandLine& line);
Exit trace(const CommandLine& line);
Exit validate(const CommandLine& line);
Exit verify(const CommandLine& line);
Exit list_metrics();
Exit show_schema();
Exit show_version();

// To be given to answer().
Outcome capacity(const CommandLine& line);
Outcome compare(const CommandLine& line);
Outcome report(const CommandLine& line);
Outcome run(const CommandLine& line);
Outcome sensitivity(const CommandLine& line);
Outcome size(const CommandLine& line);
Outcome warmup(const CommandLine& line);

class CellStore;
// A sweep that nobody has begun, and whose replications are kept there; with the files of its
// folder but for that.
Outcome sweep_again(const CommandLine& line, CellStore& store);

}  // namespace cli
