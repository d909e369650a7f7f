// sim/report/markdown.h: a document in Markdown (CommonMark with tables), block by block.
//
// What a person reads as plain text is to read well there too: one line a paragraph, no markup that
// could be done without. What the author of a scenario wrote may hold any character, and is to be
// seen as it was written: it goes through plain() or code().
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sim::report {

// Text on one line, such that no character of it is taken for markup.
std::string plain(std::string_view text);
// The same as a piece of code: names of figures, paths and values of a scenario.
std::string code(std::string_view text);

struct MarkdownTable {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;  // as many cells in each as in the heading
};

// All texts are Markdown, on one line each.
class Markdown {
 public:
  void heading(std::size_t level, std::string_view text);  // 1 is the document's
  void say(std::string_view paragraph);
  void item(std::string_view text);  // of a list, which ends where anything else begins
  // What only a person can say, to be seen at once: "> ___ *to be written by the author: ...*".
  void blank(std::string_view what);
  void table(const MarkdownTable& table);
  void fenced(std::string_view language, std::string_view lines);
  // Blocks that are written already, with a newline at their end.
  void blocks(std::string_view text);

  const std::string& text() const { return text_; }
  int blanks() const { return blanks_; }

 private:
  void begin_block();

  std::string text_;
  bool in_list_ = false;
  int blanks_ = 0;
};

}  // namespace sim::report
