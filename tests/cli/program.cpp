// tests/cli/program.cpp: starting the program and keeping what it writes.
#include "tests/cli/program.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/support/files.h"

extern char** environ;

namespace sim::tests {
namespace {

std::string made_folder(std::string name) {
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  return name;
}

// Where this process's tests write, and what is left of it when they have ended: nothing.
class Scratch {
 public:
  Scratch() : folder_(made_folder(testing::TempDir() + "/chairtime_XXXXXX")) {}
  Scratch(const Scratch&) = delete;
  Scratch(Scratch&&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

std::string fresh_folder() {
  static const Scratch scratch;
  return made_folder(scratch.folder() + "/XXXXXX");
}

}  // namespace

Running::Running(const std::vector<std::string>& arguments, const std::string& input)
    : folder_(fresh_folder()) {
  std::ofstream(folder_ + "/in") << input;
  std::vector<std::string> words = {CHAIRTIME_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  const int fresh = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&files, 0, (folder_ + "/in").c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, (folder_ + "/out").c_str(), fresh, 0600);
  posix_spawn_file_actions_addopen(&files, 2, (folder_ + "/err").c_str(), fresh, 0600);
  const int failure = posix_spawn(&process_, argv[0], &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failure != 0) throw std::runtime_error("cannot start " + words[0]);
}

std::string Running::err_so_far() const { return contents(folder_ + "/err"); }

void Running::interrupt() const { kill(process_, SIGINT); }

Finished Running::wait() {
  int status = 0;
  rusage used{};
  wait4(process_, &status, 0, &used);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, contents(folder_ + "/out"), contents(folder_ + "/err"), used.ru_maxrss};
}

std::string written(const std::string& name, const std::string& text) {
  const std::string path = fresh_folder() + "/" + name;
  std::ofstream(path) << text;
  return path;
}

std::string smallest() {
  return text_of("scenarios/smallest.yaml") +
         "run: {warm_up: 4 weeks, length: 8 weeks, replications: 5}\n";
}

}  // namespace sim::tests
