// tests/cli/report_test.cpp: `chairtime report` and --report as a user meets them. What a report
// shows is looked at in a browser (tests/browser).
#include <chrono>
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* page_begins = "<!DOCTYPE html>";

std::string clinic() {
  return written("clinic.yaml",
                 smallest() + "variants: {one chair: {clinic.resources.chairs: 1}}\n");
}
std::string beside(const std::string& file, const std::string& name) {
  return fs::path(file).replace_filename(name).string();
}

class Report : public testing::Test {
 protected:
  void SetUp() override {
    const std::string file = clinic();
    const Finished done = chairtime({"report", file, "-o", "-", "--replications", "1", "--quiet"});
    if (done.err.find("writes no reports") == std::string::npos) return;
    EXPECT_EQ(done.exit_code, 2);
    EXPECT_EQ(chairtime({"run", file, "--quiet"}).exit_code, 0) << "all else works";
    GTEST_SKIP() << "this build has no ECharts";
  }
};

TEST_F(Report, IsAFileAndNothingIsPrinted) {
  const std::string file = clinic();
  const std::string page = beside(file, "report.html");
  const Finished done = chairtime({"report", file, "-o", page, "--replications", "4", "--quiet"});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, IsEmpty());
  const std::string html = contents(page);
  EXPECT_THAT(html, StartsWith(page_begins));
  EXPECT_THAT(html, HasSubstr("chairtime report clinic.yaml --replications=4"));
  EXPECT_THAT(html, HasSubstr("one chair"));
  EXPECT_THAT(html, Not(HasSubstr(fs::path(file).parent_path().string()))) << "no machine's paths";
  EXPECT_FALSE(fs::exists(page + ".part"));
}

TEST_F(Report, GoesToStandardOutputWhereThatIsAsked) {
  const Finished done =
      chairtime({"report", clinic(), "-o", "-", "--replications", "2", "--quiet"});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, StartsWith(page_begins));
}

TEST_F(Report, NeedsANameToWriteTo) {
  const Finished done = chairtime({"report", clinic()});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_THAT(done.err, HasSubstr("-o report.html"));
}

TEST_F(Report, BesideARunPrintsWhatTheRunPrints) {
  const std::string file = clinic();
  const std::string page = beside(file, "run.html");
  const std::vector<std::string> run = {"run", file, "--replications", "3", "--quiet"};
  std::vector<std::string> with_page = run;
  with_page.insert(with_page.end(), {"--report", page});
  EXPECT_EQ(chairtime(with_page).out, chairtime(run).out);
  EXPECT_THAT(contents(page), HasSubstr("chairtime run clinic.yaml --replications=3"));
}

TEST_F(Report, OfAVariantIsNamedAfterIt) {
  const Finished done = chairtime(
      {"report", clinic(), "-o", "-", "--variant", "one chair", "--replications", "2", "--quiet"});
  EXPECT_THAT(done.out, HasSubstr("<title>The smallest clinic: one chair</title>"));
  EXPECT_THAT(done.out, HasSubstr("With 1 chair and 2 nurses"));
}

TEST_F(Report, TakesThePlaceOfAnOlderPageButOfNothingElse) {
  const std::string file = clinic();
  const std::string page = beside(file, "report.html");
  const std::vector<std::string> words = {"report",         file, "-o",     page,
                                          "--replications", "2",  "--quiet"};
  EXPECT_EQ(chairtime(words).exit_code, 0);
  EXPECT_EQ(chairtime(words).exit_code, 0);

  const std::string text = contents(file);
  const Finished done = chairtime({"report", file, "-o", file});
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_THAT(done.err, HasSubstr("is no page"));
  EXPECT_EQ(contents(file), text);
}

TEST_F(Report, IsRefusedBeforeAnythingIsSimulatedWhereItCannotBeWritten) {
  const std::string file = clinic();
  for (const std::string& nowhere :
       {beside(file, "none/report.html"), fs::path(file).parent_path().string()}) {
    const Finished done = chairtime({"run", file, "--report", nowhere});
    EXPECT_EQ(done.exit_code, 3);
    EXPECT_THAT(done.err, HasSubstr("cannot write the report"));
    EXPECT_THAT(done.err, Not(HasSubstr("simulating")));
    EXPECT_THAT(done.out, IsEmpty());
  }
}

TEST_F(Report, OfAnInterruptedRunSaysSo) {
  const std::string file = clinic();
  const std::string page = beside(file, "report.html");
  Running run({"run", file, "--replications", "500000", "--report", page});
  while (run.err_so_far().find("replications") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  std::this_thread::sleep_for(std::chrono::milliseconds{100});
  run.interrupt();
  EXPECT_EQ(run.wait().exit_code, 130);
  EXPECT_THAT(contents(page), HasSubstr("of 500000 replications are complete"));
}

}  // namespace
}  // namespace sim::tests
