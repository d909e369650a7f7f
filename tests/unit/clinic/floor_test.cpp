// The rules of the floor, one by one.
#include "sim/clinic/floor.h"

#include <vector>

#include <gtest/gtest.h>

namespace sim::clinic {
namespace {

using namespace std::chrono_literals;

constexpr ResourceId chairs{0};
constexpr ResourceId nurses{1};
constexpr UseId infusion{0};
constexpr UseId check{1};
constexpr Time nine{9h};

model::Step step(const char* name, model::Units needs) {
  return {name, random::Sampler(random::Constant{60'000}), 1min, needs};
}

class FloorTest : public ::testing::Test {
 protected:
  static model::Model make_model() {
    model::Model model;
    model.resources.add({"chairs", model::Rota(), 1, true});
    model.resources.add({"nurses", model::Rota(), 2, false});  // in halves
    model.visits.add({"infusion", {1, 0}, {step("prepare", {0, 2}), step("infuse", {0, 1})}, {}});
    model.visits.add({"check", {}, {step("talk", {0, 2})}, {}});
    model.uses.add({"infusion", VisitId{0}, {1, 2}});
    model.uses.add({"check", VisitId{1}, {3}});
    return model;
  }

  void staff(int chair_count, int nurse_count, Time now = nine) {
    floor_.pool(chairs).set_on_duty(chair_count, now);
    floor_.pool(nurses).set_on_duty(2 * nurse_count, now);
  }
  std::uint32_t arrive(UseId use, Time place, bool booked = false) {
    Stay stay;
    stay.care = 0;
    stay.use = use;
    stay.place.at = place;
    stay.appointment = place;
    stay.came = place;
    stay.waiting_since = place;
    if (booked) stay.in_hand_since = place;
    return floor_.arrive(stay);
  }
  std::vector<std::uint32_t> serve(Time now = nine + 30min) {
    std::vector<std::uint32_t> begun;
    floor_.serve(now, [&](std::uint32_t stay) {
      floor_.take(stay, now);
      begun.push_back(stay);
    });
    return begun;
  }

  using Stays = std::vector<std::uint32_t>;
  model::Model model_ = make_model();
  Floor floor_{model_};
};

TEST_F(FloorTest, throughout_and_the_first_step_are_taken_together_or_not_at_all) {
  staff(1, 0);
  arrive(infusion, nine);
  EXPECT_TRUE(serve().empty());  // there is a chair and no nurse
  EXPECT_EQ(floor_.pool(chairs).in_use(), 0);
}

TEST_F(FloorTest, nobody_overtakes_someone_ahead_who_needs_the_same) {
  staff(0, 1);
  arrive(infusion, nine);  // lacks a chair, and so holds back the nurse
  arrive(check, nine + 1min);
  EXPECT_TRUE(serve().empty());
}

TEST_F(FloorTest, who_needs_something_else_may_go_first) {
  staff(2, 1);
  const auto first = arrive(check, nine);
  const auto second = arrive(check, nine + 1min);  // lacks the nurse
  EXPECT_EQ(serve(), Stays{first});
  EXPECT_EQ(floor_[second].where, Whereabouts::AtDoor);
}

TEST_F(FloorTest, patients_in_a_chair_go_before_those_at_the_door) {
  staff(2, 1);
  const auto first = arrive(infusion, nine + 5min);
  EXPECT_EQ(serve(), Stays{first});
  floor_.end_step(first);
  floor_.wait_in_chair(first, 1, nine + 15min);
  const auto second = arrive(check, nine);  // an earlier place in line, but at the door
  EXPECT_EQ(serve(), Stays{first});         // half a nurse is left, the check needs a whole one
  EXPECT_EQ(floor_[second].where, Whereabouts::AtDoor);
}

TEST_F(FloorTest, at_closing_walk_ins_go_home_and_booked_patients_are_still_seen) {
  staff(1, 0);
  const auto walk_in = arrive(infusion, nine);
  const auto booked = arrive(infusion, nine + 1min, true);
  staff(1, 1, nine + 1h);
  staff(0, 0, nine + 2h);
  EXPECT_EQ(floor_.not_seen_today(), Stays{walk_in});
  floor_.send_home(walk_in, nine + 2h);
  EXPECT_EQ(floor_[walk_in].waited, 2h);
  floor_.release_leavers();
  EXPECT_EQ(serve(nine + 2h), Stays{booked});
}

TEST_F(FloorTest, who_was_sent_home_is_first_in_line_when_they_come_again) {
  staff(0, 1);
  const auto walk_in = arrive(infusion, nine);
  floor_.send_home(walk_in, nine + 8h);
  EXPECT_TRUE(floor_.is_empty());
  const auto next_day = arrive(infusion, nine + 24h);
  floor_.arrive_again(walk_in, nine + 24h);
  staff(1, 1, nine + 24h);
  EXPECT_EQ(serve(nine + 24h), Stays{walk_in});
  EXPECT_EQ(floor_[next_day].where, Whereabouts::AtDoor);
}

TEST_F(FloorTest, who_leaves_stays_only_while_the_others_are_too_few_for_work_in_hand) {
  staff(2, 2);
  const auto first = arrive(check, nine);
  EXPECT_EQ(serve(), Stays{first});
  staff(2, 1, nine + 1h);
  floor_.release_leavers();  // one nurse is enough for the one check in hand
  const auto second = arrive(check, nine + 1h);
  EXPECT_TRUE(serve(nine + 1h).empty());
  floor_.end_step(first);
  floor_.leave(first);
  floor_.release_leavers();
  EXPECT_EQ(serve(nine + 1h), Stays{second});
}

}  // namespace
}  // namespace sim::clinic
