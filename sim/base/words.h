// sim/base/words.h: text in pieces, and the word that somebody meant.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);  // parts are trimmed

// How many bytes the text's first character takes; 0 if it is empty or does not begin with UTF-8.
std::size_t first_character(std::string_view text);
// How many characters; a byte that is no UTF-8 counts as one.
std::size_t count_characters(std::string_view text);

// The candidate nearest to `word`, if it is near enough to be what was meant: at most a third of
// its letters wrong, two neighbours swapped counting as one mistake.
std::optional<std::string> did_you_mean(std::string_view word,
                                        const std::vector<std::string>& candidates);

// As one word of a command line, whatever is in it: 'my clinic.yaml'.
std::string shell_word(std::string_view text);

}  // namespace sim
