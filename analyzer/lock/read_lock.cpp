#include <algorithm>

#include <fmt/format.h>

#include "analyzer/lock/lock.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

constexpr std::size_t kHexDigits = 64;

class LockReader {
 public:
  explicit LockReader(LoadedLock& lock) : lock_(lock) {}

  void read(const YamlNode& root) {
    if (!root.is_mapping()) return fault(root, "a lock is keys and values");
    const YamlNode* const version = yaml_find(root, "version");
    if (version == nullptr || resolved(*version).text != "1")
      return fault(version == nullptr ? root : *version, "this lock is not of version 1: write it anew");
    const YamlNode* const files = yaml_find(root, "files");
    if (files == nullptr || !resolved(*files).is_sequence())
      return fault(files == nullptr ? root : *files, "`files` must be a list");
    for (const YamlNode* item : resolved(*files).children) read_file(resolved(*item));
    std::ranges::stable_sort(lock_.files, {}, &LockedFile::path);
  }

  void fault(const YamlNode& node, std::string message) {
    Finding finding;
    finding.message = std::move(message);
    finding.primary.span = node.span;
    lock_.faults.push_back(std::move(finding));
  }

 private:
  static std::string text(const YamlNode& mapping, std::string_view key) {
    const YamlNode* const node = yaml_find(mapping, key);
    return node == nullptr || !resolved(*node).is_scalar() ? std::string()
                                                           : std::string(resolved(*node).text);
  }

  static std::optional<std::uint64_t> number(const YamlNode& mapping, std::string_view key) {
    const YamlNode* const node = yaml_find(mapping, key);
    if (node == nullptr || yaml_type(*node) != YamlType::integer) return std::nullopt;
    const std::optional<YamlInteger> value = yaml_integer(resolved(*node).text);
    return value && !value->negative ? std::optional(value->magnitude) : std::nullopt;
  }

  void read_file(const YamlNode& item) {
    LockedFile file{.path = text(item, "path"),
                    .missing = text(item, "missing") == "true",
                    .sha256 = text(item, "sha256"),
                    .size = number(item, "size").value_or(0),
                    .entries = number(item, "entries"),
                    .date = text(item, "date")};
    if (file.path.empty()) return fault(item, "`path` is missing");
    if (!file.missing && file.sha256.size() != kHexDigits) return fault(item, "`sha256` must have 64 digits");
    lock_.files.push_back(std::move(file));
  }

  LoadedLock& lock_;
};

}  // namespace

LoadedLock read_lock(const Sources& sources, FileId file) {
  LoadedLock lock;
  const YamlTree tree = parse_yaml(sources, file);
  LockReader reader(lock);
  YamlNode place;
  place.span = tree.error() ? tree.error()->span : Span{.file = file};
  if (tree.error()) {
    reader.fault(place, tree.error()->message);
  } else if (tree.root() == nullptr) {
    reader.fault(place, "this lock is empty: write it anew");
  } else {
    reader.read(resolved(*tree.root()));
  }
  return lock;
}

}  // namespace clashlint
