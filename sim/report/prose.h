// sim/report/prose.h: a page of plain sentences, and the words for what a model holds.
//
// Lines are at most 100 characters long, as in every other output for people.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.h"
#include "sim/model/calendar.h"
#include "sim/model/quantity.h"

namespace sim::report {

// In lines that end with a newline: the first so far in, the others `hanging`.
std::string wrapped(std::string_view paragraph, std::size_t indent = 0, std::size_t hanging = 0);

// Page: for a terminal, in lines. Markdown: part of a document; headings are bold, paragraphs are
// the items of a list, and those under them of a list within it.
enum class Markup : std::uint8_t { Page, Markdown };

// Text that is written paragraph by paragraph.
class Prose {
 public:
  explicit Prose(Markup markup = Markup::Page) : markup_(markup) {}

  void title(std::string_view text);      // as it is
  void heading(std::string_view text);    // after an empty line
  void say(std::string_view paragraph);   // under a heading
  void item(std::string_view paragraph);  // under a paragraph, part of it
  const std::string& text() const { return text_; }

 private:
  Markup markup_;
  std::string text_;
};

// "a", "a and b", "a, b and c"; with `last` "or", "a or b".
std::string listed(const std::vector<std::string>& parts, std::string_view last = "and");

// "1 visit", "4,128 visits".
std::string counted(std::int64_t count, std::string_view one);
// "4 chairs", "1 chair": people name resources in the plural.
std::string how_many(const std::string& count, const std::string& plural);
std::string with_commas(std::int64_t count);

// With one decimal where it has any: "13.5", "18".
std::string about(double value);

// "3.6 %"
std::string percent(double share);

// "Mon"
std::string weekday(int day);

// What holds on each day of the week, those next to each other that are alike together:
// "Mon-Fri 08:00-17:00, Sat 08:00-12:00". A day of which nothing is said is left out.
std::string by_weekday(const std::function<std::string(int day)>& said_of);

// "Mon-Fri 08:00-12:00 and 13:00-17:00", "day and night".
std::string in_words(const model::WeeklyHours& hours);

// How many when: "2, Mon-Fri 08:00-17:00"; "Mon-Fri 2 from 08:00, 1 from 12:00, 2 from 13:00, 0
// from 17:00". In words of the clinic's hours where they are those.
std::string in_words(const model::Rota& rota, const model::WeeklyHours& open);

// "2027-03-26, 2027-12-24 to 2027-12-27". Expects: sorted, each once.
std::string in_words(const std::vector<Date>& dates);

// A quantity of time: "40 min"; "45 min on average (30 min to 60 min)".
std::string time_in_words(const random::Sampler& milliseconds);

// The same of a number: "33 on average (20 to 54)".
std::string number_in_words(const random::Sampler& number);

}  // namespace sim::report
