#include "tests/support/scratch_dir.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <fstream>
#include <iterator>

namespace clashlint {

namespace fs = std::filesystem;

ScratchDir::ScratchDir() {
  std::string name = (fs::temp_directory_path() / "clashlint-test-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

ScratchDir::~ScratchDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void ScratchDir::write(std::string_view name, std::string_view bytes) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  write_bytes(file, bytes);
}

void ScratchDir::lay(const fs::path& folder) const {
  REQUIRE_MESSAGE(fs::is_directory(folder), folder.string(), " is no folder");
  fs::copy(folder, path_, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

WorkingDir::WorkingDir(const fs::path& folder) : before_(fs::current_path()) { fs::current_path(folder); }

WorkingDir::~WorkingDir() {
  std::error_code ignored;
  fs::current_path(before_, ignored);
}

std::string read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), "cannot read ", path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_bytes(const fs::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  REQUIRE_MESSAGE(out.good(), "cannot write ", path.string());
}

}  // namespace clashlint
