// sim/experiment/parallel.h: numbered pieces of work on several threads.
//
// The numbers are handed out in order, and every piece that was begun is finished; so what is done
// at the end is always the first so many pieces, whatever the number of threads and whenever it
// was interrupted.
#pragma once

#include <atomic>
#include <functional>

namespace sim::experiment {

struct Workers {
  int threads = 1;
  const std::atomic<bool>* interrupted = nullptr;  // no new piece is begun once it is true
};

// Does work(0) to work(count - 1) and returns how many were done. `work` is called from several
// threads at once. If pieces throw, the exception of the lowest number is thrown on, after all that
// were begun have ended. Expects: threads >= 1.
int do_numbered(int count, const Workers& workers, const std::function<void(int)>& work);

}  // namespace sim::experiment
