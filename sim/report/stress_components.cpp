// sim/report/stress_components.cpp: item 2.5 of the checklist: entities, activities, resources,
// queues, and where patients come in and go out.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/report/explain_parts.h"
#include "sim/report/origins.h"
#include "sim/report/prose.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

// --- entities

void entities(const Study& study, Markdown& page) {
  page.heading(4, "2.5.1 Entities");
  page.say("The entities are patients, of these cohorts:");
  Prose prose(Markup::Markdown);
  explain_each_cohort(study.model, prose);
  page.blocks(prose.text());
  std::vector<std::string> attributes = {"the cohort", "the course", "the number of the infusion"};
  const metrics::Scope& has = study.has;
  if (has.gives_up) attributes.emplace_back("patience");
  if (has.assessed) attributes.emplace_back("whether the patient responds");
  if (has.scored) {
    attributes.emplace_back("the score and the values of the response model (2.4)");
  } else if (has.assessed) {
    attributes.emplace_back("whether the patient can respond");
  }
  for (const model::Cohort& cohort : study.model.cohorts) {
    if (cohort.with.empty()) continue;
    attributes.emplace_back("the parts of a treatment plan that the patient has");
    break;
  }
  page.say(
      fmt::format("A patient's attributes are {}. Patients do not differ in how hard they are to "
                  "look after.",
                  listed(attributes)));
}

// --- activities

// As it is written in the scenario, which names the distribution.
std::string time_of(const Study& study, const model::Visit& visit, const model::Step& step) {
  const auto* written =
      number_at(study.model, fmt::format("visits.{}.steps.{}.takes", visit.name, step.name));
  return written == nullptr ? plain(time_in_words(step.takes)) : code(written->value);
}

void activities(const Study& study, Markdown& page) {
  const model::Model& model = study.model;
  page.heading(4, "2.5.2 Activities");
  page.say(
      "A visit is a series of steps, one after another. A step takes its time once everything that "
      "it needs is there; when it ends, that is given back, and what the visit holds throughout is "
      "kept.");
  MarkdownTable table{{"Visit", "Throughout", "Step", "Takes", "Needs", "Notes"}, {}};
  for (const model::Visit& visit : model.visits) {
    const std::string held = listed(needs_in_words(model, visit.throughout));
    for (const model::Step& step : visit.steps) {
      std::vector<std::string> notes;
      if (step.only < 1.0) notes.push_back("at " + percent(step.only) + " of the visits");
      if (step.after_patient) notes.emplace_back("when the patient has left");
      table.rows.push_back({plain(visit.name), plain(held), plain(step.name),
                            time_of(study, visit, step), plain(listed(needs_in_words(model, step))),
                            listed(notes)});
    }
  }
  page.table(table);
  for (const model::Course& course : model.courses) {
    for (const model::BeforeFirst& each : course.before_first) {
      page.item(fmt::format("Before a first infusion of {}: {}, which takes {} and no resource.",
                            plain(course.name), plain(each.name),
                            plain(time_in_words(each.takes.sampler))));
    }
  }
}

void resources(const Study& study, Markdown& page) {
  page.heading(4, "2.5.3 Resources");
  Prose prose(Markup::Markdown);
  explain_rotas(study.model, prose);
  page.blocks(prose.text());
  page.say(
      "A part of a resource (one for several patients) is a part of all that is on duty; persons "
      "are not told apart.");
  if (!study.model.clinic.open.is_always()) {
    page.say(
        "Nobody is interrupted when a shift ends: visits in hand are finished, as overtime, and "
        "nobody else is begun.");
  }
}

// --- queues

std::string_view order_of(model::Queue queue) {
  switch (queue) {
    case model::Queue::AppointmentTime:
      return "that of their appointments";
    case model::Queue::FirstCome:
      return "that of coming";
    case model::Queue::Priority:
      return "that of their cohorts' priorities, and then of coming";
  }
  return {};
}

void queues(const Study& study, Markdown& page) {
  const model::Booking& booking = study.model.booking;
  page.heading(4, "2.5.4 Queues");
  if (study.books()) {
    page.item(
        "Patients for whom the book has no start wait for one, by the priority of their cohort, "
        "then in the order of referral. The list has no limit.");
  }
  if (study.has.gives_up) {
    page.item(
        "A patient with patience leaves when the time since referral reaches it and no first "
        "infusion has begun; what is booked is given back.");
  }
  const model::Queue queue = study.books() || booking.queue == model::Queue::Priority
                                 ? booking.queue
                                 : model::Queue::FirstCome;
  page.item(fmt::format(
      "At the door patients wait for all that the visit holds throughout and that its first step "
      "needs, and take it together or not at all; within a visit they wait, where they are, for "
      "what the next step needs. Who is in a visit already goes before who is at the door; among "
      "equals the order is {}.",
      order_of(queue)));
  page.item(
      "Whoever waits holds back everything that they ask for: nobody who needs the same overtakes "
      "them.");
  if (study.model.clinic.open.is_always()) return;
  page.item(
      study.books()
          ? "Who came in time is seen, however late; who came when somebody that the visit needs "
            "had already left goes home and is first in line at the next opening."
          : "Who is still at the door when the clinic closes goes home and is first in line at the "
            "next opening.");
}

// --- entry and exit

void entry_points(const model::Model& model, Markdown& page) {
  page.say("Patients come in");
  for (const model::Cohort& cohort : model.cohorts) {
    const std::string label = plain(cohort.label);
    if (model::referrals_a_week(cohort.referrals) > 0.0)
      page.item(fmt::format("{}: {}", label, plain(referrals_in_words(cohort))));
    const StartsWith start = starts_with(cohort);
    const auto there = [&](std::int64_t patients, const std::string& how) {
      if (patients > 0)
        page.item(fmt::format("{}: {} {}", label, counted(patients, "patient"), how));
    };
    there(start.waiting, "on the waiting list when the run starts");
    there(start.screening_booked + start.first_booked + start.later_booked,
          "with appointments when the run starts");
    for (const auto& [id, patients] : start.in_course) {
      there(patients,
            fmt::format("in the course {} when the run starts", plain(model.courses[id].name)));
    }
  }
}

void exit_points(const Study& study, Markdown& page) {
  const metrics::Scope& has = study.has;
  Ends ends;
  for (const model::Cohort& cohort : study.model.cohorts) {
    for (const CourseId id : metrics::courses_of(study.model, cohort)) {
      const Ends its = ends_of(study.model, study.model.courses[id]);
      ends.completed |= its.completed;
      ends.dropped_out |= its.dropped_out;
      ends.by_adverse_event |= its.by_adverse_event;
      ends.lost |= its.lost;
    }
  }
  page.say("and leave");
  const auto leave = [&](bool possible, const std::string& how) {
    if (possible) page.item(how);
  };
  const std::vector<std::string> reasons = exclusions_of(study.model);
  leave(!reasons.empty(), fmt::format("excluded at screening ({})", plain(listed(reasons, "or"))));
  leave(has.refused, "refused what their first infusion needs beforehand");
  leave(has.gives_up, "because the wait for a first infusion was too long");
  leave(has.loses_patients, "after a missed visit, before a first infusion");
  leave(ends.completed, "when their last course is completed");
  leave(has.stops, "when a rule has stopped their last course");
  leave(ends.dropped_out, "by dropping out of a course");
  leave(ends.by_adverse_event, "when an adverse event has ended their course");
  leave(ends.lost, "after more visits missed in a row than are allowed");
  page.say(study.model.run.length
               ? "Whoever is still waiting or in a course when the run ends is counted as that."
               : "The run goes on until everybody has left.");
}

}  // namespace

void stress_components(const Study& study, Markdown& page) {
  page.heading(3, "2.5 Components");
  entities(study, page);
  activities(study, page);
  resources(study, page);
  queues(study, page);
  page.heading(4, "2.5.5 Entry/exit points");
  entry_points(study.model, page);
  exit_points(study, page);
}

}  // namespace sim::report
