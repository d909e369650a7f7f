// tests/cli/program.h: runs the built program as a user would, and what came of it.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace sim::tests {

struct Finished {
  int exit_code = -1;  // or 128 + the signal that ended it
  std::string out;     // standard output
  std::string err;     // standard error
  long peak = 0;       // kilobytes of memory at most; never below this process's own when it began
};

// The program, begun and not yet waited for.
class Running {
 public:
  // Arguments after the program's name. `input` is what it reads from standard input.
  explicit Running(const std::vector<std::string>& arguments, const std::string& input = {});

  std::string err_so_far() const;
  void interrupt() const;  // as Ctrl-C does
  Finished wait();

 private:
  std::string folder_;  // a fresh one, for what goes in and comes out
  pid_t process_ = -1;
};

inline Finished chairtime(const std::vector<std::string>& arguments) {
  return Running(arguments).wait();
}

// Writes a file into the test's own folder and returns its name.
std::string written(const std::string& name, const std::string& text);

// The smallest scenario that runs, for a few weeks.
std::string smallest();

}  // namespace sim::tests
