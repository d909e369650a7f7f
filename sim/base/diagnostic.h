// sim/base/diagnostic.h: what is wrong with a scenario, said so that the author can fix it.
//
// Reading goes on after a mistake, so that one run of the program reports all of them:
//
//   clinic.yaml:42:14: error: visits.infusion.steps.infuse.takes: must be positive, is -40 min
//      42 |       takes: -40 min
//         |              ^^^^^^^
//     hint: durations are written as in '90 min' or '2 h 30 min'
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sim {

// A place in a scenario file. Lines and columns count from 1, columns in characters, not bytes;
// line 0 means the whole file.
struct SourcePosition {
  std::uint32_t file = 0;  // what Diagnostics::add_file returned
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend constexpr bool operator==(SourcePosition a, SourcePosition b) {
    return a.file == b.file && a.line == b.line && a.column == b.column;
  }
  friend constexpr bool operator!=(SourcePosition a, SourcePosition b) { return !(a == b); }
  friend constexpr bool operator<(SourcePosition a, SourcePosition b) {
    if (a.file != b.file) return a.file < b.file;
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  }
};

enum class Severity : std::uint8_t { Warning, Error };

struct Diagnostic {
  Severity severity = Severity::Error;
  SourcePosition at;
  std::string path;     // dotted, as in "visits.infusion.steps.infuse.takes"; may be empty
  std::string message;  // one sentence, lower case, no full stop; names the value it found
  std::string hint;     // what to write instead; may be empty
  std::uint32_t width =
      0;                  // characters to underline; 0: to the end of the scalar that begins there
  std::string variant{};  // the what-if of which it is true; empty: the scenario as it stands
};

// A text that was read, kept so that the line of a mistake can be shown.
struct SourceFile {
  std::string name;  // as the user gave it: "clinic.yaml", or "--set clinic.resources.chairs=5"
  std::string text;
};

// All that was found, in the order it was found.
class Diagnostics {
 public:
  // Returns the number of the file, for SourcePosition::file.
  std::uint32_t add_file(std::string name, std::string text);
  // nullptr if there is no such file.
  const SourceFile* file(std::uint32_t number) const {
    return number < files_.size() ? &files_[number] : nullptr;
  }

  void error(SourcePosition at, std::string path, std::string message, std::string hint = {});
  void warning(SourcePosition at, std::string path, std::string message, std::string hint = {});
  void add(Diagnostic diagnostic);
  // Puts other findings in place of those there are, and returns these. The files stay.
  std::vector<Diagnostic> replace(std::vector<Diagnostic> by);

  bool any_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return found_; }
  // By place; those at one place in the order they were found.
  std::vector<Diagnostic> by_position() const;

 private:
  std::vector<SourceFile> files_;
  std::vector<Diagnostic> found_;
  std::size_t errors_ = 0;
};

// The lines shown above, each ended by a newline. A diagnostic at line 0, or of no known file, has
// no excerpt.
std::string render(const Diagnostic& diagnostic, const Diagnostics& diagnostics);

// All by position: the first 50, then how many more there are.
std::string render_all(const Diagnostics& diagnostics);

}  // namespace sim
