// A shared file is read by many: what opens a door to whoever has it does not
// belong there. One finding for each kind, however many there are.
#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/keys/key_groups.h"
#include "analyzer/keys/secret_places.h"

namespace clashlint {
namespace {

struct Words {
  std::string_view one;
  std::string_view many;  ///< `{}` is their number
  std::string_view note;
};

// By SecretKind.
constexpr std::array<Words, kSecretKinds> kWords = {
    {{"the password of a proxy stands in this file", "the passwords of {} proxies stand in this file",
      "whoever can read the file can use them; nodes can stand in a proxy-provider that is not shared"},
     {"a link with a token in it stands in this file", "{} links with tokens in them stand in this file",
      "whoever has the link has what it opens: write a placeholder, and let the token be renewed"},
     {"a link with a token in it stands in a comment", "{} links with tokens in them stand in comments",
      "a comment is shared like the rest: take the link out, and let the token be renewed"},
     {"the controller's secret stands in this file", "",
      "it can be set where the core runs: the variable CLASH_OVERRIDE_SECRET, or the option -secret"},
     {"a password of the core's own ports stands in this file",
      "{} passwords of the core's own ports stand in this file",
      "whoever can read the file can use the ports: fill the passwords in where the core runs"},
     {"a header with a token in it stands in this file", "{} headers with tokens in them stand in this file",
      "whoever can read the file can use the token: write a placeholder, and let it be renewed"},
     {"a private key stands in this file", "{} private keys stand in this file",
      "keep it in a file of its own where the core runs"}}};

// A layer that may be missing is one person's own: secrets belong there.
std::vector<FileId> shared_files(const LoadedProfile& loaded) {
  std::vector<FileId> files;
  for (const ProfileText& text : loaded.texts()) {
    if (text.layer == nullptr || !text.layer->optional) files.push_back(text.file);
  }
  return files;
}

void tell(const Words& words, std::span<const Span> places, Reporter& report) {
  if (places.empty()) return;
  Finding& finding =
      report.add(places.front(), places.size() == 1 ? std::string(words.one)
                                                    : fmt::format(fmt::runtime(words.many), places.size()));
  add_places(finding, places.subspan(1), "and here");
  finding.notes.emplace_back(words.note);
}

void run(const Facts& facts, Reporter& report) {
  const YamlNode* const root = facts.loaded.tree.root();
  if (root == nullptr) return;
  const std::vector<FileId> files = shared_files(facts.loaded);
  const SecretPlaces found = secret_places(facts.sources, files, *root);
  for (std::size_t kind = 0; kind < found.size(); ++kind) {
    for (const FileId file : files) {
      std::vector<Span> places;
      std::ranges::copy_if(found[kind], std::back_inserter(places),
                           [&](const Span& place) { return place.file == file; });
      tell(kWords[kind], places, report);
    }
  }
}

}  // namespace

extern constinit const Check committed_secret{
    .id = "committed-secret",
    .category = Category::safety,
    .summary = "passwords, keys or tokens stand in a file that is shared",
    .run = run};

}  // namespace clashlint
