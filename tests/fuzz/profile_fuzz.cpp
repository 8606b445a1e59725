#include <cstddef>
#include <cstdint>
#include <string>

#include "analyzer/match/alternatives.h"
#include "analyzer/match/walk.h"
#include "rules/profile/load.h"
#include "rules/yaml/tree.h"

// Loads any text as a profile, beside real geodata and provider files, and
// asks it a few questions: nothing may crash, and every span must lie in its file.

namespace clashlint {
namespace {

void check_spans(const Sources& sources, const LoadedProfile& loaded) {
  for (const Finding& finding : loaded.findings) {
    const Span span = finding.primary.span;
    if (span.file >= sources.size() || span.begin > span.end || span.end > sources[span.file].text().size()) {
      __builtin_trap();
    }
  }
}

void ask(const Profile& profile, const Sources& sources) {
  for (const char* host : {"www.example.com", "X.example.org", "192.0.2.1", ""}) {
    Query query;
    query.host = host;
    query.dst_port = 443;
    tell(profile, sources, query, {}, {});
    query.network = Network::udp;
    query.dns = parse_ip("203.0.113.9");
    walk(profile, query, {}, {.steps = true, .reasons = true});
  }
}

}  // namespace
}  // namespace clashlint

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clashlint;
  Sources sources;
  std::string text = decode_utf16(std::string(reinterpret_cast<const char*>(data), size));
  const FileId file = sources.add("profile.yaml", std::move(text));
  const LoadedProfile loaded =
      load_profile_text(sources, file, {.home = CLASHLINT_SOURCE_DIR "/fixtures/data"});
  check_spans(sources, loaded);
  ask(*loaded.profile, sources);
  return 0;
}
