// Lines of the prompt, and what a Tab behind each half of them offers.
#include <cassert>
#include <cstdint>
#include <sstream>
#include <string>

#include "cli/pasted.h"
#include "cli/prompt/session.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"

namespace {

using namespace clashlint;

struct Prompt {
  Prompt() {
    options.profile.path = CLASHLINT_SOURCE_DIR "/fixtures/profiles/openrouter/profile.yaml";
    options.profile.no_config = true;
    RawOptions raw;
    raw.positionals = {options.profile.path};
    raw.given["--no-config"] = {""};
    session = std::make_unique<Session>(raw, options, environment, out);
    std::ostringstream err;
    [[maybe_unused]] const int code = session->open(err);
    assert(code == 0 && "the fixture is a profile");
  }

  Environment environment;
  ExplainOptions options;
  std::ostringstream out;
  std::unique_ptr<Session> session;
};

void try_pasted(const std::string& text) {
  for (const PastedHost& host : read_pasted(text)) {
    assert(!host.target.host.empty() && printable(host.target.host) == host.target.host &&
           "a host steers no terminal");
    assert(host.target.host.find('@') == std::string::npos && "credentials are dropped");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Prompt prompt;
  const std::string text(reinterpret_cast<const char*>(data), size);
  try_pasted(text);
  prompt.session->answer({"reset"});
  for (const std::string_view line : split(text, '\n')) {
    // `find` proves, which takes as long as it takes: it has laws of its own.
    if (line.find("find") == std::string_view::npos) prompt.session->answer({std::string(line)});
    const std::string half(line.substr(0, line.size() / 2));
    const Completion completion = prompt.session->complete(half);
    assert(completion.begin <= half.size() && "a word begins within its line");
  }
  assert(is_utf8(prompt.out.str()) && "what is shown is UTF-8");
  prompt.out.str("");
  return 0;
}
