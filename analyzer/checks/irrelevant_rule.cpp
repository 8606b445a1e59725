// Rules that the settings of this very profile keep from ever matching.
#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/unmet_settings.h"
#include "analyzer/facts/rule_words.h"
#include "rules/value/similar.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

std::string counted_ports(const std::vector<NumberRange>& ports) {
  std::string text;
  for (const NumberRange& port : ports) {
    text += text.empty() ? "" : ", ";
    text +=
        port.first == port.last ? fmt::format("{}", port.first) : fmt::format("{}-{}", port.first, port.last);
  }
  return text;
}

class Story {
 public:
  Story(const Facts& facts, const UnmetConditions& conditions, Reporter& report)
      : facts_(facts), inbounds_(conditions.inbounds()), report_(report) {}

  void tell(const Rule& rule, const Unmet& unmet) {
    if (unmet.setting == UnmetSetting::process) {
      about_processes_.push_back(&rule);
      return;
    }
    Finding& finding =
        report_.add(rule.span, fmt::format("{} never matches: {}", condition_text(rule), why(unmet)));
    finding.primary.text = fmt::format("so {} gets nothing", rule.target);
    add_setting(finding, unmet.setting == UnmetSetting::source ? inbounds_.sources_key : std::string_view());
    add_note(finding, unmet);
  }

  // One setting, however many rules it is about.
  void finish() {
    if (about_processes_.empty()) return;
    const std::size_t count = about_processes_.size();
    const Rule& first = *about_processes_.front();
    Finding& finding = report_.add(
        first.span, count == 1
                        ? fmt::format("{} never matches: with find-process-mode: off no process is known",
                                      condition_text(first))
                        : fmt::format("{} rules about processes never match: with find-process-mode: off no "
                                      "process is known",
                                      count));
    finding.primary.text = fmt::format("so {} gets nothing", first.target);
    for (std::size_t at = 1; at < count; ++at)
      finding.related.push_back({.span = about_processes_[at]->span, .text = "nor here"});
    add_setting(finding, "find-process-mode");
    finding.notes.emplace_back("unless the client that loads this profile sets it otherwise");
    add_fix(finding);
  }

 private:
  std::string why(const Unmet& unmet) const {
    const std::string& payload = unmet.condition->payload;
    switch (unmet.setting) {
      case UnmetSetting::process:
        return {};
      case UnmetSetting::in_name:
        return fmt::format("no listener here is called {}", payload);
      case UnmetSetting::in_user:
        return fmt::format("{} is no user of a listener, nor in authentication", payload);
      case UnmetSetting::in_port:
        return fmt::format("nothing here listens on {}", payload);
      case UnmetSetting::in_type:
        return fmt::format("nothing here lets {} in", payload);
      case UnmetSetting::source:
        return inbounds_.sources_key == "allow-lan"
                   ? "with allow-lan: false only this machine gets in"
                   : fmt::format("lan-allowed-ips lets nobody of {} in", payload);
      case UnmetSetting::rematch:
        return fmt::format("no rematch outbound sets the name {}", payload);
    }
    return {};
  }

  void add_setting(Finding& finding, std::string_view key) const {
    const YamlNode* const root = facts_.loaded.tree.root();
    const YamlNode* const value = key.empty() ? nullptr : yaml_find(resolved(*root), key);
    if (value != nullptr) finding.related.push_back({.span = value->span, .text = "by this"});
  }

  void add_note(Finding& finding, const Unmet& unmet) const {
    if (unmet.setting == UnmetSetting::in_port)
      finding.notes.push_back(fmt::format("what listens here: {}", counted_ports(inbounds_.ports)));
    if (unmet.setting == UnmetSetting::in_name) add_meant(finding, unmet.condition->payload);
    if (unmet.setting != UnmetSetting::rematch)
      finding.notes.emplace_back("unless the client that loads this profile opens more");
  }

  void add_meant(Finding& finding, std::string_view name) const {
    const std::vector<std::string_view> names(inbounds_.names.begin(), inbounds_.names.end());
    if (const std::optional<Meant> meant = nearest(name, names))
      finding.primary.text = fmt::format("did you mean \"{}\"?", meant->text);
  }

  void add_fix(Finding& finding) const {
    const YamlNode* const value = top_level(facts_, "find-process-mode");
    if (value == nullptr || value->properties != nullptr) return;
    finding.fixes.push_back({.title = "write find-process-mode: strict",
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = value->span, .text = "strict"}}});
  }

  const Facts& facts_;
  const Inbounds& inbounds_;
  Reporter& report_;
  std::vector<const Rule*> about_processes_;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.lists.size() == 0) return;
  UnmetConditions conditions(facts);
  Story story(facts, conditions, report);
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      const DeadAs as = list.dead[static_cast<std::size_t>(row)].as;
      if (as != DeadAs::alive && as != DeadAs::impossible) continue;
      const std::optional<Unmet> unmet = conditions.of(list.rule(row));
      // That there is no such name is proved; what is to be said of it is the same.
      const bool told = unmet && (as == DeadAs::alive || unmet->setting == UnmetSetting::rematch);
      if (told) story.tell(list.rule(row), *unmet);
    }
  }
  story.finish();
}

}  // namespace

extern constinit const Check irrelevant_rule{
    .id = "irrelevant-rule",
    .category = Category::order,
    .summary = "settings of this profile keep a rule from ever matching",
    .confidence = Confidence::depends,
    .run = run};

}  // namespace clashlint
