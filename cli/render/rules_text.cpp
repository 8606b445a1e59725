#include "cli/render/rules_text.h"

#include <algorithm>
#include <array>
#include <map>

#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kRuleWidth = 46;
constexpr std::size_t kMostLines = 6;
constexpr std::uint16_t kUsualPort = 443;

constexpr std::array<std::pair<Verdict, std::string_view>, 4> kNames = {{{Verdict::alive, "alive"},
                                                                         {Verdict::dns, "dns"},
                                                                         {Verdict::never, "never"},
                                                                         {Verdict::unknown, "unknown"}}};

class Table {
 public:
  Table(const JudgedProfile& judged, const JudgedList& list, const RulesShown& shown, Paint paint)
      : judged_(judged), list_(list), shown_(shown), paint_(paint) {}

  std::string text() {
    for (std::size_t row = 0; row < list_.rules.size(); ++row) {
      const RowVerdict& verdict = list_.verdicts.rows[row];
      if (shown_.shows(verdict.verdict)) add(list_.rules[row], verdict);
    }
    return std::move(text_);
  }

 private:
  void add(const Rule& rule, const RowVerdict& verdict) {
    std::string line = std::to_string(judged_.sources.position(rule.span).line);
    if (line.size() < 5) line.insert(0, 5 - line.size(), ' ');
    const std::string text = shown_.in_full ? printable(rule.text) : fitted(rule.text);
    text_ += paint_.faint(line) + "  " + padded(text, kRuleWidth) + "  " + word(verdict.verdict) +
             reason(rule, verdict) + "\n";
  }

  // Characters may be two cells wide.
  static std::string fitted(const std::string& text) {
    std::string fits = excerpt(text, kRuleWidth);
    for (std::size_t limit = kRuleWidth; cell_width(fits) > kRuleWidth; --limit) fits = excerpt(text, limit);
    return fits;
  }

  std::string word(Verdict verdict) const {
    const std::string name = padded(verdict_name(verdict), 8);
    if (verdict == Verdict::never) return paint_.error(name);
    return verdict == Verdict::alive ? paint_.faint(name) : paint_.alert(name);
  }

  std::string lines_of(const std::vector<int>& rows) const {
    std::vector<std::string> lines;
    for (const int row : rows) {
      if (lines.size() == kMostLines && !shown_.in_full) break;
      lines.push_back(
          std::to_string(judged_.sources.position(list_.rules[static_cast<std::size_t>(row)].span).line));
    }
    const std::size_t more = rows.size() - lines.size();
    return std::string(rows.size() == 1 ? "line " : "lines ") + join(lines, ", ") +
           (more == 0 ? "" : " and " + std::to_string(more) + " more");
  }

  std::string reason(const Rule& rule, const RowVerdict& verdict) const {
    switch (verdict.verdict) {
      case Verdict::alive:
        return alive(verdict);
      case Verdict::dns:
        return by_dns(verdict);
      case Verdict::never:
        return never(rule, verdict);
      case Verdict::unknown:
        return unknown(verdict);
    }
    return {};
  }

  std::string alive(const RowVerdict& verdict) const {
    std::string text = "such as " + connection_text(*verdict.witness);
    if (verdict.entries && verdict.entries->taken > 0) {
      text += "; " + std::to_string(verdict.entries->taken) + " of " +
              std::to_string(verdict.entries->total) + " entries are taken by " +
              lines_of(verdict.entries->takers);
    }
    return text;
  }

  std::string by_dns(const RowVerdict& verdict) const {
    const DnsDecides& decides = *verdict.by_dns;
    const Query& query = decides.witness.query;
    const Rule& taker = list_.rules[static_cast<std::size_t>(decides.taken_by)];
    return lines_of({decides.asked_by}) + " resolves the name first: " +
           printable(query.sniff_host.empty() ? query.host : query.sniff_host) + " at " +
           (query.dns ? to_string(*query.dns) : std::string("no address")) + " goes to " +
           printable(taker.target) + " by " + lines_of({decides.taken_by});
  }

  std::string never(const Rule& rule, const RowVerdict& verdict) const {
    if (verdict.lets_pass) return "its target lets every connection go on";
    if (verdict.impossible) return "no connection is like that";
    std::vector<std::string> others;
    for (const int row : verdict.covered_by) {
      const std::string& target = list_.rules[static_cast<std::size_t>(row)].target;
      if (target != rule.target && std::ranges::find(others, target) == others.end())
        others.push_back(target);
    }
    std::string text = lines_of(verdict.covered_by);
    text += verdict.covered_by.size() == 1 ? " takes all of it" : " together take all of it";
    if (!others.empty()) return text + ", for " + printable(join(others, ", "));
    return text +
           (verdict.other_target ? "; part of it goes to another target before" : ", for the same target");
  }

  static std::string unknown(const RowVerdict& verdict) {
    if (verdict.missing.empty()) return printable(verdict.why);
    return printable(join(verdict.missing, ", ")) + (verdict.missing.size() == 1 ? " is" : " are") +
           " not here";
  }

  const JudgedProfile& judged_;
  const JudgedList& list_;
  const RulesShown& shown_;
  Paint paint_;
  std::string text_;
};

struct Said {
  Verdict verdict;
  std::string_view one;
  std::string_view many;
};
constexpr std::array<Said, 4> kSaid = {{{Verdict::never, "never wins", "never win"},
                                        {Verdict::dns, "is decided by DNS", "are decided by DNS"},
                                        {Verdict::unknown, "is unknown", "are unknown"},
                                        {Verdict::alive, "can win", "can win"}}};

std::string counts(const JudgedProfile& judged) {
  std::map<Verdict, std::size_t> seen;
  std::size_t rows = 0;
  for (const JudgedList& list : judged.lists) {
    for (const RowVerdict& verdict : list.verdicts.rows) {
      ++seen[verdict.verdict];
      ++rows;
    }
  }
  std::vector<std::string> parts;
  for (const Said& said : kSaid) {
    const std::size_t count = seen[said.verdict];
    if (count > 0)
      parts.push_back(std::to_string(count) + " " + std::string(count == 1 ? said.one : said.many));
  }
  if (parts.empty()) return "No rules.\n";
  return std::to_string(rows) + (rows == 1 ? " rule: " : " rules: ") + join(parts, ", ") + ".\n";
}

// What other rows might lose to, if it were here.
std::string taken_as_empty(const JudgedProfile& judged) {
  std::vector<std::string> names;
  for (const JudgedList& list : judged.lists) {
    for (const RowVerdict& verdict : list.verdicts.rows) {
      if (verdict.verdict == Verdict::unknown) continue;
      for (const std::string& name : verdict.missing) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
      }
    }
  }
  if (names.empty()) return {};
  return "Taken as empty, as " + std::string(names.size() == 1 ? "it is" : "they are") +
         " not here: " + printable(join(names, ", ")) + ".\n";
}

}  // namespace

bool RulesShown::shows(Verdict verdict) const {
  return only.empty() || std::ranges::find(only, verdict) != only.end();
}

std::string_view verdict_name(Verdict verdict) {
  return std::ranges::find(kNames, verdict, &std::pair<Verdict, std::string_view>::first)->second;
}

std::optional<Verdict> verdict_named(std::string_view word) {
  const auto* const found = std::ranges::find(kNames, word, &std::pair<Verdict, std::string_view>::second);
  return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

std::string connection_text(const Witness& witness) {
  const Query& query = witness.query;
  std::vector<std::string> more;
  const auto add = [&](bool given, std::string text) {
    if (given) more.push_back(printable(text));
  };
  const std::string address = query.dst_ip ? to_string(*query.dst_ip) : "";
  std::string text = !query.host.empty()         ? query.host
                     : !query.sniff_host.empty() ? query.sniff_host
                                                 : address;
  add(query.network == Network::udp, "udp");
  add(query.dst_port != kUsualPort, "port " + std::to_string(query.dst_port));
  add(query.dst_ip.has_value() && text != address, "at " + address);
  add(query.dns.has_value(), "resolved to " + (query.dns ? to_string(*query.dns) : ""));
  add(!query.sniff_host.empty() && text != query.sniff_host, "sniffed as " + query.sniff_host);
  add(query.src_ip.has_value(), "from " + (query.src_ip ? to_string(*query.src_ip) : ""));
  add(query.src_port != 0, "from port " + std::to_string(query.src_port));
  add(query.in_port != 0, "in at port " + std::to_string(query.in_port));
  add(query.in_type != "HTTP", "in as " + query.in_type);
  add(!query.in_name.empty(), "in at " + query.in_name);
  add(!query.in_user.empty(), "user " + query.in_user);
  add(!query.process.empty(), "process " + query.process);
  add(!query.process_path.empty(), "process " + query.process_path);
  add(query.uid != 0, "uid " + std::to_string(query.uid));
  add(query.dscp != 0, "dscp " + std::to_string(query.dscp));
  for (const auto& [group, member] : witness.selections) add(true, group + " = " + member);
  text = printable(text);
  return more.empty() ? text : text + " (" + join(more, ", ") + ")";
}

std::string rules_text(const JudgedProfile& judged, const RulesShown& shown, Paint paint) {
  std::string text;
  for (const JudgedList& list : judged.lists) {
    std::string table = Table(judged, list, shown, paint).text();
    if (table.empty()) continue;
    if (!list.name.empty()) text += "\n" + paint.strong("sub-rules " + printable(list.name)) + "\n";
    text += table;
  }
  if (!text.empty()) text += "\n";
  return text + counts(judged) + taken_as_empty(judged);
}

}  // namespace clashlint
