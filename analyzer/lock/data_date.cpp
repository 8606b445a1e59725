#include "analyzer/lock/data_date.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "analyzer/check/directive.h"
#include "rules/base/strings.h"
#include "rules/provider/mmdb.h"

namespace clashlint {
namespace {

/// Heads of lists are not longer.
constexpr std::size_t kMaxHead = 4096;
constexpr std::size_t kDateSize = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A date with nothing but a blank, a letter such as T, or nothing around it.
std::string first_date(std::string_view line) {
  for (std::size_t at = 0; at + kDateSize <= line.size(); ++at) {
    const bool inside = (at > 0 && is_digit(line[at - 1])) ||
                        (at + kDateSize < line.size() && is_digit(line[at + kDateSize]));
    if (!inside && is_date(line.substr(at, kDateSize))) return std::string(line.substr(at, kDateSize));
  }
  return {};
}

std::string date_in_head(std::string_view text) {
  for (const std::string_view line : split(text.substr(0, kMaxHead), '\n')) {
    const std::string_view content = trim_blanks(line);
    if (content.empty() || content == "\r") continue;
    if (!content.starts_with('#') && !content.starts_with("//") && !content.starts_with(';')) return {};
    if (std::string date = first_date(content); !date.empty()) return date;
  }
  return {};
}

std::string build_date(const std::string& path) {
  const Result<Mmdb> database = Mmdb::open(path);
  if (!database) return {};
  using namespace std::chrono;
  // From 2000 to 9999: a damaged database, or one made by hand, may say anything.
  constexpr std::uint64_t kEarliest = 946'684'800;
  constexpr std::uint64_t kLatest = 253'402'300'799;
  if (database->build_epoch() < kEarliest || database->build_epoch() > kLatest) return {};
  const year_month_day day(floor<days>(sys_seconds(seconds(database->build_epoch()))));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace

std::string data_date(const DataFile& file, std::string_view bytes) {
  switch (file.kind) {
    case DataFile::Kind::rule_set:
    case DataFile::Kind::proxy_provider:
      return date_in_head(bytes);
    case DataFile::Kind::mmdb:
      return build_date(file.path);
    case DataFile::Kind::geosite:
    case DataFile::Kind::geoip:
      break;
  }
  return {};
}

}  // namespace clashlint
