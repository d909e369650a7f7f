// tools/cli/exit_code.h: what the program's exit says.
#pragma once

namespace cli {

enum class Exit : int {
  Done = 0,
  ScenarioWrong = 1,
  CommandLineWrong = 2,
  FileTrouble = 3,   // a file cannot be read or written
  TargetMissed = 4,  // and the targets were required
  Differs = 5,       // results are not what they would be
  OurMistake = 70,   // a self-check failed (EX_SOFTWARE)
  Interrupted = 130
};

}  // namespace cli
