// What comes in from outside a profile: a line of a batch, something pasted as
// a host, a list of hosts. What is taken must stand up to its own promises.
#include <cassert>
#include <cstdint>
#include <sstream>
#include <string>

#include "cli/command/hosts.h"
#include "cli/command/question.h"
#include "cli/render/json.h"
#include "cli/render/printable.h"
#include "cli/target.h"

namespace {

using namespace clashlint;

void try_question(const std::string& text) {
  const Result<Query> query = read_question(text);
  if (query) return;
  const std::string line = input_error_json(query.error(), 1);
  assert(line.find('\n') == std::string::npos && "an answer is one line");
  assert(is_utf8(line) && "JSON that leaves the program is UTF-8");
  const auto members = read_json_members(line);
  assert(members.ok() && members->size() == 2 && "an error can be read back");
}

void try_target(const std::string& text) {
  const Result<Target> target = parse_target(text);
  assert(is_utf8(without_credentials(text)) && "errors are UTF-8");
  if (!target) return;
  assert(!target->host.empty() && target->host.find('@') == std::string::npos && "credentials are dropped");
  assert(printable(target->host) == target->host && "a host steers no terminal");
  // A host is a target itself, and means the same.
  const Result<Target> again = parse_target(target->host);
  assert(again.ok() && again->host == target->host && !again->port && "a host reads as itself");
}

void try_list(const std::string& text) {
  ExplainOptions options;
  options.hosts = {"-"};
  std::istringstream in(text);
  const HostList list = read_hosts(options, in);
  for (const Asked& asked : list.asked)
    assert(printable(asked.shown) == asked.shown && "headings are shown as they are");
  for (const std::string& fault : list.faults) assert(is_utf8(fault) && "errors are UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try_question(text);
  try_target(text);
  try_list(text);
  return 0;
}
