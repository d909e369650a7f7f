// tests/property/random_edit.cpp: what people do to a text: lines lost and doubled, words misspelt
// and put where they do not belong, brackets and blanks.
#include "tests/property/random_edit.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "sim/base/words.h"
#include "sim/config/document.h"

namespace sim::tests {
namespace {

// --- where everything stands

std::vector<std::size_t> line_begins(const std::string& text) {
  std::vector<std::size_t> begins = {0};
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '\n') begins.push_back(i + 1);
  return begins;
}

class Finder {
 public:
  explicit Finder(const std::string& text) : text_(text), lines_(line_begins(text)) {}

  void visit(const config::Node& node, const Path& path) {
    if (node.is_scalar()) add({Token::Kind::Scalar, node.text, path}, node.at);
    for (const config::Node& item : node.items)
      visit(item, with(path, "[]"));
    for (const config::Entry& entry : node.entries) {
      add({Token::Kind::Key, entry.key, path}, entry.key_at);
      visit(entry.value, with(path, entry.key));
    }
  }
  std::vector<Token> take() {
    std::stable_sort(tokens_.begin(), tokens_.end(),
                     [](const Token& a, const Token& b) { return a.begin < b.begin; });
    return std::move(tokens_);
  }

 private:
  static Path with(Path path, const std::string& part) {
    path.push_back(part);
    return path;
  }
  std::size_t offset(SourcePosition at) const {
    std::size_t byte = lines_[at.line - 1];
    for (std::uint32_t column = 1; column < at.column; ++column)
      byte += first_character(std::string_view(text_).substr(byte));
    return byte;
  }
  void add(Token token, SourcePosition at) {
    token.begin = offset(at);
    const char first = text_[token.begin];
    const std::string quote = first == '"' || first == '\'' ? std::string(1, first) : std::string();
    const std::string whole = quote + token.text + quote;
    if (token.text.empty() || text_.compare(token.begin, whole.size(), whole) != 0) return;
    token.size = whole.size();
    tokens_.push_back(std::move(token));
  }

  const std::string& text_;
  std::vector<std::size_t> lines_;
  std::vector<Token> tokens_;
};

// --- choices

template <class T>
const T& any_of(const std::vector<T>& all, Chooser& choose) {
  return all[static_cast<std::size_t>(choose.between(0, static_cast<int>(all.size()) - 1))];
}

std::size_t below(std::size_t count, Chooser& choose) {
  return static_cast<std::size_t>(choose.between(0, static_cast<int>(count) - 1));
}

const Token& any_token(const Written& scenario, Token::Kind kind, Chooser& choose) {
  for (;;) {
    const Token& token = any_of(scenario.tokens, choose);
    if (token.kind == kind) return token;
  }
}

std::string in_place_of(const Written& scenario, const Token& token, const std::string& text) {
  std::string edited = scenario.text;
  return edited.replace(token.begin, token.size, text);
}

std::string about(const char* what, const Token& token, const std::string& now) {
  return fmt::format("{}: {} of {} became {}", what, token.text, fmt::join(token.path, "."), now);
}

// --- words

// One slip, and another word than before.
std::string misspelling(const std::string& word, Chooser& choose) {
  for (;;) {
    std::string slip = word;
    const std::size_t i = below(word.size(), choose);
    const char letter = static_cast<char>('a' + choose.between(0, 25));
    switch (choose.between(0, 3)) {
      case 0:
        slip.erase(i, 1);
        break;
      case 1:
        slip.insert(i, 1, letter);
        break;
      case 2:
        slip[i] = letter;
        break;
      default:
        if (i + 1 < slip.size()) std::swap(slip[i], slip[i + 1]);
    }
    if (slip != word && !slip.empty() && trim(slip) == slip) return slip;
  }
}

bool is_plain_word(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ' ' || c == '.';
  });
}

Edit misspell(const Written& scenario, Token::Kind kind, Chooser& choose) {
  const Token& token = any_token(scenario, kind, choose);
  const std::string now = misspelling(token.text, choose);
  Edit edit{about("misspelt", token, now), in_place_of(scenario, token, now), {}};
  // The slip makes another word, not another number, date or syntax.
  if (is_plain_word(token.text) && is_plain_word(now)) {
    edit.misspelt = token;
    edit.now = now;
  }
  return edit;
}

Edit misspell_key(const Written& scenario, Chooser& choose) {
  return misspell(scenario, Token::Kind::Key, choose);
}
Edit misspell_scalar(const Written& scenario, Chooser& choose) {
  return misspell(scenario, Token::Kind::Scalar, choose);
}

// One word of the file in the place of another.
Edit replace(const Written& scenario, Token::Kind kind, Chooser& choose) {
  const Token& token = any_token(scenario, kind, choose);
  const Token& by = any_token(scenario, kind, choose);
  const std::string now = scenario.text.substr(by.begin, by.size);
  return {about("replaced", token, now), in_place_of(scenario, token, now), {}};
}

Edit replace_key(const Written& scenario, Chooser& choose) {
  return replace(scenario, Token::Kind::Key, choose);
}
Edit replace_scalar(const Written& scenario, Chooser& choose) {
  return replace(scenario, Token::Kind::Scalar, choose);
}

Edit swap_words(const Written& scenario, Chooser& choose) {
  const Token* first = &any_of(scenario.tokens, choose);
  const Token* second = &any_token(scenario, first->kind, choose);
  if (second->begin < first->begin) std::swap(first, second);
  Edit edit{about("swapped", *first, second->text), scenario.text, {}};
  if (first == second) return edit;
  const std::string a = scenario.text.substr(first->begin, first->size);
  const std::string b = scenario.text.substr(second->begin, second->size);
  edit.text.replace(second->begin, second->size, a).replace(first->begin, first->size, b);
  return edit;
}

Edit delete_word(const Written& scenario, Chooser& choose) {
  const Token& token = any_of(scenario.tokens, choose);
  return {about("deleted", token, "nothing"), in_place_of(scenario, token, ""), {}};
}

Edit change_type(const Written& scenario, Chooser& choose) {
  const Token& token = any_of(scenario.tokens, choose);
  const std::string now = choose.one_of({"[]",
                                         "{}",
                                         "[a]",
                                         "{a: 1}",
                                         "{value: 1}",
                                         "{value: {value: 3 %}}",
                                         "\"\"",
                                         "''",
                                         "~",
                                         "null",
                                         "- ",
                                         "[[[[",
                                         "}",
                                         "no",
                                         "yes",
                                         "010",
                                         "0x1F",
                                         "1e5",
                                         "12:30",
                                         "*",
                                         "&a 5",
                                         "!!int 5",
                                         "? a",
                                         "|",
                                         ">",
                                         "<<: {}",
                                         "x 2",
                                         "remove",
                                         "always",
                                         "present",
                                         "unlimited",
                                         "nan",
                                         "inf",
                                         "{uniform: [1 min, 2 min]}",
                                         "{empirical: {values: []}}",
                                         "{discrete: {}}"});
  return {about("another type", token, now), in_place_of(scenario, token, now), {}};
}

// --- numbers

Edit change_number(const Written& scenario, Chooser& choose) {
  for (;;) {
    const Token& token = any_of(scenario.tokens, choose);
    const std::size_t digit = token.text.find_first_of("0123456789");
    if (digit == std::string::npos) continue;
    const std::size_t after = token.text.find_first_not_of("0123456789.", digit);
    const std::string number = choose.one_of({"99999999999999999999",
                                              "9223372036854775807",
                                              "4294967296",
                                              "2147483647",
                                              "100000",
                                              "1e308",
                                              "1e-308",
                                              "1e999",
                                              "0",
                                              "-1",
                                              "-0",
                                              "0.0000001",
                                              "00",
                                              "1.5",
                                              "1/0",
                                              "1,5",
                                              "0.1.2",
                                              "5 %",
                                              "½",
                                              "７"});
    std::string now = token.text;
    now.replace(digit, (after == std::string::npos ? now.size() : after) - digit, number);
    Edit edit{about("another number", token, now), in_place_of(scenario, token, now), {}};
    edit.is_huge = true;
    return edit;
  }
}

Edit remove_unit(const Written& scenario, Chooser& choose) {
  for (;;) {
    const Token& token = any_token(scenario, Token::Kind::Scalar, choose);
    const std::size_t unit = token.text.find_last_of(' ');
    const bool is_number = token.text.find_first_of("0123456789") == 0;
    if (!is_number || unit == std::string::npos) {
      if (choose.yes(2)) return delete_word(scenario, choose);  // a scenario may have no units
      continue;
    }
    const std::string now = token.text.substr(0, unit);
    return {about("without a unit", token, now), in_place_of(scenario, token, now), {}};
  }
}

// --- lines

struct Lines {
  std::size_t begin;
  std::size_t end;
};

std::size_t indentation(const std::string& text, std::size_t line) {
  const std::size_t first = text.find_first_not_of(' ', line);
  return (first == std::string::npos ? text.size() : first) - line;
}

// A line, by chance with all that is indented below it.
Lines some_lines(const Written& scenario, Chooser& choose) {
  const std::vector<std::size_t> lines = line_begins(scenario.text);
  const std::size_t first = below(lines.size(), choose);
  std::size_t next = first + 1;
  if (choose.yes(50)) {
    while (next < lines.size() &&
           indentation(scenario.text, lines[next]) > indentation(scenario.text, lines[first]))
      ++next;
  }
  return {lines[first], next < lines.size() ? lines[next] : scenario.text.size()};
}

std::string about(const char* what, const Written& scenario, Lines lines) {
  return fmt::format("{}: {}", what, scenario.text.substr(lines.begin, lines.end - lines.begin));
}

Edit delete_lines(const Written& scenario, Chooser& choose) {
  const Lines lines = some_lines(scenario, choose);
  std::string text = scenario.text;
  text.erase(lines.begin, lines.end - lines.begin);
  return {about("deleted", scenario, lines), std::move(text), {}};
}

// Doubled, or put elsewhere.
Edit move_lines(const Written& scenario, Chooser& choose) {
  const Lines lines = some_lines(scenario, choose);
  const Lines to = some_lines(scenario, choose);
  const bool is_doubled = choose.yes(50);
  const std::string part = scenario.text.substr(lines.begin, lines.end - lines.begin);
  std::string text = scenario.text;
  if (is_doubled) {
    text.insert(lines.end, part);
  } else if (to.begin >= lines.end) {
    text.insert(to.begin, part).erase(lines.begin, part.size());
  } else if (to.begin <= lines.begin) {
    text.erase(lines.begin, part.size()).insert(to.begin, part);
  }
  return {about(is_doubled ? "doubled" : "moved", scenario, lines), std::move(text), {}};
}

Edit change_indentation(const Written& scenario, Chooser& choose) {
  const Lines lines = some_lines(scenario, choose);
  const std::size_t depth = indentation(scenario.text, lines.begin);
  const std::string by = choose.one_of({"", " ", "  ", "    ", "\t", "- "});
  std::string text = scenario.text;
  text.replace(lines.begin, choose.yes(50) ? 0 : std::min<std::size_t>(depth, 2), by);
  return {about("indented otherwise", scenario, lines), std::move(text), {}};
}

// --- characters

Edit cut(const Written& scenario, Chooser& choose) {
  const std::size_t at = below(scenario.text.size(), choose);
  const std::size_t end = choose.yes(30) ? scenario.text.size() : scenario.text.find('\n', at);
  std::string text = scenario.text;
  text.erase(at, end == std::string::npos ? end : end - at);
  return {fmt::format("cut from byte {} to {}", at, end), std::move(text), {}};
}

Edit put_character(const Written& scenario, Chooser& choose) {
  const std::size_t at = below(scenario.text.size(), choose);
  using namespace std::string_view_literals;
  constexpr std::string_view characters =
      ":{}[],#&*!|>'\"%@`?-\n\t\r \\~<=/\0\x01\x7F\xFF\xC3\xEF"sv;
  const char character = characters[below(characters.size(), choose)];
  std::string text = scenario.text;
  text.replace(at, choose.yes(50) ? 0 : 1, 1, character);
  return {fmt::format("the character {:#x} at byte {}", static_cast<unsigned char>(character), at),
          std::move(text),
          {}};
}

}  // namespace

Written::Written(std::string yaml) : text(std::move(yaml)) {
  Diagnostics found;
  const config::Node root = config::parse_document(text, found.add_file("scenario", text), found);
  if (found.any_errors()) throw std::invalid_argument(render_all(found));
  Finder finder(text);
  finder.visit(root, {});
  tokens = finder.take();
}

Edit random_edit(const Written& scenario, Chooser& choose) {
  using Kind = Edit (*)(const Written&, Chooser&);
  static const std::vector<Kind> kinds = {
      misspell_key,  misspell_key, misspell_scalar, replace_key,       replace_scalar,
      swap_words,    delete_word,  change_type,     change_type,       change_number,
      change_number, remove_unit,  delete_lines,    delete_lines,      move_lines,
      move_lines,    cut,          put_character,   change_indentation};
  return any_of(kinds, choose)(scenario, choose);
}

}  // namespace sim::tests
