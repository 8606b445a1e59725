#include "analyzer/lock/lock.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyzer/lock/data_date.h"
#include "rules/profile/home.h"
#include "rules/profile/sha256.h"
#include "rules/provider/geosite.h"
#include "rules/provider/mmdb.h"

namespace clashlint {
namespace {

std::optional<std::uint64_t> entries_of(const DataFile& file, std::string_view bytes) {
  switch (file.kind) {
    case DataFile::Kind::rule_set:
    case DataFile::Kind::proxy_provider:
      return file.entries;
    case DataFile::Kind::geosite:
    case DataFile::Kind::geoip:
      return dat_entry_count(bytes);
    case DataFile::Kind::mmdb: {
      const Result<Mmdb> database = Mmdb::open(file.path);
      return database ? std::optional<std::uint64_t>(database->node_count()) : std::nullopt;
    }
  }
  return std::nullopt;
}

LockedFile locked(const DataFile& file, std::string path) {
  LockedFile result{.path = std::move(path), .missing = true, .sha256 = {}, .entries = {}, .date = {}};
  if (file.missing) return result;
  const Result<std::string> bytes = read_file(file.path);
  if (!bytes) return result;
  result.missing = false;
  result.sha256 = sha256_hex(*bytes);
  result.size = bytes->size();
  result.entries = entries_of(file, *bytes);
  result.date = data_date(file, *bytes);
  return result;
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("''") : std::string(1, c);
  return result + "'";
}

std::string changes(const LockedFile& was, const LockedFile& is) {
  if (was.missing) return "was missing";
  if (is.missing) return "is missing";
  std::string text = "is another file";
  if (was.entries != is.entries && was.entries && is.entries)
    text += fmt::format(": entries {}, were {}", *is.entries, *was.entries);
  else if (was.size != is.size)
    text += fmt::format(": bytes {}, were {}", is.size, was.size);
  if (was.date != is.date && !was.date.empty() && !is.date.empty())
    text += fmt::format(" (of {}, was of {})", is.date, was.date);
  return text;
}

}  // namespace

std::vector<LockedFile> locked_files(const Profile& profile, const LockPath& path) {
  std::map<std::string, LockedFile> files;
  for (const DataFile& file : profile.data_files) {
    std::string shown = path(file.path);
    if (!files.contains(shown)) files.emplace(shown, locked(file, shown));
  }
  std::vector<LockedFile> all;
  for (auto& [name, file] : files) all.push_back(std::move(file));
  return all;
}

std::vector<LockedFile> joined(std::vector<LockedFile> files) {
  std::ranges::stable_sort(files, {}, &LockedFile::path);
  const auto same = [](const LockedFile& a, const LockedFile& b) { return a.path == b.path; };
  files.erase(std::unique(files.begin(), files.end(), same), files.end());
  return files;
}

std::string lock_text(const std::vector<LockedFile>& files) {
  std::string text =
      "# Written by clashlint lock: the lists and databases that its results depend on.\n"
      "# clashlint check --locked says what is another; paths begin here.\n"
      "version: 1\n";
  text += files.empty() ? "files: []\n" : "files:\n";
  for (const LockedFile& file : files) {
    text += fmt::format("  - path: {}\n", quoted(file.path));
    if (file.missing) {
      text += "    missing: true\n";
      continue;
    }
    text += fmt::format("    sha256: {}\n    size: {}\n", file.sha256, file.size);
    if (file.entries) text += fmt::format("    entries: {}\n", *file.entries);
    if (!file.date.empty()) text += fmt::format("    date: '{}'\n", file.date);
  }
  return text;
}

std::vector<LockDifference> lock_differences(const std::vector<LockedFile>& locked,
                                             const std::vector<LockedFile>& used) {
  std::vector<LockDifference> differences;
  for (const LockedFile& file : used) {
    const auto was = std::ranges::lower_bound(locked, file.path, {}, &LockedFile::path);
    if (was == locked.end() || was->path != file.path) {
      differences.push_back({.path = file.path, .what = "is not in the lock"});
    } else if (was->missing != file.missing || was->sha256 != file.sha256) {
      differences.push_back({.path = file.path, .what = changes(*was, file)});
    }
  }
  return differences;
}

}  // namespace clashlint
