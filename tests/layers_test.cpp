// The arrows between the layers, the owners of foreign libraries, and what
// only cli/ may do: read off the sources' own text.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

/// A folder and the folders that its files may include, itself aside.
struct Place {
  std::string_view folder;
  std::vector<std::string_view> may_include;
};

// A folder that is not here yet gets its row when its first file comes.
const std::vector<Place> kPlaces = {
    {"rules/base", {}},
    {"rules/yaml", {"rules/base"}},
    {"rules/value", {"rules/base"}},
    {"rules/kind", {"rules/base", "rules/value"}},
    {"rules/layers", {"rules/base", "rules/value", "rules/yaml", "rules/kind"}},
    {"rules/provider", {"rules/base", "rules/value", "rules/yaml"}},
    {"rules/profile",
     {"rules/base", "rules/value", "rules/yaml", "rules/kind", "rules/layers", "rules/provider"}},
    {"analyzer/catalogue", {"rules/"}},
    {"analyzer/match", {"rules/"}},
    {"analyzer/automaton", {"rules/", "analyzer/match/"}},
    {"analyzer/facts", {"rules/", "analyzer/catalogue/", "analyzer/match/", "analyzer/automaton/"}},
    {"analyzer/check",
     {"rules/", "analyzer/catalogue/", "analyzer/recognise/", "analyzer/facts/", "analyzer/checks/checks.def",
      "analyzer/checks/loader.def"}},
    {"analyzer/checks",
     {"rules/", "analyzer/catalogue/", "analyzer/match/", "analyzer/automaton/", "analyzer/facts/",
      "analyzer/check/", "analyzer/dns/", "analyzer/keys/"}},
    {"analyzer/config", {"rules/", "analyzer/catalogue/", "analyzer/check/"}},
    {"analyzer/dns",
     {"rules/", "analyzer/catalogue/", "analyzer/match/", "analyzer/facts/", "analyzer/check/"}},
    {"analyzer/keys", {"rules/", "analyzer/secrets/"}},
    {"analyzer/recognise", {"rules/"}},
    {"analyzer/lock", {"rules/", "analyzer/check/"}},
    {"analyzer/secrets", {"rules/"}},
    {"analyzer/query",
     {"rules/", "analyzer/catalogue/", "analyzer/match/", "analyzer/automaton/", "analyzer/facts/"}},
    {"analyzer/diff",
     {"rules/", "analyzer/catalogue/", "analyzer/match/", "analyzer/automaton/", "analyzer/facts/",
      "analyzer/query/"}},
    {"cli", {"rules/", "analyzer/"}},
};

/// A foreign header and the one file that includes it (without its ending);
/// `*`: any file may. What is of the system may have a second one.
struct Owner {
  std::string_view header;
  std::string_view file;
  std::string_view second = {};
};

const std::vector<Owner> kOwners = {
    {"CLI/", "cli/options"},
    {"fcntl.h", "cli/git", "cli/system"},
    {"fmt/", "*"},
    {"histedit.h", "cli/prompt/line_editor"},
    {"idn2.h", "rules/value/punycode"},
    {"libpsl.h", "rules/value/public_suffix"},
    {"maxminddb.h", "rules/provider/mmdb"},
    {"md5.h", "rules/profile/md5"},
    {"netinet/in.h", "rules/provider/mmdb"},
    {"nlohmann/", "cli/render/json_library"},
    {"poll.h", "cli/system"},
    {"pcre2.h", "rules/value/regex_pcre2"},
    {"protozero/", "rules/provider/geosite"},
    {"re2/", "rules/value/regex_re2"},
    {"sha2.h", "rules/profile/sha256"},
    {"spawn.h", "cli/git"},
    {"sys/stat.h", "cli/system"},
    {"sys/wait.h", "cli/git"},
    {"unistd.h", "cli/git", "cli/system"},
    {"utf8proc.h", "rules/value/text"},
    {"yaml.h", "rules/yaml/tree"},
    {"zstd", "rules/provider/mrs"},
};

struct SourceFile {
  std::string path;  ///< from the root
  std::string text;
};

std::vector<SourceFile> sources() {
  std::vector<SourceFile> files;
  const fs::path root = CLASHLINT_SOURCE_DIR;
  for (const char* layer : {"rules", "analyzer", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / layer)) {
      const std::string ending = entry.path().extension();
      if (ending != ".h" && ending != ".cpp" && ending != ".def") continue;
      files.push_back({fs::relative(entry.path(), root).string(), read_bytes(entry.path())});
    }
  }
  return files;
}

std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  std::vector<std::string> found;
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) {
    found.push_back(at->str(1));
  }
  return found;
}

// The row with the longest folder that holds the file.
const Place* place_of(std::string_view path) {
  const Place* best = nullptr;
  for (const Place& place : kPlaces) {
    const bool inside = path.starts_with(place.folder) && path.substr(place.folder.size()).starts_with('/');
    if (inside && (best == nullptr || place.folder.size() > best->folder.size())) best = &place;
  }
  return best;
}

bool may_include(const Place& place, std::string_view header) {
  if (const Place* target = place_of(header); target == &place) return true;
  return std::ranges::any_of(place.may_include,
                             [&](std::string_view folder) { return header.starts_with(folder); });
}

bool is_standard(std::string_view header) { return header.find_first_of("./") == std::string_view::npos; }

const Owner* owner_of(std::string_view header) {
  const auto found =
      std::ranges::find_if(kOwners, [&](const Owner& owner) { return header.starts_with(owner.header); });
  return found == kOwners.end() ? nullptr : &*found;
}

std::string without_comments(const std::string& text) {
  return std::regex_replace(text, std::regex("//[^\n]*"), "");
}

TEST_CASE("no include goes up") {
  for (const SourceFile& file : sources()) {
    CAPTURE(file.path);
    const Place* place = place_of(file.path);
    REQUIRE_MESSAGE(place != nullptr, "say in this test where its folder stands");
    for (const std::string& header : matches(file.text, R"re(^#include "([^"]+)")re")) {
      CHECK_MESSAGE(may_include(*place, header), header);
    }
  }
}

TEST_CASE("every foreign header has one owner") {
  std::set<std::string_view> seen;
  for (const SourceFile& file : sources()) {
    const std::string stem = file.path.substr(0, file.path.rfind('.'));
    for (const std::string& header : matches(file.text, "^#include <([^>]+)>")) {
      if (is_standard(header)) continue;
      CAPTURE(file.path);
      const Owner* owner = owner_of(header);
      REQUIRE_MESSAGE(owner != nullptr, header, ": say in this test which file owns it");
      CHECK_MESSAGE((owner->file == "*" || owner->file == stem || owner->second == stem), header,
                    " belongs to ", owner->file);
      seen.insert(owner->header);
    }
  }
  for (const Owner& owner : kOwners) {
    CHECK_MESSAGE((owner.file == "*" || seen.contains(owner.header)), owner.header, " is included nowhere");
  }
}

TEST_CASE("only cli/ prints, and only main knows the process") {
  const std::string prints = R"re(\b(std::cout|std::cerr|std::clog|f?printf|f?puts|fwrite|fmt::print)\b)re";
  const std::string process = R"re(\b(exit|_Exit|abort|quick_exit|getenv|setlocale)\s*\()re";
  for (const SourceFile& file : sources()) {
    CAPTURE(file.path);
    const std::string code = without_comments(file.text);
    if (!file.path.starts_with("cli/")) CHECK(matches(code, prints).empty());
    if (file.path != "cli/main.cpp") CHECK(matches(code, process).empty());
    CHECK_MESSAGE(matches(code, R"re(\b(throw)\b)re").empty(), "our code throws nothing");
  }
}

std::string without_unnamed_namespaces(std::string text) {
  constexpr std::string_view kBegin = "\nnamespace {\n";
  constexpr std::string_view kEnd = "\n}  // namespace\n";
  for (std::size_t at = text.find(kBegin); at != std::string::npos; at = text.find(kBegin, at)) {
    const std::size_t end = text.find(kEnd, at);
    text.erase(at, end == std::string::npos ? end : end - at);
  }
  return text;
}

// Two types of one name are one to the linker, which takes the functions of either.
TEST_CASE("no type is defined twice") {
  std::map<std::string, std::string> known;
  for (const SourceFile& file : sources()) {
    const std::string text = without_unnamed_namespaces(file.text);
    for (const std::string& name :
         matches(text, R"re(^(?:struct|class|enum class|enum) (\w+)(?: final)?(?: :[^;{]*)? \{)re")) {
      const auto added = known.try_emplace(name, file.path);
      CHECK_MESSAGE(added.second, name, " stands in ", added.first->second, " and in ", file.path);
    }
  }
  CHECK(known.size() > 100);
}

TEST_CASE("no file passes 400 lines") {
  for (const SourceFile& file : sources()) {
    CAPTURE(file.path);
    CHECK(std::ranges::count(file.text, '\n') <= 400);
  }
}

}  // namespace
}  // namespace clashlint
