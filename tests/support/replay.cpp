#include "tests/support/replay.h"

#include <doctest/doctest.h>

#include <sstream>
#include <vector>

#include "analyzer/match/walk.h"
#include "cli/command/question.h"
#include "cli/render/json.h"
#include "rules/profile/load.h"
#include "tests/support/run_cli.h"

namespace clashlint {
namespace {

constexpr int kRefused = 1;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string print(const JsonFields& answer, std::span<const std::string_view> fields) {
  std::string text;
  for (const std::string_view field : fields) {
    const auto found = answer.find(std::string(field));
    text.append(" ").append(field).append("=").append(found == answer.end() ? "(absent)" : found->second);
  }
  return text;
}

std::string questions(const VectorCase& one) {
  std::string text;
  for (const VectorQuery& query : one.queries) text.append(query.ask).push_back('\n');
  return text;
}

// Findings begin with `profile.yaml:LINE:`.
bool points_at(const std::string& findings, int line) {
  return findings.find("profile.yaml:" + std::to_string(line) + ":") != std::string::npos;
}

}  // namespace

void Replay::run(const VectorCase& one, const std::filesystem::path& profile,
                 const std::filesystem::path& home) {
  const ScratchDir scratch;
  scratch.write("questions.jsonl", questions(one));
  const std::vector<std::string> args = {"explain", profile.string(),
                                         "--home",  home.string(),
                                         "--batch", (scratch.path() / "questions.jsonl").string()};
  const CliRun run = run_cli(args);
  ++cases_;
  questions_ += static_cast<int>(one.queries.size());
  const int expected = one.refused ? kRefused : 0;
  if (run.exit != expected) {
    return disagree(one.name + ": the core " + (one.refused ? "refuses: " + *one.refused : "takes it") +
                    "; exit code " + std::to_string(run.exit) + "\n" + run.err);
  }
  if (one.line && !points_at(run.err, *one.line)) {
    return disagree(one.name + ": nothing points at line " + std::to_string(*one.line) + "\n" + run.err);
  }
  ++verdicts_agreed_;
  if (one.refused) return;
  const std::vector<std::string> answers = lines_of(run.out);
  if (answers.size() != one.queries.size()) {
    return disagree(one.name + ": " + std::to_string(one.queries.size()) + " questions, " +
                    std::to_string(answers.size()) + " answers\n" + run.err);
  }
  for (std::size_t i = 0; i < answers.size(); ++i) compare(one, i, answers[i]);
  compare_with_walk(one, profile, home, answers);
}

// A stream is answered by an index; the plain walk is what it stands for.
void Replay::compare_with_walk(const VectorCase& one, const std::filesystem::path& profile,
                               const std::filesystem::path& home, const std::vector<std::string>& answers) {
  Sources sources;
  const auto loaded = load_profile(sources, profile.string(), {.home = home.string(), .geodata_home = {}});
  if (!loaded) return disagree(one.name + ": " + loaded.error());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Result<Query> query = read_question(one.queries[i].ask);
    const std::string walked = query ? answer_json(walk(*loaded->profile, *query), sources) : query.error();
    if (walked != answers[i])
      disagree(one.name + " " + one.queries[i].ask + "\n  index " + answers[i] + "\n  walk  " + walked);
  }
}

void Replay::compare(const VectorCase& one, std::size_t index, const std::string& line) {
  const std::string where = one.name + " #" + std::to_string(index) + " " + one.queries[index].ask;
  auto given = parse_answer(line);
  if (!given) return disagree(where + "\n  no JSON object: " + line);
  JsonFields expected = one.queries[index].expect;
  if (adjust_) adjust_(expected, *given);
  const std::string want = print(expected, fields_);
  const std::string got = print(*given, fields_);
  if (want != got) return disagree(where + "\n  expected" + want + "\n  got     " + got);
  ++agreed_;
}

void Replay::disagree(const std::string& text) {
  if (shown_++ < kShown) MESSAGE(text);
}

void Replay::finish(std::string_view what) const {
  MESSAGE(what, ": ", verdicts_agreed_, " of ", cases_, " verdicts and ", agreed_, " of ", questions_,
          " answers agree with the core");
  CHECK(cases_ > 0);
  CHECK(verdicts_agreed_ == cases_);
  CHECK(agreed_ == questions_);
}

}  // namespace clashlint
