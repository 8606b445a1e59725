#include "analyzer/check/layer_notes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "analyzer/check/registry.h"
#include "analyzer/facts/layer_rows.h"
#include "rules/layers/work.h"

namespace clashlint {
namespace {

/// Where that is defined which a check misses.
struct Defined {
  std::string_view check;
  std::string_view section;
};
constexpr Defined kDefined[] = {{"unknown-target", "proxies"},
                                {"unknown-target", "proxy-groups"},
                                {"unknown-group-member", "proxies"},
                                {"unknown-group-member", "proxy-groups"},
                                {"unknown-group-member", "proxy-providers"},
                                {"unknown-rule-set", "rule-providers"},
                                {"unknown-sub-rule", "sub-rules"}};

bool takes_out(LayerDeed deed) { return deed == LayerDeed::replaced || deed == LayerDeed::removed; }

std::string_view unquoted(std::string_view text) {
  const bool quoted =
      text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

class LayerTeller {
 public:
  LayerTeller(const Sources& sources, const LoadedProfile& loaded)
      : sources_(sources), loaded_(loaded), layered_(*loaded.layered), added_(added_rows(loaded)) {
    for (std::size_t at = 0; at < layered_.layers.size(); ++at)
      by_file_.emplace(layered_.layers[at].file, at);
    for (const LayerEffect& effect : layered_.effects) {
      if (effect.deed == LayerDeed::altered) altered_.emplace(effect.by, &effect);
      if (!takes_out(effect.deed) || !is_defining(section(effect))) continue;
      for (const YamlNode* row : effect.rows)
        lost_.emplace(std::pair(section(effect), item_name(*row)), Lost{&effect, row});
    }
  }

  void tell(Finding& finding) {
    tell_missing(finding);
    tell_altered(finding);
    tell_order(finding);
    tell_origin(finding);
    tell_refusal(finding);
    doubt_fixes(finding);
  }

 private:
  struct Lost {
    const LayerEffect* effect;
    const YamlNode* row;
  };

  static bool is_defining(std::string_view section) {
    return std::ranges::find(kDefined, section, &Defined::section) != std::end(kDefined);
  }

  // What is replaced one by one is lost from the section around it.
  static std::string section(const LayerEffect& effect) {
    return effect.section.substr(0, effect.section.find('.'));
  }

  std::optional<std::size_t> layer_of(Span span) const {
    const auto found = by_file_.find(span.file);
    return found == by_file_.end() ? std::nullopt : std::optional(found->second);
  }

  void tell_missing(Finding& finding) const {
    const std::string name(unquoted(sources_.text(finding.primary.span)));
    for (const Defined& defined : kDefined) {
      if (defined.check != finding.check) continue;
      const auto lost = lost_.find(std::pair(std::string(defined.section), std::string_view(name)));
      if (lost == lost_.end()) continue;
      finding.related.push_back({.span = resolved(*lost->second.row).span, .text = "stood here"});
      finding.related.push_back({.span = lost->second.effect->by, .text = "this layer takes it out"});
      return;
    }
  }

  void tell_altered(Finding& finding) const {
    const auto altered = altered_.find(finding.primary.span);
    if (altered != altered_.end()) finding.notes.push_back(altered->second->why);
  }

  // Whoever is applied later puts rows in front of those that are in front already.
  void tell_order(Finding& finding) const {
    const Check* const check = find_check(finding.check);
    const std::optional<std::size_t> own = layer_of(finding.primary.span);
    if (check == nullptr || check->category != Category::order || !own) return;
    for (const Label& label : finding.related) {
      const std::optional<std::size_t> other = layer_of(label.span);
      const auto added = added_.find(label.span);
      const bool in_front = added != added_.end() && added->second->deed == LayerDeed::front;
      if (!other || *other <= *own || !in_front) continue;
      finding.notes.push_back(
          fmt::format("{} is applied after {}, so its rows stand above", name(*other), name(*own)));
      return;
    }
  }

  void tell_origin(Finding& finding) const {
    std::vector<std::size_t> involved;
    const auto add = [&](Span span) {
      const std::optional<std::size_t> layer = layer_of(span);
      if (layer && std::ranges::find(involved, *layer) == involved.end()) involved.push_back(*layer);
    };
    add(finding.primary.span);
    for (const Label& label : finding.related) add(label.span);
    for (const std::size_t layer : involved)
      finding.notes.push_back(fmt::format("{} is laid over {}", layer_words(sources_, layered_.layers[layer]),
                                          sources_[loaded_.file].name()));
  }

  // What happens instead is worth saying once.
  void tell_refusal(Finding& finding) {
    if (!finding.refuses || std::exchange(refusal_told_, true)) return;
    for (const Layer& layer : layered_.layers) {
      if (client_of(layer.kind) == LayerClient::shellcrash) {
        finding.notes.emplace_back("ShellCrash then starts the profile without any of these files");
        return;
      }
      if (client_of(layer.kind) == LayerClient::verge) {
        finding.notes.emplace_back("Clash Verge Rev then goes on with what ran before");
        return;
      }
    }
  }

  // A file may be used without the others, and then it says what no other file says for it.
  void doubt_fixes(Finding& finding) const {
    const auto elsewhere = [&](const Label& label) {
      const bool written = label.span.file == loaded_.file || layer_of(label.span);
      return written && label.span.file != finding.primary.span.file;
    };
    // What is missing in a layer may be in the next profile that it is laid over.
    const bool missing = finding.related.empty() && layer_of(finding.primary.span) &&
                         find_check(finding.check)->category == Category::order;
    if (!missing && std::ranges::none_of(finding.related, elsewhere)) return;
    for (Fix& fix : finding.fixes) fix.applicability = Applicability::unsafe;
  }

  std::string name(std::size_t layer) const { return sources_[layered_.layers[layer].file].name(); }

  const Sources& sources_;
  const LoadedProfile& loaded_;
  const LayeredTree& layered_;
  AddedRows added_;
  std::unordered_map<FileId, std::size_t> by_file_;
  std::unordered_map<Span, const LayerEffect*, SpanHash> altered_;
  std::map<std::pair<std::string, std::string_view>, Lost> lost_;
  bool refusal_told_ = false;
};

}  // namespace

void tell_layers(const Sources& sources, const LoadedProfile& loaded, Findings& findings) {
  if (!loaded.layered) return;
  LayerTeller teller(sources, loaded);
  for (Finding& finding : findings) teller.tell(finding);
}

std::string layer_words(const Sources& sources, const Layer& layer) {
  return fmt::format("{} ({})", sources[layer.file].name(), layer_title(layer.kind));
}

}  // namespace clashlint
