#pragma once

#include <iosfwd>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "cli/render/check_formats.h"
#include "cli/report.h"

namespace clashlint {

/// One `--output FORMAT=FILE`.
struct WantedOutput {
  const CheckFormat* format = nullptr;
  std::string file;  ///< empty: the standard output
};

/// Several formats of one run. What goes to files is kept until the end, so
/// that no file is ever half a report.
class Outputs : public CheckWriter {
 public:
  /// `style` is for the standard output; files get neither colours nor links.
  Outputs(const std::vector<WantedOutput>& wanted, const OutputStyle& style, std::ostream& out);

  void file(const FileReport& report) override;
  void end(const RunReport& run) override;

  /// Writes the files; what went wrong, each with its name.
  std::vector<std::string> save() const;

 private:
  struct Saved {
    std::string file;
    std::unique_ptr<std::ostringstream> text;
  };
  std::vector<Saved> saved_;
  std::vector<std::unique_ptr<CheckWriter>> writers_;
};

}  // namespace clashlint
