#include "cli/render/notes.h"

#include "analyzer/match/alternatives.h"
#include "analyzer/match/walk.h"
#include "cli/asked.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

// Where the same connection goes under another form of its name, if that is decided by another rule.
std::optional<Answer> other_answer(const ExplainView& view, const Story& story, const std::string& host) {
  if (host.empty() || host == story.query.host) return std::nullopt;
  Query query = story.query;
  query.host = host;
  Answer answer = walk(view.profile, query, view.selections);
  if (answer.rule == story.first.rule) return std::nullopt;
  return answer;
}

// A rule that is written for the name as people read it never sees that.
std::string unicode_note(const ExplainView& view, const Asked& asked, const Story& story) {
  const std::optional<Answer> answer = other_answer(view, story, asked.unicode);
  if (!answer || answer->rule == nullptr) return {};
  return quoted(view, *answer->rule) + " is for the name as people read it; a client sends its xn-- form";
}

// Rules compare names letter by letter (`semantics.md` D.4), and people type them as they look good.
std::string capitals_note(const ExplainView& view, const Asked& asked, const Story& story) {
  const std::string lower = ascii_lower(asked.query.host);
  const std::optional<Answer> answer = other_answer(view, story, lower);
  if (!answer) return {};
  return "this is with capitals, as typed; nearly all clients send " + printable(lower) + ", which goes " +
         chain_text(*answer) + " by " + decider_text(view, *answer);
}

bool is_fake(const Dns& dns, const IpAddress& address) {
  if (!dns.enable || !dns.fake_ip) return false;
  return (dns.fake_range && dns.fake_range->contains(address)) ||
         (dns.fake_range6 && dns.fake_range6->contains(address));
}

bool is_loopback(const IpAddress& address) {
  return address.is_v6 ? address == parse_ip("::1") : address.bytes[0] == 127;
}

std::string address_note(const ExplainView& view, const Asked& asked) {
  const std::optional<IpAddress> address = parse_ip(asked.query.host);
  if (!address) return {};
  if (is_fake(view.profile.dns, *address))
    return "a fake address: the core alone knows for which name it gave it out; ask for that name";
  if (is_loopback(*address))
    return "an address of the machine itself; if it is the core's own port, the client did not reach the "
           "core";
  return {};
}

}  // namespace

std::vector<std::string> notes_of(const ExplainView& view, const Asked& asked, const Story& story) {
  std::vector<std::string> notes = {asked.note, unicode_note(view, asked, story),
                                    capitals_note(view, asked, story), address_note(view, asked)};
  std::erase(notes, "");
  return notes;
}

}  // namespace clashlint
