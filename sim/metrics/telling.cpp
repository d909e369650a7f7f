// sim/metrics/telling.cpp: the words for patients, spans and causes of waiting.
#include "sim/metrics/telling.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/base/text.h"

namespace sim::metrics {

using model::WaitCause;

std::string_view prefix_of(Origin origin) {
  constexpr std::array<std::string_view, origins> prefixes = {"", "list ", "diary ", "in course "};
  return prefixes[static_cast<std::size_t>(origin)];
}

std::string name_of(const model::Model& model, PatientId patient) {
  return fmt::format("{}/{}{}", model.cohorts[patient.cohort].name, prefix_of(patient.origin),
                     patient.member + std::uint64_t{1});
}

std::string_view name_of(const model::Model& model, WaitCause cause) {
  const auto index = static_cast<std::uint32_t>(model::index_of(cause));
  if (model::is_resource(cause)) return model.resources[ResourceId{index}].name;
  return model::other_cause_names[index - model::most_resources];
}

std::vector<WaitCause> causes_of(const model::Model& model) {
  std::vector<WaitCause> causes;
  for (const ResourceId resource : ids<ResourceId>(model.resources))
    causes.push_back(model::shortage_of(resource));
  causes.insert(causes.end(), {WaitCause::Patient, WaitCause::Protocol});
  if (model.booking.mode == model::BookingMode::Appointments)
    causes.push_back(WaitCause::BookingRules);
  causes.push_back(WaitCause::ClosedHours);
  return causes;
}

std::string reason(const model::Model& model, WaitCause cause) {
  if (model::is_resource(cause)) return fmt::format("for {}", name_of(model, cause));
  constexpr std::array<std::string_view, model::other_cause_names.size()> reasons = {
      "by the patient's own doing", "as the protocol asks", "because of the booking rules",
      "while the clinic was closed"};
  return std::string(reasons[model::index_of(cause) - model::most_resources]);
}

std::string in_words(Duration span) {
  if (span <= Duration{0}) return "no time";
  const std::int64_t minutes = std::chrono::round<std::chrono::minutes>(span).count();
  const std::int64_t days = minutes / (one_day / one_minute);
  std::string text;
  if (days > 0) text += fmt::format("{} {} ", days, days == 1 ? "day" : "days");
  if (const std::int64_t hours = minutes / 60 % 24; hours > 0) text += fmt::format("{} h ", hours);
  if (minutes % 60 > 0) text += fmt::format("{} min ", minutes % 60);
  if (text.empty()) return "less than a minute";
  text.pop_back();
  return text;
}

std::string in_words(Date date) {
  std::string text = format_time(Time{date});
  text.erase(text.rfind(' '));
  return text;
}

std::string in_words(const model::Model& model, const model::WaitByCause& wait) {
  std::vector<WaitCause> causes;
  for (std::size_t i = 0; i < model::wait_causes; ++i) {
    const auto cause = static_cast<WaitCause>(i);
    if (wait[cause] > Duration{0}) causes.push_back(cause);
  }
  std::stable_sort(causes.begin(), causes.end(),
                   [&](WaitCause a, WaitCause b) { return wait[a] > wait[b]; });
  std::string text;
  for (const WaitCause cause : causes) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", in_words(wait[cause]),
                        reason(model, cause));
  }
  return text;
}

}  // namespace sim::metrics
