#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "analyzer/check/fix.h"
#include "analyzer/check/inspect.h"
#include "cli/fingerprint.h"
#include "cli/render/check_formats.h"
#include "cli/report.h"
#include "rules/profile/load.h"

// Checks any text as a profile with every check on, and writes the report in
// every format; a fix must never make a profile refused that the core takes.

namespace clashlint {
namespace {

const LoadOptions kHome{.home = CLASHLINT_SOURCE_DIR "/fixtures/data"};

Settings everything() {
  Settings settings;
  settings.today = "2026-11-23";
  settings.choices = {{.pattern = "*", .on = true}};
  return settings;
}

void write(CheckWriter& writer, const FileReport& report) {
  RunReport run;
  run.add(report);
  writer.file(report);
  writer.end(run);
}

void write_all(const FileReport& report) {
  std::ostringstream out;
  for (const CheckFormat& format : check_formats()) write(*format.writer(out, {.verbose = true}), report);
}

void check_fixed(std::string text) {
  Sources sources;
  const FileId file = sources.add("profile.yaml", std::move(text));
  if (load_profile_text(sources, file, kHome).refused) __builtin_trap();
}

void check(const std::string& text) {
  Sources sources;
  const FileId file = sources.add("profile.yaml", text);
  const LoadedProfile loaded = load_profile_text(sources, file, kHome);
  FileReport report{.sources = sources, .path = "profile.yaml", .refused = loaded.refused};
  report.inspection = inspect(sources, loaded, everything());
  const FixedText fixed = apply_fixes(sources, file, report.inspection.findings, false);
  if (fixed.made > 0 && !loaded.refused) check_fixed(fixed.text);
  report.secrets = std::make_unique<SecretMap>(sources, loaded);
  for (Finding& finding : report.inspection.findings) report.secrets->hide_in(finding);
  report.fingerprints = fingerprints_of(report, report.path);
  write_all(report);
}

}  // namespace
}  // namespace clashlint

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  clashlint::check(clashlint::decode_utf16(std::string(reinterpret_cast<const char*>(data), size)));
  return 0;
}
