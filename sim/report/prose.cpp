#include "sim/report/prose.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/report/markdown.h"

namespace sim::report {
namespace {

constexpr std::size_t longest_line = 100;

// The part of the interval on the day, since that day's midnight; nothing where it has none.
std::optional<model::Interval> part_on(int day, model::Interval interval) {
  const Duration midnight = day * one_day;
  const Duration from = std::max(interval.from, midnight) - midnight;
  const Duration to = std::min(interval.to, midnight + one_day) - midnight;
  return from < to ? std::optional(model::Interval{from, to}) : std::nullopt;
}

std::string clock_span(model::Interval of_day) {
  return fmt::format("{}-{}", format_clock(of_day.from), format_clock(of_day.to));
}

std::string hours_on(int day, const model::WeeklyHours& hours) {
  std::vector<std::string> parts;
  for (const model::Interval& each : hours.intervals())
    if (const auto part = part_on(day, each)) parts.push_back(clock_span(*part));
  return listed(parts);
}

std::string levels_on(int day, const model::Rota& rota) {
  std::vector<std::string> parts;
  const std::vector<model::Rota::Level>& levels = rota.levels();
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Duration to = i + 1 < levels.size() ? levels[i + 1].from : one_week;
    const auto part = part_on(day, {levels[i].from, to});
    if (part && levels[i].count > 0)
      parts.push_back(fmt::format("{} ({})", levels[i].count, clock_span(*part)));
  }
  return parts.empty() ? "" : fmt::format("{}", fmt::join(parts, ", "));
}

// To the minute up to a day, then to a tenth of a day.
std::string rounded_span(double milliseconds) {
  const Duration span = from_milliseconds(milliseconds);
  const Duration step = span < one_minute ? Duration{1}
                        : span < one_day  ? one_minute
                                          : one_day / 10;
  return format_duration((span + step / 2) / step * step);
}

template <class Words>
std::string varying(const random::Sampler& sampler, const Words& words, const std::string& exact) {
  if (sampler.is_constant()) return exact;
  std::string mean = words(sampler.mean()) + " on average";
  if (!std::isfinite(sampler.lowest()) || !std::isfinite(sampler.highest())) return mean;
  return fmt::format("{} ({} to {})", mean, words(sampler.lowest()), words(sampler.highest()));
}

}  // namespace

namespace {

// What stays together on a line: a number and its percent sign are one word.
std::vector<std::string_view> words_of(std::string_view paragraph) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(paragraph, ' ')) {
    if (word.empty()) continue;
    if (word.front() == '%' && !words.empty()) {
      const char* const from = words.back().data();
      words.back() = {from, static_cast<std::size_t>(word.data() + word.size() - from)};
    } else {
      words.push_back(word);
    }
  }
  return words;
}

}  // namespace

std::string wrapped(std::string_view paragraph, std::size_t indent, std::size_t hanging) {
  std::string text;
  std::string line(indent, ' ');
  bool is_first = true;
  for (const std::string_view word : words_of(paragraph)) {
    const bool fits = count_characters(line) + 1 + count_characters(word) <= longest_line;
    if (!is_first && !fits) {
      text += line + "\n";
      line.assign(hanging, ' ');
      is_first = true;
    }
    if (!is_first) line += ' ';
    line += word;
    is_first = false;
  }
  return text + line + "\n";
}

void Prose::title(std::string_view text) { text_.append(text).append("\n"); }

void Prose::heading(std::string_view text) {
  if (markup_ == Markup::Page) {
    text_.append("\n").append(text).append("\n");
  } else {
    text_ += fmt::format("{}**{}**\n\n", text_.empty() ? "" : "\n", plain(text));
  }
}

void Prose::say(std::string_view paragraph) {
  text_ +=
      markup_ == Markup::Page ? wrapped(paragraph, 2, 4) : fmt::format("- {}\n", plain(paragraph));
}

void Prose::item(std::string_view paragraph) {
  text_ += markup_ == Markup::Page ? wrapped(paragraph, 4, 6)
                                   : fmt::format("  - {}\n", plain(paragraph));
}

std::string listed(const std::vector<std::string>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 < parts.size() ? ", " : fmt::format(" {} ", last);
    text += parts[i];
  }
  return text;
}

std::string how_many(const std::string& count, const std::string& plural) {
  const std::size_t letters = plural.size();
  const bool takes_one_off =
      count == "1" && letters > 2 && plural[letters - 1] == 's' && plural[letters - 2] != 's';
  return fmt::format("{} {}", count, takes_one_off ? plural.substr(0, letters - 1) : plural);
}

std::string with_commas(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t sign = count < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;)
    digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(std::int64_t count, std::string_view one) {
  return fmt::format("{} {}{}", with_commas(count), one, count == 1 ? "" : "s");
}

std::string about(double value) { return format_number(std::round(value * 10.0) / 10.0); }

std::string percent(double share) {
  return format_number(std::round(share * 100'000.0) / 1000.0) + " %";
}

std::string weekday(int day) {
  std::string name(weekday_name(day));
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

std::string by_weekday(const std::function<std::string(int day)>& said_of) {
  std::vector<std::string> parts;
  for (int day = 0; day < 7;) {
    const std::string said = said_of(day);
    int last = day;
    while (last < 6 && said_of(last + 1) == said)
      ++last;
    const std::string days =
        last == day ? weekday(day) : fmt::format("{}-{}", weekday(day), weekday(last));
    if (!said.empty()) parts.push_back(fmt::format("{} {}", days, said));
    day = last + 1;
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string in_words(const model::WeeklyHours& hours) {
  if (hours.is_always()) return "day and night";
  return by_weekday([&](int day) { return hours_on(day, hours); });
}

std::string in_words(const model::Rota& rota, const model::WeeklyHours& open) {
  const int most = rota.most();
  if (most == 0) return "nobody";
  const model::WeeklyHours hours = rota.at_least(most);
  if (!(hours == rota.at_least(1)))
    return by_weekday([&](int day) { return levels_on(day, rota); });
  if (hours == open) return fmt::format("{} whenever the clinic is open", most);
  return fmt::format("{} on {}", most, in_words(hours));
}

std::string in_words(const std::vector<Date>& dates) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < dates.size();) {
    std::size_t last = i;
    while (last + 1 < dates.size() && dates[last + 1] == dates[last] + std::chrono::days{1})
      ++last;
    parts.push_back(last == i ? format_date(dates[i])
                              : format_date(dates[i]) + " to " + format_date(dates[last]));
    i = last + 1;
  }
  return listed(parts);
}

std::string time_in_words(const random::Sampler& milliseconds) {
  return varying(milliseconds, rounded_span,
                 format_duration(from_milliseconds(milliseconds.mean())));
}

std::string number_in_words(const random::Sampler& number) {
  return varying(number, about, format_number(number.mean()));
}

}  // namespace sim::report
