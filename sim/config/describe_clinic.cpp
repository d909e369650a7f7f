// sim/config/describe_clinic.cpp: the keys of the clinic, of visits, of booking and attendance.
#include "sim/config/describe.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

constexpr int most_of_a_resource = 10'000;

// A part of the resource, which is listed as a whole.
template <class T>
Form<T> part(Form<T> form) {
  form.outline.origin = Origin::Allowed;
  return form;
}

Form<int> count() { return part(whole_number(0, most_of_a_resource)); }

void describe_resource(Section& section, ResourceDraft& resource) {
  section.optional("count", resource.count, count(), otherwise("the rota says it"),
                   "how many there are");
  section.optional("on", resource.on, part(duty()), otherwise("whenever the clinic is open"),
                   "when they are on duty");
  section.later("from");
  section.later("absent");
}

// 4, or {count: 4, on: ...}.
Form<ResourceDraft> resource() {
  Form<ResourceDraft> full =
      section_of<ResourceDraft>("a count, or a count and hours", describe_resource);
  const auto read = [full](const Input& input) -> std::optional<ResourceDraft> {
    if (!input.node.is_scalar()) return full.read(input);
    ResourceDraft draft;
    draft.count = read_given(input, Form<int>{{"a count", Origin::None}, count().read});
    if (draft.count.broken()) return {};
    return draft;
  };
  return {{full.outline.what, Origin::Listed, full.outline.keys}, read};
}

Form<Needs> needs() { return named("how many", fraction()); }

Form<bool> yes_or_no() { return one_of<bool>({{"yes", true}, {"no", false}}); }

void describe_step(Section& section, StepDraft& step) {
  section.required("name", step.name, text("a name"), "what the step is called");
  section.required("takes", step.takes, quantity(span_above_zero("min")), "how long it takes");
  section.optional("needs", step.needs, needs(), all_defaults(),
                   "what it needs beside what is held throughout");
  section.optional("after_patient", step.after_patient, yes_or_no(), by_default("no"),
                   "cleaning: the patient has left");
  section.later("only");
}

}  // namespace

void describe(Section& section, ClinicDraft& clinic) {
  section.required("open", clinic.open, weekly_hours(), "the weekly hours");
  section.optional("closed", clinic.closed, closed_dates(), otherwise("no date"),
                   "dates without work, whatever the weekly hours");
  section.required("resources", clinic.resources, named("a count", resource()),
                   "chairs, nurses, and whatever else there is too little of");
}

void describe(Section& section, VisitDraft& visit) {
  section.optional("throughout", visit.throughout, needs(), all_defaults(),
                   "held from the first step to the last");
  section.required("steps", visit.steps,
                   list_of("a step", section_of<StepDraft>("a step", describe_step)),
                   "what is done, in order");
  section.later("books");
}

void describe(Section& section, BookingDraft& booking) {
  using model::BookingMode;
  using model::Choice;
  section.optional("mode", booking.mode,
                   one_of<BookingMode>({{"appointments", BookingMode::Appointments},
                                        {"walk_in", BookingMode::WalkIn}}),
                   by_default("appointments"), "with a time in the book, or without");
  section.optional("slot", booking.slot, duration({"min", one_minute}), by_default("15 min"),
                   "the grid of start times, from each opening");
  section.optional("opens", booking.opens_days, whole_days(1), by_default("26 weeks"),
                   "how far ahead the book reaches");
  section.optional("lead", booking.lead_days, whole_days(0), by_default("1 day"),
                   "how far ahead screening and first visits are booked at least");
  section.optional("series", booking.series,
                   one_of<Series>({{"rolling", Series::Rolling}}, {"whole_course"}),
                   by_default("rolling"), "the next visit is booked when the last has ended");
  section.optional("choose", booking.choose,
                   one_of<Choice>({{"nearest_to_target", Choice::NearestToTarget},
                                   {"earliest", Choice::Earliest}},
                                  {"least_busy_day"}),
                   by_default("nearest_to_target"), "which free start is taken");
  section.optional("first_opens", booking.first_opens_days, whole_days(0),
                   otherwise("the day before the window of a second infusion"),
                   "how far ahead a first infusion may be booked");
  section.optional("last_arrival", booking.last_arrival, duration({"h"}),
                   otherwise("so that the planned visit ends by closing"),
                   "how long before closing the last walk-in may come");
  section.optional(
      "queue", booking.queue,
      one_of<Queue>({{"appointment_time", Queue::AppointmentTime}}, {"first_come", "priority"}),
      by_default("appointment_time"), "who is next among those who wait in the clinic");
  for (const std::string_view key :
       {"starts", "arrivals", "checks", "overbook", "reserve", "refill"})
    section.later(key);
}

void describe(Section& section, AttendanceDraft& attendance) {
  section.optional("no_show", attendance.no_show, share(), by_default("0 %"),
                   "the share of booked patients who do not come");
  for (const std::string_view key :
       {"late_cancel", "notice", "punctuality", "not_fit", "after_no_show", "misses_allowed"})
    section.later(key);
}

}  // namespace sim::config
