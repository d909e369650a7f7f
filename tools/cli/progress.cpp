// tools/cli/progress.cpp: a bar, and the time left by the pace so far.
#include "tools/cli/progress.h"

#include <cmath>
#include <cstdint>
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
  const auto of_all = [&](std::int64_t parts) { return parts * done / all; };  // rounded down
  const auto filled = static_cast<std::size_t>(of_all(width));
  std::string line = fmt::format("[{}{}] {:3} %", std::string(filled, '#'),
                                 std::string(width - filled, '.'), of_all(100));
  if (done > 0 && since >= worth_telling) {
    const double rest = static_cast<double>(all - done) / static_cast<double>(done);
    line += fmt::format(", about {} left", left_in_words(since * rest));
  }
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
