#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "rules/yaml/tree.h"

namespace clashlint {

/// A place in the text as a YAML scanner counts: lines from 0, where CR, NEL,
/// LS and PS end a line too, and the end of the text counts as a new line.
struct YamlMark {
  std::uint32_t offset = 0;  ///< bytes
  std::size_t line = 0;
};

/// Who refuses: the core numbers lines differently for each.
enum class YamlStage : std::uint8_t { reader, scanner, parser, composer };

/// A refusal before it is put into words.
struct YamlFault {
  YamlStage stage = YamlStage::scanner;
  std::string problem;  ///< in the words that libyaml and the core share
  YamlMark context;     ///< where the construct began: a quote, a bracket, a key
  YamlMark at;          ///< where reading stopped
};

/// The core's text: `yaml: line 4: did not find expected key`. gopkg.in/yaml.v3
/// prints the line of the context, else of the problem, counted from 0 for
/// parser errors and from 1 for scanner errors, and none where that is 0.
std::string core_text(const YamlFault& fault);

/// The fault in plain words, at the place where a person must look.
YamlError explain(const YamlFault& fault, FileId file, std::string_view text);

/// The mark of an offset, found by counting: for the rare case that needs one.
YamlMark mark_at(std::string_view text, std::uint32_t offset);

}  // namespace clashlint
