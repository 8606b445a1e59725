#include "tests/support/golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "tests/support/scratch_dir.h"

namespace clashlint {

namespace fs = std::filesystem;

bool update_fixtures() {
  const char* value = std::getenv("UPDATE_FIXTURES");
  return value != nullptr && std::string_view(value) == "1";
}

namespace {

void rewrite(const fs::path& file, Txtar archive, const std::vector<Actual>& actual) {
  for (const Actual& one : actual) {
    if (one.text == one.if_absent) {
      archive.remove(one.section);
    } else {
      archive.set(one.section, one.text);
    }
  }
  const std::string text = print_txtar(archive);
  if (text == read_bytes(file)) return;
  write_bytes(file, text);
  MESSAGE("rewritten: ", file.string());
}

}  // namespace

void check_golden(const fs::path& file, Txtar archive, const std::vector<Actual>& actual) {
  if (update_fixtures()) return rewrite(file, std::move(archive), actual);
  for (const Actual& one : actual) {
    INFO(file.string(), ": ", one.section);
    const std::string* expected = archive.find(one.section);
    CHECK(one.text == (expected == nullptr ? one.if_absent : *expected));
  }
}

std::vector<fs::path> fixture_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txtar") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

fs::path fixtures_dir() { return fs::path(CLASHLINT_SOURCE_DIR) / "fixtures"; }

}  // namespace clashlint
