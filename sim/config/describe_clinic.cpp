// sim/config/describe_clinic.cpp: the keys of the clinic and of visits.
#include "sim/config/describe.h"
#include "sim/config/patterns.h"
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

void describe_staff(Section& section, StaffDraft& staff) {
  section.optional("count", staff.count, count(), otherwise("the rota says it"),
                   "how many there are");
  section.optional("on", staff.on, like("{mon-fri: 08:00-17:00}", part(duty())),
                   otherwise("whenever the clinic is open"), "when they are on duty");
}

// A count, or the mapping that `full` reads, into the part of the draft that is meant by a count.
template <class Draft>
Form<Draft> count_or(Form<Draft> full, Given<int>& (*count_of)(Draft&)) {
  const auto read = [full, count_of](const Input& input) -> std::optional<Draft> {
    if (!input.node.is_scalar()) return full.read(input);
    Draft draft;
    Given<int>& number = count_of(draft);
    number = read_given(input, Form<int>{{"a count", Origin::None}, count().read});
    if (number.broken()) return {};
    return draft;
  };
  Outline outline = full.outline;
  outline.origin = Origin::Listed;
  outline.shapes = joined(count().outline.shapes, outline.shapes);
  return {outline, read};
}

// {2027-06-01: 5, 2027-09-01: {count: 5, on: {mon-fri: 08:00-12:00}}}
Form<std::map<Date, Given<StaffDraft>>> dated_changes() {
  using Changes = std::map<Date, Given<StaffDraft>>;
  const Form<StaffDraft> staff = part(
      count_or<StaffDraft>(section_of<StaffDraft>("a count, or a count and hours", describe_staff),
                           [](StaffDraft& draft) -> Given<int>& { return draft.count; }));
  const std::string how = "write dated changes as in {2027-06-01: 5}";
  const auto read = [staff, how](const Input& input) -> std::optional<Changes> {
    if (!input.node.is_mapping() || input.node.entries.empty()) {
      const std::string found = input.node.is_mapping() ? "none" : name_of_found(input.node);
      input.error("expected dates, each with a count, found " + found, how);
      return {};
    }
    Changes changes;
    bool all_dates = true;
    for (const Entry& entry : input.node.entries) {
      if (const auto date = parse_date(entry.key)) {
        changes[*date] = read_given(input.entry(entry), staff);
      } else {
        all_dates = false;
        input.reading.found.error(entry.key_at, input.place.path,
                                  fmt::format("\"{}\" is not a date", entry.key), how);
      }
    }
    return all_dates ? std::optional(std::move(changes)) : std::nullopt;
  };
  Outline outline = outline_of("dates, each with a count", "{2027-06-01: 5}",
                               {Names{inner(staff.outline), patterns::date, {}, 1}});
  outline.origin = Origin::None;
  return {outline, read};
}

void describe_absence(Section& section, AbsenceDraft& absence) {
  section.required("chance", absence.chance, like("5 %", share()),
                   "the chance on each day that somebody who is there falls out");
  section.optional("lasts", absence.lasts, quantity(span_above_zero("days")), by_default("1 day"),
                   "for how long, rounded up to days");
}

void describe_resource(Section& section, ResourceDraft& resource) {
  describe_staff(section, resource.staff);
  section.optional("from", resource.from, dated_changes(), otherwise("no changes"),
                   "what replaces count and on from certain dates on; a count alone keeps the "
                   "hours");
  section.optional(
      "absent", resource.absent,
      section_of<AbsenceDraft>("an absence, as in {chance: 5 %, lasts: 1 day}", describe_absence),
      otherwise("nobody is ever absent"), "how often each of them is absent");
}

// 4, or {count: 4, on: ...}.
Form<ResourceDraft> resource() {
  return count_or<ResourceDraft>(
      section_of<ResourceDraft>("a count, or a count and hours", describe_resource),
      [](ResourceDraft& draft) -> Given<int>& { return draft.staff.count; });
}

bool says_present(const Input& input) {
  return input.node.is_scalar() && trim(input.node.text) == "present";
}

// 1 or 1/3
Form<Need> need_throughout() {
  const Form<Fraction> units = fraction();
  const auto read = [units](const Input& input) -> std::optional<Need> {
    if (says_present(input)) {
      input.error("only steps can ask for someone present",
                  "write it in the steps, as in needs: {prescribers: present}");
      return {};
    }
    const auto found = units.read(input);
    return found ? std::optional<Need>(*found) : std::nullopt;
  };
  return {units.outline, read};
}

// 1, 1/3 or present
Form<Need> need_of_step() {
  const Form<Need> units = need_throughout();
  const auto read = [units](const Input& input) -> std::optional<Need> {
    return says_present(input) ? Need(Present{}) : units.read(input);
  };
  return {{units.outline.what + ", or present", Origin::Listed,
           joined(units.outline.shapes, {Words{{"present"}}}), units.outline.example},
          read};
}

Form<bool> yes_or_no() { return one_of<bool>({{"yes", true}, {"no", false}}); }

void describe_step(Section& section, StepDraft& step) {
  section.required("name", step.name, text("a name", "infuse"), "what the step is called");
  section.required("takes", step.takes, like("40 min", quantity(span_above_zero("min"))),
                   "how long it takes");
  section.optional("needs", step.needs, named("how many", need_of_step(), "nurses"), all_defaults(),
                   "what it needs beside what is held throughout");
  section.optional("after_patient", step.after_patient, yes_or_no(), by_default("no"),
                   "cleaning: the patient has left");
  section.optional("only", step.only, share(), by_default("100 %"),
                   "the share of visits that have this step");
}

}  // namespace

void describe(Section& section, ClinicDraft& clinic) {
  section.required("open", clinic.open, weekly_hours(), "the weekly hours");
  section.optional("closed", clinic.closed, closed_dates(), otherwise("no date"),
                   "dates without work, whatever the weekly hours");
  section.required("resources", clinic.resources, named("a count", resource(), "nurses"),
                   "chairs, nurses, and whatever else there is too little of");
}

void describe(Section& section, VisitDraft& visit) {
  section.optional("throughout", visit.throughout,
                   named("how many", like("1", need_throughout()), "chairs"), all_defaults(),
                   "held from the first step to the last");
  section.required("steps", visit.steps,
                   list_of("a step", section_of<StepDraft>("a step", describe_step)),
                   "what is done, in order");
  section.optional("books", visit.books, like("60 min", duration({"min", one_minute})),
                   otherwise("the mean lengths of its steps"),
                   "the time reserved in the book: the last steps are cut or stretched to fit");
}

}  // namespace sim::config
