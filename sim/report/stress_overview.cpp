// sim/report/stress_overview.cpp: item 2.1 of the checklist: the way of a patient through this
// scenario as a flow chart, and what happens at its visits.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "sim/report/explain_parts.h"
#include "sim/report/flowchart.h"
#include "sim/report/stress_parts.h"

namespace sim::report {
namespace {

using Node = Flowchart::Node;
using Shape = Flowchart::Shape;

class Overview {
 public:
  explicit Overview(const model::Model& model) : model_(model) {}

  std::string drawn();

 private:
  void place_courses();
  void draw_access(const model::Cohort& cohort);
  void draw_at_start(const model::Cohort& cohort, Node access);
  void draw_parts(const model::Cohort& cohort);
  void draw_ends(CourseId course);
  void draw_what_follows(CourseId course);
  void draw_visit(VisitId visit);

  Node screening(const model::Cohort& cohort);
  Node waiting(CourseId course);  // for the first infusion of a patient
  // What a course needs before its first infusion, or else the course.
  Node before(CourseId course) const { return before_.at(course); }
  Node course(CourseId course) const { return courses_.at(course); }
  Node end(const std::string& name);  // of a patient's way
  Node entry(const std::string& how, const model::Cohort& cohort, const std::string& patients);
  void attend(Node from, UseId use, const std::string& why);
  void go(Node from, Node to, const model::Cohort& cohort);
  void draw_gone();

  // Those who are there come to visits of that kind.
  struct Attends {
    Node from;
    UseId use;
    std::string why;
  };

  // Patients of these cohorts go that way.
  struct Gone {
    Node from;
    Node to;
    std::vector<std::string> cohorts;
  };

  const model::Model& model_;
  Flowchart chart_;
  std::map<CourseId, Node> courses_, before_, waiting_;
  std::map<std::string, Node> screenings_, ends_;
  std::vector<Attends> attends_;
  std::vector<Gone> gone_;
  std::map<Node, std::set<std::string>> come_;  // the cohorts that are there at all
};

Node Overview::end(const std::string& name) {
  const auto there = ends_.find(name);
  if (there != ends_.end()) return there->second;
  return ends_[name] = chart_.node(Shape::Ends, {name});
}

Node Overview::entry(const std::string& how, const model::Cohort& cohort,
                     const std::string& patients) {
  return chart_.node(Shape::Ends, {how, cohort.label, patients});
}

// The same visit is drawn to once from each box, however many infusions it is of.
void Overview::attend(Node from, UseId use, const std::string& why) {
  const bool known = std::any_of(attends_.begin(), attends_.end(), [&](const Attends& each) {
    return each.from == from && model_.uses[each.use].visit == model_.uses[use].visit;
  });
  if (!known) attends_.push_back({from, use, why});
}

void Overview::go(Node from, Node to, const model::Cohort& cohort) {
  come_[from].insert(cohort.name);
  const auto known = std::find_if(gone_.begin(), gone_.end(), [&](const Gone& each) {
    return each.from == from && each.to == to;
  });
  if (known == gone_.end()) {
    gone_.push_back({from, to, {cohort.label}});
  } else {
    known->cohorts.push_back(cohort.label);
  }
}

// An arrow says of whom it is where it is not of everybody.
void Overview::draw_gone() {
  for (const Gone& each : gone_) {
    const bool everybody = each.cohorts.size() == come_.at(each.from).size();
    chart_.arrow({each.from, each.to, everybody ? "" : listed(each.cohorts)});
  }
}

// Those that a patient may come to; a file may hold others.
void Overview::place_courses() {
  for (const model::Cohort& cohort : model_.cohorts) {
    for (const CourseId id : metrics::courses_of(model_, cohort)) {
      if (courses_.contains(id)) continue;
      const model::Course& course = model_.courses[id];
      courses_[id] = before_[id] =
          chart_.node(Shape::Process, {"Course: " + course.name, infusions_in_words(course)});
      for (const UseId use : course.uses)
        attend(courses_[id], use, "infusion");
      if (course.before_first.empty()) continue;
      std::vector<std::string> label = {"Before " + course.name};
      for (const model::BeforeFirst& each : course.before_first)
        label.push_back(each.name);
      before_[id] = chart_.node(Shape::Process, label);
      chart_.arrow({before_[id], courses_[id]});
    }
  }
}

// --- until the first infusion

Node Overview::waiting(CourseId id) {
  const auto there = waiting_.find(id);
  if (there != waiting_.end()) return there->second;
  const Node node = waiting_[id] = chart_.node(
      Shape::Process, {"Waiting for a first infusion", "course: " + model_.courses[id].name});
  chart_.arrow({node, before(id)});
  return node;
}

Node Overview::screening(const model::Cohort& cohort) {
  const std::optional<UseId> use = cohort.screening->use;
  const std::string where = use ? "at " + model_.visit_of(*use).name + " visits" : "on paper";
  const auto there = screenings_.find(where);
  if (there != screenings_.end()) return there->second;
  const Node node = screenings_[where] = chart_.node(Shape::Decision, {"Screening", where});
  if (use) attend(node, *use, "screening");
  const std::vector<std::string> reasons = exclusions_of(model_);
  if (!reasons.empty())
    chart_.arrow({node, chart_.node(Shape::Ends, {"Excluded", listed(reasons, "or")})});
  return node;
}

void Overview::draw_access(const model::Cohort& cohort) {
  const Node wait = waiting(cohort.course);
  const Node access = cohort.screening ? screening(cohort) : wait;
  come_[wait].insert(cohort.name);
  if (cohort.screening) go(access, wait, cohort);
  if (model::referrals_a_week(cohort.referrals) > 0.0)
    chart_.arrow({entry("Referral", cohort, referrals_in_words(cohort)), access});
  draw_at_start(cohort, access);
  if (cohort.patience) go(wait, end("Gave up waiting"), cohort);
}

void Overview::draw_at_start(const model::Cohort& cohort, Node access) {
  const StartsWith start = starts_with(cohort);
  const auto come = [&](const std::string& how, std::int64_t patients, Node to) {
    if (patients > 0) chart_.arrow({entry(how, cohort, counted(patients, "patient")), to});
  };
  come("On the waiting list at the start", start.waiting, access);
  if (start.screening_booked > 0)
    come("Screening booked at the start", start.screening_booked, screening(cohort));
  come("First infusion booked at the start", start.first_booked, waiting(cohort.course));
  come("Later infusion booked at the start", start.later_booked, course(cohort.course));
  for (const auto& [id, patients] : start.in_course)
    come("In the course at the start", patients, course(id));
}

// --- from then on

void Overview::draw_ends(CourseId id) {
  const Node from = course(id);
  const Ends ends = ends_of(model_, model_.courses[id]);
  if (ends.completed) chart_.arrow({from, end("Course completed")});
  if (!ends.stopped_by.empty())
    chart_.arrow({from, end("Course stopped by a rule"), listed(ends.stopped_by, "or")});
  if (ends.dropped_out) chart_.arrow({from, end("Dropped out")});
  if (ends.lost) chart_.arrow({from, end("Lost: too many visits missed in a row")});
  if (ends.by_adverse_event) chart_.arrow({from, end("Course ended by an adverse event")});
  if (before(id) == from) return;
  const auto& needs = model_.courses[id].before_first;
  const bool refused = std::any_of(needs.begin(), needs.end(),
                                   [](const auto& each) { return each.refused.probability > 0.0; });
  if (refused) chart_.arrow({before(id), end("Refused")});
}

void Overview::draw_what_follows(CourseId id) {
  const Node from = course(id);
  const model::Course& of = model_.courses[id];
  for (const model::StopRule& rule : of.rules) {
    if (rule.then == model::Action::Switch)
      chart_.arrow({from, before(rule.follow_up.course), "rule: " + rule.name});
  }
  for (const model::Afterwards& entry : of.afterwards)
    chart_.arrow({from, before(entry.follow_up.course), "goes on afterwards"});
  if (const auto& again = of.repeat_on_relapse) {
    chart_.arrow({from, before(again->course),
                  "relapses after a response: at most " + counted(again->at_most, "time")});
  }
}

void Overview::draw_parts(const model::Cohort& cohort) {
  for (const model::PlanPart& part : cohort.with) {
    if (!part.use) continue;
    for (const CourseId id : metrics::courses_of(model_, cohort))
      attend(course(id), *part.use, part.name + ", beside the course");
  }
}

void Overview::draw_visit(VisitId id) {
  std::vector<Node> steps;
  const model::Visit& visit = model_.visits[id];
  chart_.begin_group("Visit: " + visit.name);
  for (const model::Step& step : visit.steps)
    steps.push_back(chart_.node(Shape::Process, {step.name, time_in_words(step.takes)}));
  chart_.end_group();
  for (std::size_t i = 1; i < steps.size(); ++i)
    chart_.arrow({steps[i - 1], steps[i]});
  for (const Attends& each : attends_) {
    const model::Use& use = model_.uses[each.use];
    if (use.visit != id) continue;
    chart_.arrow({each.from, steps.front(), each.why, Flowchart::Line::Has});
    const auto& not_fit = use.attendance.not_fit;
    if (not_fit && not_fit->chance.probability > 0.0) {
      chart_.arrow(
          {steps[not_fit->after], each.from, "not fit: comes again", Flowchart::Line::Has});
    }
  }
}

std::string Overview::drawn() {
  place_courses();
  const std::vector<metrics::Scope> scopes = metrics::list_scopes(model_);  // everybody's first
  for (const CohortId id : ids<CohortId>(model_.cohorts)) {
    const model::Cohort& cohort = model_.cohorts[id];
    draw_access(cohort);
    if (scopes[1 + id.index].loses_patients)
      go(waiting(cohort.course), end("Left after a missed visit"), cohort);
    draw_parts(cohort);
  }
  draw_gone();
  for (const auto& [id, node] : courses_) {
    draw_ends(id);
    draw_what_follows(id);
  }
  for (const VisitId id : ids<VisitId>(model_.visits)) {
    const bool attended = std::any_of(attends_.begin(), attends_.end(), [&](const Attends& each) {
      return model_.uses[each.use].visit == id;
    });
    if (attended) draw_visit(id);
  }
  return chart_.text();
}

}  // namespace

void stress_overview(const Study& study, Markdown& page) {
  page.heading(2, "2. Logic");
  page.heading(3, "2.1 Base model overview diagram");
  page.say(
      "Solid arrows are the way of a patient; rounded boxes are where it begins and ends. Dotted "
      "arrows lead to the visits that belong to a box. The diagram is in the language of Mermaid, "
      "which draws it.");
  page.fenced("mermaid", Overview(study.model).drawn());
}

}  // namespace sim::report
