#include "cli/baseline.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "analyzer/check/registry.h"
#include "cli/config_finder.h"
#include "cli/fingerprint.h"
#include "cli/render/json_library.h"
#include "cli/render/printable.h"
#include "rules/profile/home.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr int kVersion = 1;

std::string text_at(const Json& row, const char* name) {
  const auto found = row.find(name);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Baseline::Baseline(std::string file)
    : file_(std::move(file)), folder_(fs::path(file_).parent_path().generic_string()) {}

std::optional<Error> Baseline::read() {
  const Result<std::string> text = read_file(file_);
  if (!text) return Error{"the baseline " + printable(file_) + " " + text.error()};
  const Json json = Json::parse(*text, nullptr, false);
  const auto version = json.is_object() ? json.find("version") : json.end();
  const auto rows = json.is_object() ? json.find("findings") : json.end();
  const bool usable = json.is_object() && version != json.end() && *version == kVersion &&
                      rows != json.end() && rows->is_array();
  if (!usable)
    return Error{"the baseline " + printable(file_) + " is no baseline of version " +
                 std::to_string(kVersion)};
  for (const Json& row : *rows) {
    const std::string path = text_at(row, "path");
    const std::string fingerprint = text_at(row, "fingerprint");
    if (path.empty() || fingerprint.empty())
      return Error{"the baseline " + printable(file_) + " has an entry without path or fingerprint"};
    entries_[path][fingerprint] = {.check = text_at(row, "check"), .message = text_at(row, "message")};
  }
  return std::nullopt;
}

std::string Baseline::path_of(const FileReport& report) const { return path_from(folder_, report.path); }

std::vector<bool> Baseline::has(const FileReport& report) const {
  const std::string path = path_of(report);
  const auto entries = entries_.find(path);
  std::vector<bool> result;
  for (const std::string& fingerprint : fingerprints_of(report, path))
    result.push_back(entries != entries_.end() && entries->second.contains(fingerprint));
  return result;
}

void Baseline::note(const FileReport& report, const Settings& settings) {
  const std::string path = path_of(report);
  const std::vector<std::string> fingerprints = fingerprints_of(report, path);
  for (std::size_t at = 0; at < fingerprints.size(); ++at) {
    const Finding& finding = report.inspection.findings[at];
    found_[path][fingerprints[at]] = {.check = std::string(finding.check), .message = finding.message};
  }
  std::set<std::string>& looked_for = looked_for_[path];
  for (const Check* check : all_checks()) {
    if (settings.enabled(*check)) looked_for.emplace(check->id);
  }
}

bool Baseline::is_gone(const std::string& path, const std::string& fingerprint, const Entry& entry) const {
  const auto looked_for = looked_for_.find(path);
  if (looked_for == looked_for_.end()) {
    std::error_code ignored;
    return !fs::exists(fs::path(folder_) / path, ignored);
  }
  const bool run = looked_for->second.contains(entry.check) || find_check(entry.check) == nullptr;
  const auto found = found_.find(path);
  return run && (found == found_.end() || !found->second.contains(fingerprint));
}

std::size_t Baseline::gone() const {
  std::size_t count = 0;
  for (const auto& [path, entries] : entries_) {
    for (const auto& [fingerprint, entry] : entries) count += is_gone(path, fingerprint, entry) ? 1 : 0;
  }
  return count;
}

std::string Baseline::pruned() const {
  Entries left;
  for (const auto& [path, entries] : entries_) {
    for (const auto& [fingerprint, entry] : entries) {
      if (!is_gone(path, fingerprint, entry)) left[path][fingerprint] = entry;
    }
  }
  return text_of(left);
}

std::string Baseline::text_of(const Entries& entries) {
  std::string rows;
  for (const auto& [path, of_path] : entries) {
    using Row = std::tuple<std::string, std::string, std::string>;
    std::vector<Row> sorted;
    for (const auto& [fingerprint, entry] : of_path)
      sorted.emplace_back(entry.check, entry.message, fingerprint);
    std::ranges::sort(sorted);
    for (const auto& [check, message, fingerprint] : sorted) {
      const Json row = {{"path", path}, {"check", check}, {"message", message}, {"fingerprint", fingerprint}};
      rows += (rows.empty() ? "\n" : ",\n") + dumped(row);
    }
  }
  return "{\"version\":" + std::to_string(kVersion) + ",\"findings\":[" + rows + "\n]}\n";
}

}  // namespace clashlint
