// tests/unit/base/words_test.cpp: text in pieces, and the word that somebody meant.
#include "sim/base/words.h"

#include <gmock/gmock.h>

namespace sim {
namespace {

using testing::ElementsAre;
using testing::Eq;

TEST(Words, TrimTakesWhiteSpaceOffBothEnds) {
  EXPECT_EQ(trim("  a b\t\r\n"), "a b");
  EXPECT_EQ(trim("a"), "a");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Words, SplitKeepsEmptyParts) {
  EXPECT_THAT(split("a, b ,,c", ','), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(split("", ','), ElementsAre(""));
  EXPECT_THAT(split("a,", ','), ElementsAre("a", ""));
}

TEST(Words, CharactersAreCountedNotBytes) {
  EXPECT_EQ(count_characters("Zürich €5 😀"), 11U);
  EXPECT_EQ(first_character("€"), 3U);
  EXPECT_EQ(first_character("😀"), 4U);
  EXPECT_EQ(first_character(""), 0U);
}

// What table 3-7 of the Unicode standard excludes.
TEST(Words, IllFormedUtf8IsNoCharacter) {
  for (const std::string_view bytes :
       {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\x80", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x82", "\xC3", "\xE2\x82z"}) {
    EXPECT_EQ(first_character(bytes), 0U) << testing::PrintToString(bytes);
  }
  for (const std::string_view bytes : {"\x7F", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                       "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(first_character(bytes), bytes.size()) << testing::PrintToString(bytes);
  }
}

TEST(Words, TheNearestCandidateIsSuggested) {
  const std::vector<std::string> keys = {"visits", "visit", "infusions", "clinic", "nurses"};
  EXPECT_THAT(did_you_mean("infusion", keys), Eq("infusions"));
  EXPECT_THAT(did_you_mean("visist", keys), Eq("visits"));
  EXPECT_THAT(did_you_mean("visit", keys), Eq("visit"));
}

TEST(Words, TwoNeighboursSwappedAreOneMistake) {
  // Of three letters one may be wrong; the Levenshtein distance of a swap would be two.
  EXPECT_THAT(did_you_mean("edn", {"end"}), Eq("end"));
  // No letter is edited twice: "ca" to "abc" takes three edits, not a swap and a letter put in.
  EXPECT_FALSE(did_you_mean("xxxxca", {"xxxxabc"}));
}

TEST(Words, WhatIsTooFarIsNotSuggested) {
  EXPECT_FALSE(did_you_mean("ab", {"a"}));         // one of two letters
  EXPECT_FALSE(did_you_mean("chair", {"nurse"}));  // five of five
  EXPECT_TRUE(did_you_mean("abcdef", {"abcdXX"}));
  EXPECT_FALSE(did_you_mean("abcdef", {"abcuvw"}));
  EXPECT_FALSE(did_you_mean("", {"a"}));
  EXPECT_FALSE(did_you_mean(std::string(5'000'000, 'a'), {std::string(5'000'000, 'b')}));
}

TEST(Words, OfEquallyNearCandidatesTheFirstIsSuggested) {
  EXPECT_THAT(did_you_mean("cat", {"bat", "rat"}), Eq("bat"));
}

TEST(ShellWord, StandsAsItIsOrInQuotes) {
  EXPECT_EQ(shell_word("--set=run.seed=7"), "--set=run.seed=7");
  EXPECT_EQ(shell_word("my clinic.yaml"), "'my clinic.yaml'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("$HOME"), "'$HOME'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace sim
