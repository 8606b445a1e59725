#include "rules/profile/uses.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace clashlint {
namespace {

/// More uses say nothing new.
constexpr std::size_t kMaxUses = 3;

struct Anchored {
  Span span;
  const YamlNode* node = nullptr;
};

class Uses {
 public:
  explicit Uses(const YamlNode& root) {
    std::vector<const YamlNode*> left = {&root};
    while (!left.empty()) {
      const YamlNode& node = *left.back();
      left.pop_back();
      if (node.kind == YamlKind::alias) uses_[node.target].push_back(&node);
      if (node.properties != nullptr && !node.properties->anchor.empty())
        anchored_.push_back({node.span, &node});
      left.insert(left.end(), node.children.rbegin(), node.children.rend());
    }
    // Outer parts before inner ones.
    std::ranges::sort(anchored_, {},
                      [](const Anchored& each) { return std::pair(each.span.begin, ~each.span.end); });
  }

  void add_to(Finding& finding) const {
    const Span place = finding.primary.span;
    for (const Anchored& each : anchored_) {
      if (each.span.begin > place.begin) break;
      if (each.span.file != place.file || each.span.end < place.end) continue;
      const auto found = uses_.find(each.node);
      if (found == uses_.end()) continue;
      for (std::size_t at = 0; at < std::min(found->second.size(), kMaxUses); ++at) {
        const YamlNode& use = *found->second[at];
        finding.related.push_back({.span = use.span, .text = fmt::format("used here, as *{}", use.text)});
      }
    }
  }

  bool empty() const { return anchored_.empty(); }

 private:
  std::vector<Anchored> anchored_;
  std::unordered_map<const YamlNode*, std::vector<const YamlNode*>> uses_;
};

}  // namespace

void show_uses(const YamlTree& tree, Findings& findings) {
  if (findings.empty() || tree.root() == nullptr) return;
  std::set<std::tuple<std::string_view, FileId, std::uint32_t, std::uint32_t, std::string>> told;
  std::erase_if(findings, [&](const Finding& finding) {
    const Span span = finding.primary.span;
    return !told.emplace(finding.check, span.file, span.begin, span.end, finding.message).second;
  });
  const Uses uses(*tree.root());
  if (uses.empty()) return;
  for (Finding& finding : findings) uses.add_to(finding);
}

}  // namespace clashlint
