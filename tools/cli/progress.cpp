// tools/cli/progress.cpp: a bar, and the time left by the pace so far.
#include "tools/cli/progress.h"

#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "tools/cli/output.h"

namespace cli {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr int width = 20;
constexpr Seconds between_drawings{0.1};
constexpr Seconds worth_telling{1.0};  // before that the pace says little

std::string left_in_words(Seconds left) {
  const auto seconds = static_cast<long>(std::ceil(left.count()));
  if (seconds < 90) return fmt::format("{} s", seconds);
  const long minutes = (seconds + 59) / 60;
  return minutes < 90 ? fmt::format("{} min", minutes)
                      : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace

std::string progress_line(int done, int all, Seconds since) {
  const double share = static_cast<double>(done) / all;
  const auto filled = static_cast<std::size_t>(share * width);
  std::string line = fmt::format("[{}{}] {:3.0f} %", std::string(filled, '#'),
                                 std::string(width - filled, '.'), std::floor(100.0 * share));
  if (done > 0 && since >= worth_telling)
    line += fmt::format(", about {} left", left_in_words(since * (1.0 / share - 1.0)));
  return line;
}

std::function<void(int)> progress_bar(int all) {
  const Clock::time_point start = Clock::now();
  const auto drawn = std::make_shared<Clock::time_point>(start);
  return [=](int done) {
    const Clock::time_point now = Clock::now();
    if (done == all) {
      note("\r\033[K");
    } else if (now - *drawn >= between_drawings) {
      note("\r\033[K" + progress_line(done, all, now - start));
      *drawn = now;
    }
  };
}

}  // namespace cli
