#pragma once

#include <span>
#include <string>
#include <vector>

#include "analyzer/match/answer.h"
#include "cli/option_reader.h"
#include "cli/options.h"
#include "cli/profile_plan.h"

namespace clashlint {

enum class TestFormat : std::uint8_t { text, json, junit, github };

/// `clashlint test`, understood.
struct TestOptions {
  ProfileWish profile;
  std::vector<std::string> files;  ///< of tests; hosts where they are recorded
  bool record = false;
  Selections selections;
  TestFormat format = TestFormat::text;
  Color color = Color::automatic;
};

/// The rows of `clashlint test`, in the order of the help.
std::span<const OptionRow> test_rows();

/// Errors are one sentence that names the option.
Result<TestOptions> read_test_options(const RawOptions& raw);

}  // namespace clashlint
