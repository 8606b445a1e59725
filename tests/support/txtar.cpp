#include "tests/support/txtar.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace clashlint {
namespace {

constexpr std::string_view kOpen = "-- ";
constexpr std::string_view kClose = " --";

// The name in `-- name --`, nothing for any other line.
std::optional<std::string_view> marker(std::string_view line) {
  if (line.size() <= kOpen.size() + kClose.size()) return std::nullopt;
  if (!line.starts_with(kOpen) || !line.ends_with(kClose)) return std::nullopt;
  return line.substr(kOpen.size(), line.size() - kOpen.size() - kClose.size());
}

}  // namespace

const std::string* Txtar::find(std::string_view name) const {
  const auto found = std::ranges::find(sections, name, &TxtarSection::name);
  return found == sections.end() ? nullptr : &found->text;
}

void Txtar::set(std::string_view name, std::string text) {
  const auto found = std::ranges::find(sections, name, &TxtarSection::name);
  if (found == sections.end()) {
    sections.push_back({std::string(name), std::move(text)});
  } else {
    found->text = std::move(text);
  }
}

void Txtar::remove(std::string_view name) {
  std::erase_if(sections, [&](const TxtarSection& section) { return section.name == name; });
}

Txtar parse_txtar(std::string_view text) {
  Txtar archive;
  std::string* target = &archive.comment;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (const auto name = marker(line)) {
      archive.sections.push_back({std::string(*name), {}});
      target = &archive.sections.back().text;
    } else {
      target->append(line).push_back('\n');
    }
  }
  return archive;
}

std::string print_txtar(const Txtar& archive) {
  std::string text = archive.comment;
  for (const auto& [name, body] : archive.sections) {
    text.append(kOpen).append(name).append(kClose).push_back('\n');
    text.append(body);
    if (!body.empty() && body.back() != '\n') text.push_back('\n');
  }
  return text;
}

}  // namespace clashlint
