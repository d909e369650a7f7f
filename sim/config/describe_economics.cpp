// sim/config/describe_economics.cpp: the keys of prices and costs.
#include "sim/config/describe.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

constexpr double most_money = 1e12;  // so that no total overflows

// The number in "450 EUR" or "$450"; empty where there is none that could be meant.
std::string_view number_in(std::string_view text) {
  constexpr std::string_view of_numbers = "-.,0123456789";
  const std::size_t from = text.find_first_of(of_numbers);
  if (from == std::string_view::npos) return {};
  const std::string_view number = text.substr(from, text.find_last_of(of_numbers) - from + 1);
  return number.front() != '-' && parse_number(number) ? number : std::string_view();
}

void say_no_amount(const Input& input, std::string_view found) {
  const std::string_view number = number_in(found);
  input.error(fmt::format("expected an amount of money, found \"{}\"", found),
              number.empty()
                  ? "write a bare number, as in 450 or 450.50"
                  : fmt::format("write {} alone; the key \"currency\" says of what", number));
}

// A bare number: the currency is that of the section.
Form<double> money(std::string_view example) {
  const auto read = [](const Input& input) -> std::optional<double> {
    const auto found = scalar_text(input, "an amount of money");
    if (!found) return {};
    const auto amount = parse_number(*found);
    if (!amount) {
      say_no_amount(input, *found);
    } else if (*amount < 0.0) {
      input.error(fmt::format("must be at least 0, is {}", *found));
    } else if (*amount > most_money) {
      input.error(fmt::format("must be at most {:.0f}, is {}", most_money, *found));
    } else {
      return amount;
    }
    return {};
  };
  return {outline_of("an amount of money", example, {Number{Number::Step::Any, 0.0, most_money}}),
          read};
}

Form<AmountsDraft> money_by_name(std::string_view name, std::string_view example) {
  return named("an amount of money", money(example), name);
}

void describe_cost(Section& section, CostDraft& cost) {
  section.optional("per_visit", cost.per_visit, money_by_name("infusion", "90"), all_defaults(),
                   "consumables, by visit, for each that ended");
  section.optional("per_staffed_hour", cost.per_staffed_hour, money_by_name("nurses", "38"),
                   all_defaults(), "by resource, for each hour that one of it is on duty");
  section.optional("per_day_open", cost.per_day_open, money("400"), otherwise("nothing"),
                   "for each date on which the clinic opens");
}

}  // namespace

void describe(Section& section, EconomicsDraft& economics) {
  section.optional("currency", economics.currency, text("a currency", "EUR"),
                   by_default("units of money"), "what results call the money");
  section.optional("price", economics.price, money_by_name("infusion", "450"), all_defaults(),
                   "what is earned, by visit, with each that ended");
  section.optional("cost", economics.cost, section_of<CostDraft>("costs", describe_cost),
                   all_defaults(), "what is spent");
}

}  // namespace sim::config
