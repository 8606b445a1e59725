#include "analyzer/facts/group_names.h"

#include <algorithm>

namespace clashlint {
namespace {

/// ` openrouter llm ` for `🔭 OpenRouter+LLM`.
std::string words_of(std::string_view name) {
  std::string words = " ";
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper || plain) {
      words += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

}  // namespace

GroupNames::GroupNames(const Profile& profile) {
  for (const auto& outbound : profile.outbounds) {
    if (!outbound->group) continue;
    text_ += words_of(outbound->name) + "\n";
    ends_.emplace_back(text_.size(), outbound.get());
  }
}

const Outbound* GroupNames::holding(std::string_view words) const {
  const std::size_t at = words.size() > 1 ? text_.find(words) : std::string::npos;
  if (at == std::string::npos) return nullptr;
  const auto name = std::ranges::upper_bound(ends_, at, {}, &std::pair<std::size_t, const Outbound*>::first);
  return name->second;
}

const Outbound* GroupNames::named_for(const Service& service) const {
  if (const Outbound* group = holding(words_of(service.name))) return group;
  for (const std::string& word : service.called) {
    if (const Outbound* group = holding(words_of(word))) return group;
  }
  return nullptr;
}

}  // namespace clashlint
