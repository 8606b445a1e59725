#include <algorithm>
#include <map>
#include <ostream>
#include <vector>

#include "analyzer/check/registry.h"
#include "cli/render/check_text.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr int kLevelWidth = 9;

struct Count {
  const Check* check = nullptr;
  Severity severity = Severity::error;
  std::size_t found = 0;
  std::size_t fixable = 0;
};

int widest_id(const std::vector<Count>& counts) {
  std::size_t widest = 0;
  for (const Count& count : counts) widest = std::max(widest, count.check->id.size());
  return static_cast<int>(widest) + 2;
}

class StatisticsWriter : public CheckWriter {
 public:
  StatisticsWriter(std::ostream& out, const OutputStyle& style) : out_(out), style_(style) {}

  void file(const FileReport& report) override {
    for (const Finding& finding : report.inspection.findings) {
      Count& count = counts_[finding.check];
      count.check = find_check(finding.check);
      // A check may raise single findings: the gravest level stands for all.
      count.severity = count.found == 0 ? finding.severity : std::min(count.severity, finding.severity);
      ++count.found;
      if (has_safe_fix(finding)) ++count.fixable;
    }
  }

  void end(const RunReport& run) override {
    std::vector<Count> counts;
    for (const auto& [id, count] : counts_) counts.push_back(count);
    std::ranges::stable_sort(counts, std::ranges::greater(), &Count::found);
    const int id_width = widest_id(counts);
    const auto most = counts.empty() ? 0 : std::to_string(counts.front().found).size();
    for (const Count& count : counts) {
      const std::string found = std::to_string(count.found);
      out_ << std::string(most + 2 - found.size(), ' ') << style_.paint.strong(found) << "  "
           << padded(to_string(count.severity), kLevelWidth) << padded(count.check->id, id_width)
           << count.check->summary;
      if (count.fixable > 0) out_ << " (" << count.fixable << " fixable: --fix)";
      out_ << '\n';
    }
    if (!counts.empty()) out_ << '\n';
    out_ << summary_text(run, style_.verbose) << '\n';
  }

 private:
  std::ostream& out_;
  OutputStyle style_;
  std::map<std::string_view, Count> counts_;
};

}  // namespace

std::unique_ptr<CheckWriter> statistics_writer(std::ostream& out, const OutputStyle& style) {
  return std::make_unique<StatisticsWriter>(out, style);
}

}  // namespace clashlint
