// sim/report/page/words.cpp: short waits in hours, and which replications a picture is of.
#include "sim/report/page/words.h"

#include <fmt/format.h>

#include "sim/report/page/numbers.h"

namespace sim::report::page {

std::string wait_in_words(const stats::Estimate& days) {
  if (days.observations == 0 || days.mean >= 1.0) return mean_in_words(days) + " days";
  stats::Estimate hours = days;
  hours.mean *= 24.0;
  if (hours.half_width) *hours.half_width *= 24.0;
  return mean_in_words(hours) + " hours";
}

std::string id_of(std::string_view kind, std::string_view name) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  std::string id = fmt::format("{}-", kind);
  for (const char letter : name) {
    if (plain.find(letter) != std::string_view::npos) {
      id += letter;
    } else {
      id += fmt::format(".{:02x}", static_cast<unsigned char>(letter));
    }
  }
  return id;
}

std::string replications_in_words(const experiment::Portrait& portrait) {
  return portrait.replications == 1 ? "one replication"
                                    : fmt::format("replications 1 to {}", portrait.replications);
}

}  // namespace sim::report::page
