// sim/config/referrals.cpp: the ways in which referrals are written.
#include "sim/config/referrals.h"

#include "sim/config/distribution_kinds.h"
#include "sim/config/patterns.h"
#include "sim/config/seasons.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

// A month is a twelfth of a year of 365 days.
std::optional<Duration> rate_period(std::string_view name) {
  if (name == "month") return one_year / 12;
  return parse_unit(name);
}

// "4 / week"
Form<model::Poisson> rate() {
  const auto read = [](const Input& input) -> std::optional<model::Poisson> {
    const auto found = scalar_text(input, "a rate, as in 4 / week");
    if (!found) return {};
    const std::vector<std::string_view> parts = split(*found, '/');
    const auto number = parse_number(parts.front());
    if (number && parts.size() == 1) {
      input.error(fmt::format("{} has no unit", *found), fmt::format("write {} / week", *found));
      return {};
    }
    const auto period = parts.size() == 2 ? rate_period(parts.back()) : std::nullopt;
    if (!number || !period) {
      input.error(fmt::format("\"{}\" is not a rate", *found),
                  "write it as in 4 / week; per min, hour, day, week, month or year");
      return {};
    }
    const double per_week = *number * (in_milliseconds(one_week) / in_milliseconds(*period));
    if (per_week >= 0.0 && per_week < most_per_week) return model::Poisson{per_week, {}, 0.0};
    input.error(per_week > 0.0 ? fmt::format("{} is more than ten million a week", *found)
                               : fmt::format("must be at least 0, is {}", *found));
    return {};
  };
  const std::string pattern = patterns::number + R"(\s*/\s*(?:month|)" + patterns::unit + ")";
  return {outline_of("a rate", "4 / week", {Matching{pattern}}), read};
}

struct ReferralKeys {
  Given<model::Poisson> rate;
  Given<Weights> by_month;
  Given<Weights> by_weekday;
  Given<Weights> by_hour;
  Given<double> growth;
  Given<random::Distribution> every;
  Given<int> at_start;
  Given<Data> file;
  Given<std::string> column;
};

constexpr int most_at_start = 1'000'000;

void describe_referrals(Section& section, ReferralKeys& referrals) {
  Form<model::Poisson> at_random = rate();
  Form<random::Distribution> gap = quantity(span_above_zero("h"));
  Form<int> number = whole_number(1, most_at_start);
  at_random.outline.origin = gap.outline.origin = number.outline.origin = Origin::Allowed;
  section.optional("rate", referrals.rate, at_random, otherwise("not at random"),
                   "referrals at random, so many in the mean");
  section.optional("by_month", referrals.by_month, weights_by_month(),
                   otherwise("1 in every month"), "how the months compare");
  section.optional("by_weekday", referrals.by_weekday, weights_by_weekday(),
                   otherwise("1 on every weekday"), "how the weekdays compare");
  section.optional("by_hour", referrals.by_hour, weights_by_hour(), otherwise("1 in every hour"),
                   "how the hours of the day compare");
  section.optional("growth", referrals.growth, growth_a_year(), otherwise("0 % / year"),
                   "how the rate grows, from when measuring starts");
  section.optional("every", referrals.every, gap, excluding(otherwise("not one by one")),
                   "the time between referrals");
  section.optional("at_start", referrals.at_start, like("40", number),
                   excluding(otherwise("not all at once")),
                   "a closed cohort: all at the first opening");
  section.optional("file", referrals.file, data_file(), excluding(otherwise("not from a list")),
                   "a list of referrals");
  section.optional("column", referrals.column, text("the name of a column", "date"),
                   excluding(otherwise("not from a list")), "where in the file their dates are");
}

// What varies a rate belongs to one.
bool only_beside_rate(const Input& input, const ReferralKeys& draft) {
  if (!draft.rate.missing()) return true;
  bool good = true;
  const auto check = [&](const auto& given, std::string_view key) {
    if (given.missing()) return;
    good = false;
    input.reading.found.error(at_key(given.place).at, input.place.path,
                              fmt::format("\"{}\" belongs to a rate", key),
                              fmt::format("write rate: 4 / week beside {}", key));
  };
  check(draft.by_month, "by_month");
  check(draft.by_weekday, "by_weekday");
  check(draft.by_hour, "by_hour");
  check(draft.growth, "growth");
  return good;
}

std::optional<ReferralsDraft> at_random(const ReferralKeys& draft) {
  const bool broken = draft.rate.broken() || draft.by_month.broken() || draft.by_weekday.broken() ||
                      draft.by_hour.broken() || draft.growth.broken();
  if (broken) return {};
  model::Poisson referrals = *draft.rate;
  if (draft.growth) referrals.growth = *draft.growth;
  if (draft.by_month || draft.by_weekday || draft.by_hour)
    referrals.seasons = seasons_of(draft.by_month, draft.by_weekday, draft.by_hour);
  return referrals;
}

std::optional<ReferralsDraft> listed(const Input& input, const ReferralKeys& draft) {
  if (draft.column.missing()) {
    input.error("the key \"column\" is missing",
                "where in the file the dates are, as in column: date");
  }
  if (!draft.file || !draft.column) return {};
  DataFile& file = **draft.file;
  const auto column = column_of(file, draft.column, input.reading.found);
  if (!column) return {};
  ListedDraft list{{}, at_key(draft.file.place)};
  const std::size_t mistakes = file.complaints().count();
  for (const auto& row : file.rows()) {
    if (const auto moment = read_moment({file, *draft.column, row[*column]}))
      list.moments.push_back(*moment);
  }
  if (file.complaints().count() > mistakes) return {};
  return list;
}

std::optional<ReferralsDraft> read_referral_keys(const Input& input,
                                                 const Form<ReferralKeys>& form) {
  const auto draft = form.read(input);
  if (!draft) return {};
  const auto here = [](const auto& given) { return given.missing() ? 0 : 1; };
  const int ways =
      here(draft->rate) + here(draft->every) + here(draft->at_start) + here(draft->file);
  if (ways != 1) {
    input.error(fmt::format("expected one of rate, every, at_start and file, found {}",
                            inline_text(input.node)),
                "write referrals as in 4 / week, {every: 2 h}, {at_start: 40} or {file: "
                "referrals.csv, column: date}");
    return {};
  }
  if (!only_beside_rate(input, *draft)) return {};
  if (!draft->column.missing() && draft->file.missing()) {
    input.reading.found.error(at_key(draft->column.place).at, input.place.path,
                              "\"column\" belongs to a file");
    return {};
  }
  if (!draft->rate.missing()) return at_random(*draft);
  if (!draft->file.missing()) return listed(input, *draft);
  if (draft->every) return *draft->every;
  if (draft->at_start) return model::AtStart{*draft->at_start};
  return {};
}

}  // namespace

Form<ReferralsDraft> referrals() {
  const Form<ReferralKeys> keys = section_of<ReferralKeys>("referrals", describe_referrals);
  const auto read = [keys](const Input& input) -> std::optional<ReferralsDraft> {
    if (looks_like_distribution(input.node)) {
      auto gap = quantity(span_above_zero("h")).read(input);
      return gap ? std::optional<ReferralsDraft>(std::move(*gap)) : std::nullopt;
    }
    if (input.node.is_mapping()) return read_referral_keys(input, keys);
    const auto at_random = rate().read(input);
    return at_random ? std::optional<ReferralsDraft>(*at_random) : std::nullopt;
  };
  return {{"a rate, as in 4 / week, {every: 2 h}, {at_start: 40}, {file: referrals.csv, column: "
           "date}, or a distribution of the time between referrals",
           Origin::Listed,
           joined(rate().outline.shapes,
                  joined(keys.outline.shapes, {OneKey{"a distribution",
                                                      [](Section& section) {
                                                        describe_distributions(
                                                            section, span_above_zero("h"));
                                                      }}})),
           "4 / week"},
          read};
}

}  // namespace sim::config
