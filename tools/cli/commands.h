// tools/cli/commands.h: the commands, each in a file of its own.
#pragma once

#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"

namespace cli {

Exit capacity(const CommandLine& line);
Exit compare(const CommandLine& line);
Exit explain(const CommandLine& line);
Exit init(const CommandLine& line);
Exit run(const CommandLine& line);
Exit sensitivity(const CommandLine& line);
Exit size(const CommandLine& line);
Exit stress(const CommandLine& line);
Exit sweep(const CommandLine& line);
Exit trace(const CommandLine& line);
Exit validate(const CommandLine& line);
Exit warmup(const CommandLine& line);
Exit list_metrics();
Exit show_schema();
Exit show_version();

}  // namespace cli
