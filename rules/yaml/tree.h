#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/source.h"
#include "rules/base/span.h"

namespace clashlint {

enum class YamlKind : std::uint8_t { scalar, sequence, mapping, alias };
enum class YamlStyle : std::uint8_t { plain, single_quoted, double_quoted, literal, folded, block, flow };

/// Parts that few nodes have.
struct YamlProperties {
  std::string_view anchor;  ///< without `&`
  std::string_view tag;  ///< as written in full form, e.g. `tag:yaml.org,2002:str` or `!foo`; empty if none
};

/// One node of the document, with the bytes it came from. Nodes live as long
/// as their `YamlTree`; views point into the source text or the tree.
struct YamlNode {
  YamlKind kind = YamlKind::scalar;
  YamlStyle style = YamlStyle::plain;
  Span span;              ///< the node's own text, quotes included, without anchor and tag
  std::string_view text;  ///< scalar: its value; alias: the name without `*`
  std::span<const YamlNode* const> children;   ///< sequence: items; mapping: key, value, key, value …
  const YamlNode* target = nullptr;            ///< alias: the anchored node
  const YamlProperties* properties = nullptr;  ///< null for most nodes

  bool is_scalar() const { return kind == YamlKind::scalar; }
  bool is_sequence() const { return kind == YamlKind::sequence; }
  bool is_mapping() const { return kind == YamlKind::mapping; }
};

/// The node an alias stands for (aliases of aliases do not exist in YAML), any other node itself.
inline const YamlNode& resolved(const YamlNode& node) {
  return node.kind == YamlKind::alias && node.target != nullptr ? *node.target : node;
}

/// A comment, `#` included, without its line break.
struct YamlComment {
  Span span;
};

/// A syntax fault. `core_message` is the core's text (`yaml: line 4: did not find expected key`,
/// its line numbers may be one off); the span is where a person must look.
struct YamlError {
  Span span;
  std::string message;  ///< in plain words
  std::string core_message;
};

/// Both give the same tree and the same fault: `quick` does not hand long lists
/// of plain rows to libyaml (`plain_rows.h`).
enum class YamlReading : std::uint8_t { quick, whole };

/// The first document of a file. Further documents are not looked at, as the
/// core does not (`semantics.md` A.2).
class YamlTree {
 public:
  YamlTree();
  ~YamlTree();
  YamlTree(YamlTree&&) noexcept;
  YamlTree& operator=(YamlTree&&) noexcept;

  /// Null for an empty or comments-only document, or where nothing could be read.
  const YamlNode* root() const;

  /// Present when the text is no YAML: what was read before the fault stays in the tree.
  const std::optional<YamlError>& error() const;

  /// Offset behind the first document, or behind what was read before a fault.
  std::uint32_t end() const;

  /// A tree whose nodes belong to others, which must outlive it.
  static YamlTree of(const YamlNode& root);

 private:
  friend YamlTree parse_yaml(FileId file, std::string_view text, YamlReading reading);
  struct Storage;
  std::unique_ptr<Storage> storage_;
};

/// Reads the first document of a file. Never throws, never recurses without a
/// bound (nesting above kMaxYamlDepth is a YamlError), linear in the text.
/// Takes a BOM, CRLF, UTF-16 with BOM (spans then refer to the bytes of the
/// UTF-8 text that `Sources` holds: see `decode_utf16`). Refuses what the core
/// refuses: see `semantics.md` A.2 and M (`?` in a plain scalar inside a flow mapping).
YamlTree parse_yaml(const Sources& sources, FileId file, YamlReading reading = YamlReading::quick);

/// The same for a text that stands in for the file's own, byte for byte, and
/// outlives the tree: what is no YAML in it is made blank before.
YamlTree parse_yaml(FileId file, std::string_view text, YamlReading reading = YamlReading::quick);

inline constexpr int kMaxYamlDepth = 1000;

/// The text as UTF-8 when it begins with a UTF-16 BOM, else itself unchanged.
/// To be called before a file is put into `Sources`.
std::string decode_utf16(std::string text);

/// Every comment of the text, in order (an own pass over the text, on demand). Linear.
std::vector<YamlComment> yaml_comments(const Sources& sources, FileId file, const YamlTree& tree);

}  // namespace clashlint
