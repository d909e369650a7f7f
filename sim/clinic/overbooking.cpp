#include "sim/clinic/overbooking.h"

#include <algorithm>
#include <cmath>

namespace sim::clinic {
namespace {

// Whole thousandths: sums of shares must be exact, or a visit is refused for the last bit.
constexpr std::int64_t thousandths = 1000;

}  // namespace

void Overbooking::open_day(std::size_t ahead, const Amounts& bookable) {
  Day& opened = day(ahead);
  opened = {};
  for (std::size_t r = 0; r < bookable.size(); ++r)
    opened.accrued[r] = std::llround(share_ * static_cast<double>(bookable[r] * thousandths));
  forget_room();
}

void Overbooking::turn_day() {
  for (std::size_t r = 0; r < carried_.size(); ++r)
    carried_[r] += day(0).accrued[r] - day(0).exceeded[r];
  today_ = (today_ + 1) % days_.size();
  forget_room();
}

void Overbooking::work_out_room(std::size_t resource) const {
  std::vector<std::int64_t>& room = room_[resource];
  std::int64_t left = carried_[resource];
  for (std::size_t ahead = 0; ahead < days_.size(); ++ahead) {
    left += day(ahead).accrued[resource] - day(ahead).exceeded[resource];
    room.push_back(left);
  }
  // What is used on a day is missing on all later ones.
  for (std::size_t ahead = days_.size() - 1; ahead-- > 0;)
    room[ahead] = std::min(room[ahead], room[ahead + 1]);
}

std::int64_t Overbooking::room(std::size_t ahead, std::size_t resource) const {
  if (room_[resource].empty()) work_out_room(resource);
  return std::max<std::int64_t>(0, room_[resource][ahead] / thousandths);
}

void Overbooking::exceed(std::size_t ahead, std::size_t resource, std::int64_t more) {
  day(ahead).exceeded[resource] += more * thousandths;
  room_[resource].clear();
}

}  // namespace sim::clinic
