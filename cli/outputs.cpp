#include "cli/outputs.h"

#include "cli/render/printable.h"
#include "cli/system.h"

namespace clashlint {

Outputs::Outputs(const std::vector<WantedOutput>& wanted, const OutputStyle& style, std::ostream& out) {
  OutputStyle plain = style;
  plain.paint = Paint();
  plain.links = false;
  for (const WantedOutput& output : wanted) {
    if (output.file.empty()) {
      writers_.push_back(output.format->writer(out, style));
      continue;
    }
    saved_.push_back({.file = output.file, .text = std::make_unique<std::ostringstream>()});
    writers_.push_back(output.format->writer(*saved_.back().text, plain));
  }
}

void Outputs::file(const FileReport& report) {
  for (const auto& writer : writers_) writer->file(report);
}

void Outputs::end(const RunReport& run) {
  for (const auto& writer : writers_) writer->end(run);
}

std::vector<std::string> Outputs::save() const {
  std::vector<std::string> faults;
  for (const Saved& saved : saved_) {
    if (const auto error = replace_file(saved.file, saved.text->str()))
      faults.push_back(printable(saved.file) + " " + error->message);
  }
  return faults;
}

}  // namespace clashlint
