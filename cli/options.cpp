#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <utility>

#include "cli/suggest.h"

namespace clashlint {
namespace {

std::vector<std::string_view> all_names(std::span<const OptionRow> rows) {
  std::vector<std::string_view> names;
  for (const OptionRow& row : rows) names.push_back(row.name);
  return names;
}

void declare(CLI::App& app, const OptionRow& row) {
  std::string names(row.name);
  if (!row.short_name.empty()) names += "," + std::string(row.short_name);
  if (row.value.empty()) {
    app.add_flag(names);
    return;
  }
  // Every occurrence is kept: whether twice is one too many is said by us, in our words.
  app.add_option(names)->type_size(1)->expected(1)->allow_extra_args(false)->multi_option_policy(
      CLI::MultiOptionPolicy::TakeAll);
}

// `--name=value` is looked at before the library sees it: for `--name=` it would
// take the next argument as the value, and a switch it would let be switched off.
std::optional<Error> misplaced_equals(std::span<const OptionRow> rows, std::span<const std::string> args) {
  for (const std::string& arg : args) {
    const std::size_t equals = arg.find('=');
    if (!arg.starts_with("--") || equals == std::string::npos) continue;
    const std::string name = arg.substr(0, equals);
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const OptionRow& r) { return r.name == name; });
    if (row == rows.end()) continue;
    if (row->value.empty()) return Error{name + " takes no value"};
    if (equals + 1 == arg.size()) return Error{name + " needs a value"};
  }
  return std::nullopt;
}

std::optional<Error> unknown_option(std::span<const OptionRow> rows, const std::vector<std::string>& left) {
  for (const std::string& arg : left) {
    if (arg.size() < 2 || !arg.starts_with('-')) continue;
    const std::string name = arg.substr(0, arg.find('='));
    return Error{"unknown option \"" + name + "\"" + did_you_mean(name, all_names(rows))};
  }
  return std::nullopt;
}

Result<RawOptions> collect(CLI::App& app, std::span<const OptionRow> rows) {
  RawOptions raw;
  for (const OptionRow& row : rows) {
    const std::vector<std::string>& results = app.get_option(std::string(row.name))->results();
    if (results.empty()) continue;
    const bool once_only = !row.value.empty() && !row.repeatable;
    if (once_only && results.size() > 1) return Error{std::string(row.name) + " is given more than once"};
    raw.given[row.name] = results;
  }
  return raw;
}

}  // namespace

std::size_t RawOptions::count(std::string_view name) const {
  const auto found = given.find(name);
  return found == given.end() ? 0 : found->second.size();
}

const std::string* RawOptions::value(std::string_view name) const {
  const auto found = given.find(name);
  return found == given.end() ? nullptr : &found->second.front();
}

Result<RawOptions> read_options(std::span<const OptionRow> rows, const std::vector<std::string>& args) {
  const auto end = std::find(args.begin(), args.end(), "--");
  const std::span<const std::string> head(args.begin(), end);
  if (auto error = misplaced_equals(rows, head)) return *std::move(error);
  try {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    for (const OptionRow& row : rows) declare(app, row);
    app.parse(std::vector<std::string>(head.rbegin(), head.rend()));
    // Positionals are what the library leaves: a declared list would cut `[a,b]` at the comma.
    const std::vector<std::string> left = app.remaining();
    if (auto error = unknown_option(rows, left)) return *std::move(error);
    Result<RawOptions> raw = collect(app, rows);
    if (!raw) return raw;
    raw->positionals = left;
    if (end != args.end()) raw->positionals.insert(raw->positionals.end(), end + 1, args.end());
    return raw;
  } catch (const CLI::ArgumentMismatch& mismatch) {
    // `--port` as the last word; the library's sentence begins with the name.
    const std::string text = mismatch.what();
    return Error{text.substr(0, text.find(':')) + " needs a value"};
  } catch (const CLI::Error& error) {
    return Error{error.what()};
  }
}

}  // namespace clashlint
