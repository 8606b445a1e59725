#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/yaml/fault.h"
#include "rules/yaml/plain_rows.h"
#include "rules/yaml/repair.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// What libyaml says of a node, with places in bytes of our text.
struct YamlEvent {
  YamlKind kind = YamlKind::scalar;
  YamlStyle style = YamlStyle::plain;
  std::uint32_t begin = 0;   ///< anchor and tag included
  std::uint32_t end = 0;     ///< a collection: the end of its first token
  bool is_one_line = false;  ///< begins and ends on the same line
  std::string_view anchor;   ///< of an alias too
  std::string_view tag;
  std::string_view value;
};

/// Makes nodes of events and refuses what the core's composer and its older
/// scanner refuse. Nodes and texts lie in the arena.
class TreeBuilder {
 public:
  TreeBuilder(FileId file, std::string_view text, const YamlRepairs& repairs,
              std::pmr::memory_resource& arena)
      : file_(file), text_(text), repairs_(repairs), arena_(&arena) {}

  /// Each takes the next event; a fault ends the reading.
  std::optional<YamlFault> scalar(const YamlEvent& event);
  std::optional<YamlFault> alias(const YamlEvent& event);
  std::optional<YamlFault> open(const YamlEvent& event);
  void close(std::uint32_t end);

  /// Items of the innermost list that were read without libyaml. Of a row: its
  /// value is its text without quotes.
  void add_rows(std::span<const PlainRow> rows);

  /// Closes what is still open (after a fault) and gives the root.
  const YamlNode* finish();

  /// End of the last text that became a node.
  std::uint32_t read_to() const { return read_to_; }

  /// Ranges in which a disguise changed a value: to be taken back and read again.
  const std::vector<Span>& spoilt() const { return spoilt_; }

  /// Commas that end a tag here and belong to it in the core's older scanner.
  const std::vector<std::uint32_t>& short_tags() const { return short_tags_; }

 private:
  struct Open {
    YamlNode* node = nullptr;
    std::size_t first_child = 0;  ///< index in `pending_`
    bool has_bracket = false;     ///< a single pair inside `[ ]` is a mapping without
  };

  YamlNode* add(const YamlEvent& event, std::uint32_t begin, std::uint32_t end);
  void attach(YamlNode* node);
  void close_top(std::uint32_t end);
  std::string_view keep(std::string_view text);
  std::string_view scalar_text(const YamlEvent& event, std::uint32_t begin, std::uint32_t end);
  std::uint32_t after_properties(const YamlEvent& event);
  std::uint32_t empty_place(std::uint32_t mark) const;
  std::uint32_t collection_begin(const YamlEvent& event) const;
  std::optional<YamlFault> check_scalar(const YamlNode& node) const;
  YamlFault question_mark_fault(std::uint32_t at) const;

  FileId file_;
  std::string_view text_;
  const YamlRepairs& repairs_;
  std::pmr::polymorphic_allocator<> arena_;
  YamlNode* root_ = nullptr;
  std::vector<Open> open_;
  std::vector<YamlNode*> pending_;  ///< children of the open collections, innermost last
  std::unordered_map<std::string_view, YamlNode*> anchors_;
  std::vector<Span> spoilt_;
  std::vector<std::uint32_t> short_tags_;
  std::uint32_t read_to_ = 0;
};

}  // namespace clashlint
