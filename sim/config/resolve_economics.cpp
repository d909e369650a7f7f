// sim/config/resolve_economics.cpp: prices and costs, from names to ids.
#include "sim/config/resolving.h"

namespace sim::config {
namespace {

// `section` holds what there is to have a price or a cost: "visit", "resource".
template <class IdType, class T>
model::Amounts<IdType> amounts_of(Resolving& on, const Given<AmountsDraft>& amounts,
                                  const Given<Named<T>>& section, std::string_view what) {
  model::Amounts<IdType> all;
  if (!section) return all;
  for (std::size_t i = 0; i < section->size(); ++i)
    all.add(std::nullopt);
  if (!amounts) return all;
  for (const auto& [name, amount] : *amounts) {
    const Given<std::string> wanted{Given<std::string>::Standing::Written, name,
                                    at_key(amount.place)};
    const auto id = look_up<IdType>(on, wanted, section, what);
    if (id && amount) all[*id] = *amount;
  }
  return all;
}

bool is_empty(const Given<AmountsDraft>& amounts) { return !amounts.broken() && amounts->empty(); }

bool says_nothing(const EconomicsDraft& draft) {
  return is_empty(draft.price) && !draft.cost.broken() && is_empty(draft.cost->per_visit) &&
         is_empty(draft.cost->per_staffed_hour) && draft.cost->per_day_open.missing();
}

// The parts of the cost have the names of resources, and one has a name of its own.
void check_is_no_part(Resolving& on, const Named<ResourceDraft>& resources) {
  const auto there = resources.find(std::string(model::days_open));
  if (there == resources.end()) return;
  on.error(at_key(there->second.place),
           fmt::format("\"{}\" is what results call a part of the cost", model::days_open),
           "give the resource another name");
}

}  // namespace

void resolve_economics(Resolving& on) {
  if (!on.draft.economics) return;
  const EconomicsDraft& draft = *on.draft.economics;
  if (says_nothing(draft)) {
    on.error(on.draft.economics.place, "there is neither a price nor a cost in it",
             "write price: {infusion: 450} or cost: {per_day_open: 400}, or take the section away");
  }
  if (!on.draft.clinic) return;
  const Given<Named<ResourceDraft>>& resources = on.draft.clinic->resources;
  if (resources) check_is_no_part(on, *resources);
  const CostDraft& cost = *draft.cost;
  model::Economics& economics = on.model.economics.emplace();
  economics.currency = value_or_nothing(draft.currency);
  economics.price = amounts_of<VisitId>(on, draft.price, on.draft.visits, "visit");
  economics.per_visit = amounts_of<VisitId>(on, cost.per_visit, on.draft.visits, "visit");
  economics.per_staffed_hour =
      amounts_of<ResourceId>(on, cost.per_staffed_hour, resources, "resource");
  if (cost.per_day_open) economics.per_day_open = *cost.per_day_open;
}

}  // namespace sim::config
