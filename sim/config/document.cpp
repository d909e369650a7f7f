// sim/config/document.cpp: a YAML text checked, parsed, and its syntax errors put in our words.
//
// yaml-cpp sees only text that it reads as we do: it would take a control character for the end of
// the file, and NULs for UTF-16.
#include "sim/config/document.h"

#include <array>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "sim/config/source.h"
#include "sim/config/tree_builder.h"

namespace sim::config {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20;

// What must not come after the document.
class NothingMore final : public YAML::EventHandler {
 public:
  NothingMore(Source& source, Diagnostics& found) : source_(source), found_(found) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (begins_with(source_.rest_of_line(mark), "---")) {
      found_.error(source_.position(mark), {}, "a second document begins here",
                   "one file holds one scenario; leave the --- out");
    } else {
      found_.error(source_.position(mark), {}, "this does not belong to what stands above it",
                   "check the indentation, and that it is not a list here and a mapping there");
    }
    throw GaveUp{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {}
  void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/,
                       YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {}
  void OnMapEnd() override {}

 private:
  Source& source_;
  Diagnostics& found_;
};

struct Wording {
  std::string_view yaml;  // how yaml-cpp's message begins
  std::string_view ours;
  std::string_view hint;
};

constexpr std::string_view check_indentation =
    "check the indentation, and quote a value that holds quotes, brackets or ': '";
constexpr std::string_view quote_brackets =
    "inside [] and {}, text that holds brackets, commas or ': ' must be quoted";

constexpr std::array<Wording, 17> wordings = {{
    {"end of map flow not found", "a bracket is not closed before this", quote_brackets},
    {"end of sequence flow not found", "a bracket is not closed before this", quote_brackets},
    {"end of map not found", "this does not belong to what stands above it", check_indentation},
    {"end of sequence not found", "this does not belong to what stands above it",
     check_indentation},
    {"illegal flow end", "a closing bracket without one that opens", quote_brackets},
    {"illegal map value", "a ': ' where no key can end",
     "quote a value that holds ': '; write a key and its value on a line of their own"},
    {"illegal map key", "a key cannot stand here", check_indentation},
    {"illegal block entry", "a list item '- ' cannot stand here",
     "write it on a line of its own, indented below its key"},
    {"illegal EOF in scalar", "the text ends inside quotes", "close the quotes"},
    {"illegal document indicator in scalar", "a document begins inside quotes", "close the quotes"},
    {"unknown escape character", "an unknown escape in double quotes",
     "write \\\\ for a backslash, or use single quotes"},
    {"unknown token", "this character cannot stand here", quote_brackets},
    {"the referenced anchor is not defined", "aliases (*) are not supported",
     "quote text that begins with *"},
    {"alias not found after *", "aliases (*) are not supported", "quote text that begins with *"},
    {"anchor not found after &", "anchors (&) are not supported", "quote text that begins with &"},
    {"cannot assign multiple tags", "tags (!) are not supported", "quote text that begins with !"},
    {"cannot assign multiple anchors", "anchors (&) are not supported",
     "quote text that begins with &"},
}};

void report_syntax(const YAML::Exception& mistake, const TreeBuilder& tree, Source& source,
                   Diagnostics& found) {
  SourcePosition at = source.position(mistake.mark);
  std::string message = "cannot be read as YAML: " + mistake.msg;
  std::string hint;
  for (const Wording& wording : wordings) {
    if (!begins_with(mistake.msg, wording.yaml)) continue;
    message = wording.ours;
    hint = wording.hint;
  }
  const bool is_flow = mistake.msg.find("flow not found") != std::string::npos;
  const auto bracket = tree.open_bracket();
  if (is_flow && begins_with(source.rest_of_line(mistake.mark), "[")) {
    message = "a bracket opens where a comma or a closing bracket must stand";
    hint = R"(inside [] and {}, text with brackets must be quoted, as in ["time_at[chairs=3]"])";
  } else if (bracket && is_flow) {
    // At the end of the text yaml-cpp has sometimes no mark but the beginning.
    const bool at_beginning = mistake.mark.line <= 0 && mistake.mark.column <= 0;
    const bool at_end = at_beginning || source.is_end(mistake.mark);
    message = at_end
                  ? std::string("this bracket is never closed")
                  : fmt::format("the bracket on line {} is not closed before this", bracket->line);
    if (at_end) at = *bracket;
  }
  found.error(at, {}, std::move(message), std::move(hint));
}

// What yaml-cpp would misread or pass over; whether the text is fit to be given to it.
bool check_characters(Source& source, Diagnostics& found) {
  for (std::size_t i = 0; i < source.lines(); ++i) {
    const std::string_view line = source.line(i);
    for (std::size_t byte = 0, length = 0; byte < line.size(); byte += length) {
      length = first_character(line.substr(byte));
      const auto code = static_cast<unsigned char>(line[byte]);
      if (length == 0) {
        found.error(source.position(i, byte), {}, "this is not UTF-8 text",
                    "save the file with the encoding UTF-8");
        return false;
      }
      if ((code < 0x20 && code != '\t') || code == 0x7F) {
        found.error(source.position(i, byte), {},
                    fmt::format("the control character {:#04x} cannot stand here", code));
        return false;
      }
    }
  }
  return true;
}

bool check_indentation_of(Source& source, Diagnostics& found) {
  std::size_t lines = 0;
  SourcePosition first;
  for (std::size_t i = 0; i < source.lines(); ++i) {
    const std::string_view line = source.line(i);
    const std::size_t text = line.find_first_not_of(" \t");
    const std::size_t tab = line.find('\t');
    if (text == std::string_view::npos || tab > text) continue;
    if (++lines == 1) first = source.position(i, tab);
  }
  if (lines == 0) return true;
  found.add({Severity::Error,
             first,
             {},
             lines == 1 ? std::string("indented with a tab")
                        : fmt::format("indented with a tab, like {} more lines", lines - 1),
             "indent with spaces, two for each level",
             1});
  return false;
}

std::string with_plain_line_ends(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (begins_with(text, byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') plain += text[i];
  }
  return plain;
}

template <class Entries>
auto value_of(Entries& entries, std::string_view key) -> decltype(&entries.front().value) {
  for (auto& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

}  // namespace

const Node* Node::find(std::string_view key) const { return value_of(entries, key); }
Node* Node::find(std::string_view key) { return value_of(entries, key); }

std::string dotted(const std::string& path, std::string_view part) {
  const bool quote = part.find('.') != std::string_view::npos;
  return fmt::format("{}{}{}{}{}", path, path.empty() ? "" : ".", quote ? "\"" : "", part,
                     quote ? "\"" : "");
}

Node parse_document(std::string_view text, std::uint32_t file, Diagnostics& found) {
  if (text.size() > most_bytes) {
    found.error({file, 0, 0}, {}, "too large to be a scenario, more than 4 MiB");
    return {};
  }
  const std::string plain = with_plain_line_ends(text);
  Source source(plain, file);
  if (!check_characters(source, found) || !check_indentation_of(source, found)) return {};
  TreeBuilder tree(source);
  Node root;
  try {
    std::istringstream in(plain);
    YAML::Parser parser(in);
    if (!parser.HandleNextDocument(tree)) found.error(source.whole(), {}, "there is nothing in it");
    NothingMore nothing_more(source, found);
    parser.HandleNextDocument(nothing_more);
    root = tree.take_root();
  } catch (const YAML::Exception& mistake) {
    tree.forget_guesses();
    report_syntax(mistake, tree, source, found);
  } catch (const GaveUp&) {
    // Why has been reported.
  }
  tree.pass_on(found);
  return root;
}

}  // namespace sim::config
