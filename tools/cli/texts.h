// tools/cli/texts.h: the texts that a command is about: from files, or as a manifest kept them.
#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "sim/config/files.h"
#include "tools/cli/command_line.h"

namespace cli {

// A file could not be read; what() names it and says why.
class UnreadableFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The whole file. "-" is standard input. Throws UnreadableFile.
std::string read_file(const std::string& name);

// A name for the scenario that says nothing about the machine: that of its file, in its folder.
std::string name_without_folder(const std::string& scenario);

// A scenario and the files that it names, which stand where it says, from its own folder; for a
// scenario on standard input, from where the program runs.
class Texts {
 public:
  // Reads the scenario of the command line. Throws UnreadableFile.
  explicit Texts(const CommandLine& line);

  const std::string& name() const { return name_; }  // as messages say it
  const std::string& scenario() const { return scenario_; }

  // Reads the files that it names.
  sim::config::FileReader others() const;

  // The scenario under its name without folder, and what others() has read so far, by path.
  const TextsByName& read_so_far() const { return *read_; }

 private:
  std::string name_;
  const TextsByName* kept_;  // nullptr: files are read
  std::string scenario_;
  std::shared_ptr<TextsByName> read_;
};

}  // namespace cli
