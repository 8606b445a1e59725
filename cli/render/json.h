#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

struct Answer;
struct Asked;
struct ExplainView;
struct LoadedProfile;
struct ServiceStories;
struct Story;
class Sources;

/// A value that is neither list nor object; monostate is null. Negative and
/// broken numbers are doubles: no field takes them.
using JsonScalar = std::variant<std::monostate, std::string, std::uint64_t, double, bool>;

struct JsonMember {
  std::string name;
  JsonScalar value;
};

/// `a string`, `a number` …: for errors.
std::string_view type_name(const JsonScalar& value);

/// Reads an object of plain values, in the order of the text. Lists, objects
/// inside, repeated names and everything that is no JSON are errors. Linear, no recursion.
Result<std::vector<JsonMember>> read_json_members(std::string_view text);

/// One answer as an object on one line, no line break: the fields of
/// `fixtures/conformance/README.md`, then ours.
std::string answer_json(const Answer& answer, const Sources& sources);

/// One host with everything that `explain` tells of it, on one line.
std::string story_json(const ExplainView& view, const Asked& asked, const Story& story);

/// The same for a host of a service, with what it is there for.
std::string service_host_json(const ExplainView& view, const Asked& asked, const ServiceStories& stories,
                              std::size_t host);

/// `{"error":"…","line":N}`: what is wrong with a line of input.
std::string input_error_json(std::string_view message, std::size_t line);

/// What the core would refuse: the first error and how many there are.
std::string refusal_json(const LoadedProfile& loaded, const Sources& sources);

}  // namespace clashlint
