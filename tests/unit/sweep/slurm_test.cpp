// What a stopped task does, by what Slurm 22.05 says about it, and how a submission is laid out.

#include <cstdlib>

#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "sweep/engines/slurm_commands.hpp"
#include "sweep/slurm_task.hpp"

using namespace poach;
using namespace poach::sweep;

namespace {

const std::string notice = "slurmstepd-n1: error: *** JOB 7 ON n1 CANCELLED AT 2026-11-26T13:04:27";

Return after(const std::string& queue, const std::string& log = {}) {
  const auto jobs = queued_jobs(queue);
  REQUIRE(jobs.size() == 1);
  return return_of(jobs.front(), log);
}

SweepPlan policy_of(double seconds) {
  SweepPlan plan;
  plan.directory = "/scratch/my sweeps/100%";
  plan.name = "my sweep";
  plan.pilot_seconds = seconds;
  plan.add_points("1\n2\n3\n4\n");
  plan.replicates = 25'000;
  return plan;
}

bool holds(const std::string& text, const std::string& line) {
  return text.find(line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("A task that was asked to stop returns; a cancelled one does not", "[sweep][slurm]") {
  CHECK(after("7_1|RUNNING|None\n") == Return::requested);
  CHECK(after("7_1|COMPLETING|None\n", notice + " ***\n") == Return::none);
  CHECK(after("7_1|COMPLETING|None\n") == Return::none);
}

TEST_CASE("A task that Slurm ends returns unless Slurm brings it back itself", "[sweep][slurm]") {
  CHECK(after("7|COMPLETING|TimeLimit\n", notice + " DUE TO TIME LIMIT ***\n") ==
        Return::requested);
  CHECK(after("7|COMPLETING|TimeLimit\n") == Return::requested);
  CHECK(after("7_1|COMPLETING|None\n", notice + " DUE TO PREEMPTION ***\n") == Return::requested);
  CHECK(after("7_1|COMPLETING|None\n", notice + " DUE TO JOB REQUEUE ***\n") == Return::by_slurm);
  CHECK(after("7_1|PENDING|BeginTime\n",
              notice + " DUE TO NODE FAILURE, SEE SLURMCTLD LOG FOR DETAILS ***\n") ==
        Return::by_slurm);
}

TEST_CASE("Lines of squeue become jobs", "[sweep][slurm]") {
  const auto jobs = queued_jobs("12_[3-7%2]|PENDING|JobArrayTaskLimit\n12_1|RUNNING|None\nodd\n");
  REQUIRE(jobs.size() == 2);
  CHECK(jobs[0].job == "12_[3-7%2]");
  CHECK(jobs[0].reason == "JobArrayTaskLimit");
  CHECK(jobs[1].state == "RUNNING");
  CHECK(queued_jobs("").empty());
}

TEST_CASE("Tasks are sized by the pilot and the limit, never more than runs", "[sweep][slurm]") {
  SlurmOptions options;
  // 100,000 runs of 6 s are 500 times 20 minutes.
  CHECK(array_tasks(policy_of(6.0), options, 100'000) == 501);
  options.minutes = 20;  // half of that a task
  CHECK(array_tasks(policy_of(6.0), options, 100'000) == 1001);
  options.tasks = 64;
  CHECK(array_tasks(policy_of(6.0), options, 100'000) == 64);
  CHECK(array_tasks(policy_of(6.0), options, 3) == 3);
  const auto arrays = split_tasks(2500, 1000);
  REQUIRE(arrays.size() == 3);
  CHECK(arrays[2].first == 2000);
  CHECK(arrays[2].count == 500);
  CHECK(arrays[2].tasks == 2500);
}

TEST_CASE("A batch script holds the requested options", "[sweep][slurm]") {
  SlurmOptions options;
  options.program = "/opt/it's here/poach";
  options.throttle = 50;
  options.minutes = 30;
  options.partition = "short";
  options.sbatch = {"--account=lab", "--mem=2G"};
  options.max_failures = 3;
  const std::string text = batch_script(policy_of(6.0), options, {1000, 500, 2500});
  CAPTURE(text);
  CHECK(text.starts_with("#!/bin/bash\n"));
  CHECK(holds(text, "#SBATCH --job-name=poach-my_sweep"));
  CHECK(holds(text, "#SBATCH --array=0-499%50"));
  CHECK(holds(text, "#SBATCH --time=30"));
  CHECK(holds(text, "#SBATCH --signal=B:USR1@120"));
  CHECK(holds(text, "#SBATCH --partition=short"));
  CHECK(holds(text, "#SBATCH --account=lab"));
  CHECK(holds(text, "#SBATCH --mem=2G"));
  CHECK(holds(text, "#SBATCH --requeue"));
  CHECK(holds(text, "#SBATCH --output=\"/scratch/my sweeps/100%%/logs/task-%A-%a.log\""));
  CHECK(holds(text,
              "exec '/opt/it'\\''s here/poach' sweep worker '/scratch/my sweeps/100%' "
              "--shard \"$((SLURM_ARRAY_TASK_ID + 1000))/2500\" --max-failures 3"));
  options.minutes = 2;  // the signal leaves time to work
  CHECK(holds(batch_script(policy_of(6.0), options, {}), "#SBATCH --signal=B:USR1@24"));
}

TEST_CASE("What a name holds stays a name in a batch script", "[sweep][slurm]") {
  const support::TemporaryDirectory folder;
  const auto program = support::put(folder / "print it's", "#!/bin/sh\nprintf '%s|' \"$@\"\n");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  SweepPlan plan = policy_of(6.0);
  for (const char* name : {"it's", "a \"b\"", "`touch PWNED`", "$(touch PWNED)", "~", "#a", "{a,b}",
                           "!!", "-x", "a\tb", "caf\xe9"}) {
    plan.directory = folder / name;
    SlurmOptions options;
    options.program = program.string();
    const std::string text = batch_script(plan, options, {0, 4, 4});
    CAPTURE(text);
    const auto script = support::put(folder / "script", text);
    const std::string command = "SLURM_ARRAY_TASK_ID=3 bash " + script.string() + " >" +
                                (folder / "words").string() + " 2>&1";
    CHECK(std::system(command.c_str()) == 0);
    CHECK(support::content(folder / "words") ==
          "sweep|worker|" + plan.directory.string() + "|--shard|3/4|");
  }
  plan.directory = "/scratch/a \"b\"";
  CHECK(holds(batch_script(plan, {}, {}),
              R"(#SBATCH --output="/scratch/a \"b\"/logs/task-%A-%a.log")"));
  plan.name = "a#b,c\td\"e";
  CHECK(holds(batch_script(plan, {}, {}), "#SBATCH --job-name=poach-a_b_c_d_e"));
}

TEST_CASE("Nothing adds a line to a batch script", "[sweep][slurm]") {
  SweepPlan plan = policy_of(6.0);
  SlurmOptions options;
  for (const char* line_break : {"\n", "\r", "\r\n"}) {
    const std::string hostile = std::string("a") + line_break + "touch PWNED";
    plan.directory = "/scratch/" + hostile;
    CHECK_THROWS_AS(batch_script(plan, options, {}), InputError);
    plan = policy_of(6.0);
    options.partition = hostile;
    CHECK_THROWS_AS(batch_script(plan, options, {}), InputError);
    options = {};
    options.sbatch = {"--account=" + hostile};
    CHECK_THROWS_AS(batch_script(plan, options, {}), InputError);
    options = {};
    plan.name = hostile;
    const std::string text = batch_script(plan, options, {});
    CHECK(text.find("\ntouch") == std::string::npos);
    plan = policy_of(6.0);
  }
  plan.directory = "/scratch/a\\b";
  CHECK_THROWS_AS(batch_script(plan, options, {}), InputError);
}

TEST_CASE("The number of a job is digits", "[sweep][slurm]") {
  for (const char* number : {"1", "1234567", "12_3"}) CHECK(is_job_number(number));
  for (const char* text : {"", "_1", "1_", "-1", "1 2", "1,2", "1;touch PWNED", "$(id)", "1\n"}) {
    CAPTURE(text);
    CHECK_FALSE(is_job_number(text));
  }
  CHECK_FALSE(is_job_number(std::string(100, '1')));
}

TEST_CASE("Commands get their words as they are, without a shell", "[sweep][slurm]") {
  const Answer answer = ask({"printf", "%s|", "$(id)", "a b", "`id`", "", "~", "'\n"});
  CHECK(answer.code == 0);
  CHECK(answer.text == "$(id)|a b|`id`||~|'\n|");
  CHECK(ask({"cat"}, "to stdin").text == "to stdin");
  const Answer failed = ask({"ls", "/no such folder"});
  CHECK(failed.code > 0);
  CHECK(failed.text.empty());
  CHECK(failed.error.find("no such folder") != std::string::npos);
  CHECK(ask({"no-such-program"}).code == 127);
  CHECK(has_command("cat"));
  CHECK_FALSE(has_command("no-such-program"));
}
