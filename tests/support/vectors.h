#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/match/query.h"
#include "tests/support/scratch_dir.h"

namespace clashlint {

/// The fields of a JSON object, each value as compact JSON text: two answers
/// are equal field by field exactly if these are.
using JsonFields = std::map<std::string, std::string>;

struct VectorQuery {
  std::string ask;  ///< a line for `explain --batch`
  JsonFields expect;
};

/// One line of a conformance file, or one published profile of the corpus.
struct VectorCase {
  std::string name;
  std::string profile;                       ///< its text; empty in the corpus
  std::map<std::string, std::string> files;  ///< path in the home to bytes
  std::optional<std::string> refused;        ///< the core's words
  std::optional<int> line;                   ///< where the finding must point
  std::vector<VectorQuery> queries;
};

/// Reads a `.jsonl` of fixtures/conformance (format: its README).
std::vector<VectorCase> read_vectors(const std::filesystem::path& file);

/// Reads `profiles/answers.json` of the corpus.
std::vector<VectorCase> read_corpus(const std::filesystem::path& file);

/// One line of `shadows.jsonl`: what can win and what cannot.
struct ShadowCase {
  std::string name;
  std::string profile;
  std::map<int, std::size_t> dead;  ///< row to the size of a smallest covering set
};
std::vector<ShadowCase> read_shadows(const std::filesystem::path& file);

/// What the core was asked, as `walk` takes it, and the row that won.
struct WonQuery {
  Query query;
  int rule_index = -1;
};
WonQuery won_query(const VectorQuery& query);

/// One line of `explain --batch`; nothing if it is no JSON object.
std::optional<JsonFields> parse_answer(const std::string& line);

/// A list of strings as `parse_answer` holds it, back as strings.
std::vector<std::string> string_list(const std::string& json);

/// Lays the case's files and its `profile.yaml` in a folder.
void lay_case(const ScratchDir& scratch, const VectorCase& one);

}  // namespace clashlint
