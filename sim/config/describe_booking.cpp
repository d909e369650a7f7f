// sim/config/describe_booking.cpp: the keys of booking and of attendance.
#include "sim/config/describe.h"
#include "sim/config/patterns.h"
#include "sim/config/values.h"
#include "sim/model/clinic.h"

namespace sim::config {
namespace {

using model::BookingMode;
using model::Choice;
using model::Queue;
using model::Series;

// Of patients, starts or chairs: more than any clinic has.
constexpr int very_many = 10'000;

// "3 / week"
Form<int> starts_a_week() {
  const auto read = [](const Input& input) -> std::optional<int> {
    const auto found = scalar_text(input, "a number of starts, as in 3 / week");
    if (!found) return {};
    const std::vector<std::string_view> parts = split(*found, '/');
    if (parts.size() == 2 && parts.back() == "week")
      return read_whole(input, parts.front(), 1, very_many);
    if (parts.size() == 1 && parse_integer(parts.front())) {
      input.error(fmt::format("{} has no unit", *found), fmt::format("write {} / week", *found));
    } else {
      input.error(fmt::format("\"{}\" is not a number of starts a week", *found),
                  "write it as in 3 / week");
    }
    return {};
  };
  return {
      outline_of("a number of starts", "3 / week", {Matching{patterns::digits + R"(\s*/\s*week)"}}),
      read};
}

void describe_starts(Section& section, StartsDraft& starts) {
  section.optional("at_most", starts.at_most_a_week, like("6 / week", starts_a_week()),
                   otherwise("no limit"), "how many first infusions are booked for one week");
  section.optional("on", starts.on, weekdays(), otherwise("every day"),
                   "the days of the week on which they are");
}

Form<StartsDraft> starts() {
  const Form<StartsDraft> keys = section_of<StartsDraft>(
      "a limit, as in {at_most: 3 / week, on: [mon, tue]}", describe_starts);
  const auto read = [keys](const Input& input) {
    const std::size_t errors = input.reading.found.errors();
    auto draft = keys.read(input);
    if (draft && draft->at_most_a_week.missing() && draft->on.missing() &&
        input.reading.found.errors() == errors) {
      input.error("says neither how many new courses may start nor on which days",
                  "write it as in {at_most: 3 / week, on: [mon, tue]}, or one of the two");
    }
    return draft;
  };
  return {keys.outline, read};
}

void describe_arrivals(Section& section, ArrivalsDraft& arrivals) {
  section.required("at_most", arrivals.at_most, like("2", whole_number(1, very_many)),
                   "how many booked visits may start");
  section.required("per", arrivals.per, like("15 min", duration({"min", one_minute})),
                   "in each span of this length, counted from each opening");
}

void describe_reserve(Section& section, ReserveDraft& reserve) {
  section.required("resource", reserve.resource, name_of("resource", "chairs"),
                   "of what some is kept");
  section.required("count", reserve.count, like("1", whole_number(1, very_many)),
                   "how many are kept");
  section.required("for", reserve.whom, name_of("cohort, a course or a visit", "depression"),
                   "whom they are kept for");
  section.optional("on", reserve.on, like("{mon-fri: 08:00-10:00}", weekly_hours()),
                   otherwise("the clinic's hours"), "when they are kept");
  section.optional("until", reserve.until_days, whole_days(0), by_default("0 days"),
                   "how long before the day anybody may have them");
}

void describe_refill(Section& section, RefillDraft& refill) {
  section.optional("notice", refill.notice, duration({"days"}), by_default("1 day"),
                   "only starts at least so far ahead are offered");
  section.optional("accepted", refill.accepted, share(), by_default("100 %"),
                   "the share of offers that patients accept");
}

// What the book does not say but for this.
void describe_limits(Section& section, BookingDraft& booking) {
  Form<List<std::string>> resources = list_of("a resource", name_of("resource", "chairs"));
  resources.outline.origin = Origin::Listed;
  resources.outline.example = "[chairs, nurses]";
  section.optional("starts", booking.starts, starts(), otherwise("no limit"),
                   "how many new courses may start, and on which days");
  section.optional(
      "arrivals", booking.arrivals,
      section_of<ArrivalsDraft>("a limit, as in {at_most: 2, per: 15 min}", describe_arrivals),
      otherwise("no limit"), "how many booked visits may start at about one time");
  section.optional("checks", booking.checks, resources, otherwise("all that visits need"),
                   "the resources that the book looks at");
  section.optional("overbook", booking.overbook, share(), by_default("0 %"),
                   "how much more is booked than there is");
  section.optional("reserve", booking.reserve,
                   list_of("what is kept for whom",
                           section_of<ReserveDraft>("what is kept for whom", describe_reserve)),
                   otherwise("nothing"), "what is kept in the book for some of the patients");
  section.optional(
      "refill", booking.refill,
      section_of<RefillDraft>("offers, as in {notice: 1 day, accepted: 60 %}", describe_refill),
      otherwise("never"), "freed starts are offered to those who wait for a later first infusion");
}

void describe_not_fit(Section& section, NotFitDraft& not_fit) {
  section.required("chance", not_fit.chance, like("3 %", share()),
                   "the share of visits at which the patient is not fit for the infusion");
  section.optional("after", not_fit.after, name_of("step", "infuse"), otherwise("the first step"),
                   "the step that shows it; the patient then leaves");
  section.optional("postpone", not_fit.postpone, duration({"days", one_minute}),
                   by_default("1 week"), "how long after that the next target is");
}

void describe_after_no_show(Section& section, AfterNoShowDraft& after) {
  section.required("rebook", after.rebook, like("80 %", share()), "the share who are booked again");
  section.optional("otherwise", after.otherwise,
                   one_of<NotRebooked>({{"drop out", NotRebooked::DropOut}}),
                   by_default("drop out"), "what the others do");
}

}  // namespace

void describe(Section& section, BookingDraft& booking) {
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
  section.optional(
      "series", booking.series,
      one_of<Series>({{"rolling", Series::Rolling}, {"whole_course", Series::WholeCourse}}),
      by_default("rolling"), "the next visit is booked when the last has ended, or all at once");
  section.optional("choose", booking.choose,
                   one_of<Choice>({{"nearest_to_target", Choice::NearestToTarget},
                                   {"earliest", Choice::Earliest},
                                   {"least_busy_day", Choice::LeastBusyDay}}),
                   by_default("nearest_to_target"), "which free start is taken");
  section.optional("first_opens", booking.first_opens_days, like("1 day", whole_days(0)),
                   otherwise("the day before the window of a second infusion; with series: "
                             "whole_course as far as the book reaches"),
                   "how far ahead a first infusion may be booked");
  section.optional("last_arrival", booking.last_arrival, duration({"h"}),
                   excluding(otherwise("so that the planned visit ends by closing")),
                   "how long before closing the last walk-in may come");
  describe_limits(section, booking);
  section.optional("queue", booking.queue,
                   one_of<Queue>({{"appointment_time", Queue::AppointmentTime},
                                  {"first_come", Queue::FirstCome},
                                  {"priority", Queue::Priority}}),
                   by_default("appointment_time"),
                   "who is next among those who wait in the clinic");
}

void describe(Section& section, AttendanceDraft& attendance) {
  constexpr Measure early_or_late{Measure::Dimension::Span, "min", -random::infinity,
                                  random::infinity, Measure::Bound::AtLeast};
  section.optional("no_show", attendance.no_show, share(), by_default("0 %"),
                   "the share of booked patients who do not come");
  section.optional("late_cancel", attendance.late_cancel, share(), by_default("0 %"),
                   "the share who cancel shortly before");
  section.optional("notice", attendance.notice, quantity(span_from_zero("days")),
                   by_default("1 day"), "how long before the start they cancel");
  section.optional("punctuality", attendance.punctuality,
                   like("{normal: {mean: -5 min, sd: 5 min}}", quantity(early_or_late)),
                   otherwise("on time"), "when patients come, counted from the start; - is early");
  section.optional(
      "not_fit", attendance.not_fit,
      section_of<NotFitDraft>("a chance, as in {chance: 3 %, after: prepare}", describe_not_fit),
      otherwise("never"), "patients who come and then are not fit for the infusion");
  section.optional(
      "after_no_show", attendance.after_no_show,
      section_of<AfterNoShowDraft>("a share, as in {rebook: 80 %}", describe_after_no_show),
      otherwise("all are rebooked"), "what follows a no-show");
  section.optional("misses_allowed", attendance.misses_allowed,
                   like("2", whole_number(0, model::no_limit)), otherwise("no limit"),
                   "how many visits in a row may be missed; with one more the course is lost");
}

}  // namespace sim::config
