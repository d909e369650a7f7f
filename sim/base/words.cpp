// sim/base/words.cpp: text in pieces, and the word that somebody meant.
#include "sim/base/words.h"

#include <algorithm>

namespace sim {
namespace {

// Edits (a letter put in, left out, changed, or two neighbours swapped) that turn a into b, no
// letter edited twice: the optimal string alignment distance (Damerau 1964; Boytsov 2011).
std::size_t edits(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> before_last(width);
  std::vector<std::size_t> last(width);
  std::vector<std::size_t> row(width);
  for (std::size_t j = 0; j < width; ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j < width; ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

unsigned byte_of(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// How many bytes a character takes that begins with this one; 0 if none does.
std::size_t announced_length(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// The second byte tells overlong forms, surrogates and what lies beyond U+10FFFF from characters
// (The Unicode Standard 15, table 3-7).
bool may_be_second(unsigned lead, unsigned second) {
  const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  return second >= least && second <= most;
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\n\r";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return text.substr(text.size());
  return text.substr(first, text.find_last_not_of(space) + 1 - first);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::size_t first_character(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t length = announced_length(byte_of(text, 0));
  if (length <= 1) return length;
  if (text.size() < length || !may_be_second(byte_of(text, 0), byte_of(text, 1))) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte_of(text, i) < 0x80 || byte_of(text, i) > 0xBF) return 0;
  }
  return length;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    text.remove_prefix(std::max<std::size_t>(first_character(text), 1));
  }
  return count;
}

std::optional<std::string> did_you_mean(std::string_view word,
                                        const std::vector<std::string>& candidates) {
  constexpr std::size_t longest_word = 100;  // what is longer is no mistyped key
  if (word.size() > longest_word) return {};
  const std::string* nearest = nullptr;
  std::size_t fewest = word.size() / 3 + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > word.size() + word.size() / 3) continue;
    const std::size_t count = edits(word, candidate);
    if (count >= fewest) continue;
    fewest = count;
    nearest = &candidate;
  }
  return nearest != nullptr ? std::optional(*nearest) : std::nullopt;
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view harmless =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/=,:";
  if (!text.empty() && text.find_first_not_of(harmless) == std::string_view::npos)
    return std::string(text);
  std::string word = "'";
  for (const char letter : text)
    word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return word + "'";
}

}  // namespace sim
