#include "cli/render/check_formats.h"

#include <algorithm>
#include <array>

#include "cli/render/check_text.h"
#include "cli/render/check_writers.h"

namespace clashlint {
namespace {

using Writer = std::unique_ptr<CheckWriter>;

Writer for_people(std::ostream& out, const OutputStyle& style) {
  return style.statistics ? statistics_writer(out, style) : text_writer(out, style);
}

template <Writer (*make)(std::ostream&)>
Writer for_machines(std::ostream& out, const OutputStyle&) {
  return make(out);
}

constexpr std::array kFormats = {
    CheckFormat{"text", for_people},
    CheckFormat{"agent", for_machines<agent_writer>},
    CheckFormat{"json", for_machines<json_writer>},
    CheckFormat{"sarif", for_machines<sarif_writer>},
    CheckFormat{"github", for_machines<github_writer>},
    CheckFormat{"gitlab", for_machines<gitlab_writer>},
    CheckFormat{"junit", for_machines<junit_writer>},
    CheckFormat{"rdjson", for_machines<rdjson_writer>},
};

}  // namespace

std::span<const CheckFormat> check_formats() { return kFormats; }

const CheckFormat* check_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &CheckFormat::name);
  return found == kFormats.end() ? nullptr : &*found;
}

std::string format_names() {
  std::string names;
  for (const CheckFormat& format : kFormats) {
    if (!names.empty()) names += &format == &kFormats.back() ? " or " : ", ";
    names += format.name;
  }
  return names;
}

}  // namespace clashlint
