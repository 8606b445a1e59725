#include "cli/render/json.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzer/match/alternatives.h"
#include "analyzer/match/answer.h"
#include "analyzer/match/chain.h"
#include "analyzer/match/walk.h"
#include "cli/asked.h"
#include "cli/render/core_words.h"
#include "cli/render/explain_view.h"
#include "cli/render/json_library.h"
#include "cli/render/notes.h"
#include "cli/render/printable.h"
#include "cli/render/refusal.h"
#include "cli/render/service_text.h"
#include "rules/base/source.h"
#include "rules/base/strings.h"
#include "rules/profile/load.h"

namespace clashlint {
namespace {

using Sax = nlohmann::json_sax<Json>;

// Takes one flat object apart as it is read: nothing nested is ever built, so
// that a bomb of brackets ends at the first one.
class MemberReader final : public Sax {
 public:
  std::vector<JsonMember> members;
  std::string fault;

  bool null() override { return add(std::monostate()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(std::uint64_t{value}); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return fail("a question must be an object"); }

  bool start_object(std::size_t) override {
    if (inside_) return fail("\"" + excerpt(name_) + "\" must not be an object");
    inside_ = true;
    return true;
  }
  bool key(string_t& name) override {
    const bool repeated = std::any_of(members.begin(), members.end(),
                                      [&](const JsonMember& member) { return member.name == name; });
    if (repeated) return fail("\"" + excerpt(name) + "\" stands there twice");
    if (members.size() == kMostMembers) return fail("the object has too many fields");
    name_ = std::move(name);
    return true;
  }
  bool end_object() override { return true; }

  bool start_array(std::size_t) override {
    return fail(inside_ ? "\"" + excerpt(name_) + "\" must not be a list" : "a question must be an object");
  }
  bool end_array() override { return true; }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return fail("not valid JSON at byte " + std::to_string(position));
  }

 private:
  // More fields than a question knows: the search for repeated ones stays short.
  static constexpr std::size_t kMostMembers = 64;

  bool add(JsonScalar value) {
    if (!inside_) return fail("a question must be an object");
    members.push_back({.name = name_, .value = std::move(value)});
    return true;
  }
  bool fail(std::string message) {
    if (fault.empty()) fault = std::move(message);
    return false;
  }

  std::string name_;
  bool inside_ = false;
};

std::string_view kind_name(Dependency::Kind kind) {
  switch (kind) {
    case Dependency::Kind::rule_set:
      return "rule-set";
    case Dependency::Kind::geosite:
      return "geosite";
    case Dependency::Kind::geoip:
      return "geoip";
    case Dependency::Kind::asn:
      return "asn";
    case Dependency::Kind::proxy_provider:
      return "proxy-provider";
    case Dependency::Kind::group_choice:
      return "group-choice";
    case Dependency::Kind::regex_cost:
      return "regex-cost";
  }
  return {};
}

Json dependency_json(const Dependency& dependency) {
  Json json;
  json["kind"] = kind_name(dependency.kind);
  json["name"] = dependency.name;
  json["why"] = dependency.why;
  if (dependency.rule_index >= 0) json["rule_index"] = dependency.rule_index;
  if (dependency.group != nullptr) json["may"] = leaf_names(*dependency.group);
  return json;
}

Json place_json(const Rule& rule, const Sources& sources) {
  Json json;
  if (rule.span.file != 0) json["file"] = sources[rule.span.file].name();
  json["line"] = sources.position(rule.span).line;
  json["rule"] = rule.text;
  return json;
}

Json to_json(const Answer& answer, const Sources& sources) {
  Json json;
  json["rule_index"] = answer.rule_index;
  if (answer.rule != nullptr) {
    json["rule_type"] = shown_name(*answer.rule);
    if (std::string payload = shown_payload(*answer.rule); !payload.empty()) json["payload"] = payload;
  }
  json["target"] = answer.target;
  json["chain"] = answer.chain;
  json["dns_asked"] = answer.dns_asked;
  if (answer.fake_ip) json["fake_ip"] = *answer.fake_ip;
  if (answer.nameserver_kind != NameserverKind::none) {
    json["nameserver_kind"] = to_string(answer.nameserver_kind);
    json["nameservers"] = std::vector<std::string>(answer.nameservers.begin(), answer.nameservers.end());
  }
  if (answer.rule != nullptr) json.update(place_json(*answer.rule, sources));
  if (!answer.host.empty()) json["host_seen"] = answer.host;
  if (answer.address) json["address_seen"] = to_string(*answer.address);
  if (answer.rematch_cycle) json["rematch_cycle"] = true;
  json["depends_on"] = Json::array();
  for (const Dependency& dependency : answer.depends_on) {
    json["depends_on"].push_back(dependency_json(dependency));
  }
  return json;
}

std::string_view cause_name(AlternativeCause cause) {
  switch (cause) {
    case AlternativeCause::address:
      return "address";
    case AlternativeCause::resolve_fails:
      return "name-not-found";
    case AlternativeCause::udp:
      return "udp";
    case AlternativeCause::missing:
      return "missing";
    case AlternativeCause::choice:
      return "choice";
  }
  return {};
}

std::string_view result_name(StepResult result) {
  switch (result) {
    case StepResult::not_matched:
      return "not-matched";
    case StepResult::decided:
      return "decided";
    case StepResult::passed:
      return "passed";
    case StepResult::no_udp:
      return "no-udp";
    case StepResult::rematched:
      return "rematched";
    case StepResult::unknown_target:
      return "unknown-target";
  }
  return {};
}

Json alternative_json(const Alternative& alternative, const Sources& sources) {
  Json json;
  json["cause"] = cause_name(alternative.cause);
  json["when"] = alternative.when;
  if (alternative.witness) json["witness"] = to_string(*alternative.witness);
  if (alternative.because != nullptr) json["because"] = place_json(*alternative.because, sources);
  if (!alternative.why.empty()) json["why"] = alternative.why;
  if (alternative.dependency) json["dependency"] = dependency_json(*alternative.dependency);
  json["answer"] = to_json(alternative.answer, sources);
  return json;
}

Json steps_json(const Answer& answer, const Sources& sources) {
  Json steps = Json::array();
  for (const Step& step : answer.steps) {
    Json json = place_json(*step.rule, sources);
    json["depth"] = step.depth;
    json["result"] = result_name(step.result);
    if (step.asked_dns) json["asked_dns"] = true;
    if (step.uncertain) json["uncertain"] = true;
    if (!step.matched_entry.empty()) json["entry"] = step.matched_entry;
    if (!step.reason.empty()) json["reason"] = step.reason;
    steps.push_back(std::move(json));
  }
  return steps;
}

}  // namespace

std::string_view type_name(const JsonScalar& value) {
  struct Name {
    std::string_view operator()(std::monostate) const { return "null"; }
    std::string_view operator()(const std::string&) const { return "a string"; }
    std::string_view operator()(std::uint64_t) const { return "a number"; }
    std::string_view operator()(double) const { return "a negative or broken number"; }
    std::string_view operator()(bool) const { return "true or false"; }
  };
  return std::visit(Name{}, value);
}

Result<std::vector<JsonMember>> read_json_members(std::string_view text) {
  MemberReader reader;
  const bool whole = Json::sax_parse(text.begin(), text.end(), &reader);
  if (!whole || !reader.fault.empty()) return Error{reader.fault};
  return std::move(reader.members);
}

std::string answer_json(const Answer& answer, const Sources& sources) {
  return dumped(to_json(answer, sources));
}

namespace {

void add_story(const ExplainView& view, const Asked& asked, const Story& story, Json& json) {
  json["host"] = asked.query.host;
  json["network"] = asked.query.network == Network::udp ? "udp" : "tcp";
  if (asked.query.dst_port != 0) json["port"] = asked.query.dst_port;
  if (!asked.unicode.empty()) json["unicode"] = asked.unicode;
  if (const std::vector<std::string> notes = notes_of(view, asked, story); !notes.empty())
    json["note"] = join(notes, "; ");
  if (!asked.logged_way.empty()) json["log"] = {{"rule", asked.logged_rule}, {"way", asked.logged_way}};
  json.update(to_json(story.first, view.sources));
  json["alternatives"] = Json::array();
  for (const Alternative& alternative : story.alternatives) {
    json["alternatives"].push_back(alternative_json(alternative, view.sources));
  }
  json["same"] = Json::array();
  for (const AlternativeCause cause : story.same) json["same"].push_back(cause_name(cause));
  json["address_open"] = story.address_open;
  json["address_decides"] = story.address_decides;
  if (story.would_take != nullptr) json["also"] = place_json(*story.would_take, view.sources);
  json["remedies"] = story.remedies;
  if (view.verbosity > 1) {
    const WalkOptions options{.steps = true, .reasons = true};
    json["steps"] = steps_json(walk(view.profile, story.query, view.selections, options), view.sources);
  }
}

}  // namespace

std::string story_json(const ExplainView& view, const Asked& asked, const Story& story) {
  Json json;
  add_story(view, asked, story, json);
  return dumped(json);
}

std::string service_host_json(const ExplainView& view, const Asked& asked, const ServiceStories& stories,
                              std::size_t host) {
  const ServiceHost& of = stories.service.hosts[host];
  Json json;
  json["service"] = stories.service.id;
  json["role"] = to_string(of.role);
  json["pattern"] = of.pattern;
  json["together"] = stories.service.is_together(of.role);
  json["apart"] = stories.is_apart(host);
  add_story(view, asked, stories.stories[host], json);
  return dumped(json);
}

std::string input_error_json(std::string_view message, std::size_t line) {
  Json json;
  json["error"] = message;
  json["line"] = line;
  return dumped(json);
}

std::string refusal_json(const LoadedProfile& loaded, const Sources& sources) {
  const Finding* const first = first_error(loaded);
  Json json;
  json["refused"] = true;
  json["errors"] = error_count(loaded);
  if (first != nullptr) {
    const Position position = sources.position(first->primary.span);
    json["error"] = first->message;
    json["check"] = first->check;
    json["file"] = sources[first->primary.span.file].name();
    json["line"] = position.line;
    json["column"] = position.column;
    if (std::string words = core_words(*first); !words.empty()) json["core_message"] = words;
  }
  return dumped(json);
}

}  // namespace clashlint
