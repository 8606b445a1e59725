#include "tests/support/small_profile.h"

#include <charconv>

#include "rules/base/strings.h"

namespace clashlint {

SmallProfile::SmallProfile(std::string text, std::string_view home) {
  const FileId file = sources_.add("profile.yaml", std::move(text));
  loaded_ = load_profile_text(sources_, file, {.home = std::string(home), .geodata_home = {}});
}

std::string SmallProfile::route(const Query& query, const Selections& selections) const {
  const Answer answer = walk(*loaded_.profile, query, selections);
  const std::string index = answer.rule_index < 0 ? "-" : std::to_string(answer.rule_index);
  return index + " → " + std::string(answer.target);
}

Query query_of(std::string_view text) {
  Query query;
  query.dst_port = 443;
  query.src_port = 12345;
  bool first = true;
  for (const std::string_view word : split(text, ' ')) {
    if (std::exchange(first, false)) {
      query.host = word;
    } else if (word == "udp") {
      query.network = Network::udp;
    } else if (word.starts_with('=')) {
      query.dns = parse_ip(word.substr(1));
    } else if (word.starts_with(':')) {
      std::from_chars(word.data() + 1, word.data() + word.size(), query.dst_port);
    } else if (word.starts_with("sniff:")) {
      query.sniff_host = word.substr(6);
    } else if (word.starts_with("list:")) {
      query.sub_rules = word.substr(5);
    }
  }
  return query;
}

}  // namespace clashlint
