// Custom rules of OpenClash (overrides.md 4.3): file 1 goes to the top, file 2
// in front of an anchor; rows whose target is nowhere are skipped.
#include <algorithm>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/value/ip.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

using Names = std::unordered_set<std::string_view>;

bool is_address_type(std::string_view type) {
  constexpr std::string_view kTypes[] = {"IP-CIDR", "IP-CIDR6", "SRC-IP-CIDR", "IP-SUFFIX", "SRC-IP-SUFFIX"};
  return std::ranges::find(kTypes, type) != std::end(kTypes);
}

std::string_view target_of(std::string_view row) {
  const std::vector<std::string_view> pieces = split(row, ',');
  std::string_view last = trim_blanks(pieces.back());
  if (pieces.size() > 1 && (last == "no-resolve" || last == "src"))
    last = trim_blanks(pieces[pieces.size() - 2]);
  return last;
}

/// What a custom rule may send traffic to.
Names known_targets(LayerWork& work, const MappingDraft& root, const MappingDraft& file) {
  Names names = {"DIRECT", "REJECT", "REJECT-DROP", "GLOBAL", "PASS", "COMPATIBLE"};
  for (const char* section : {"proxies", "proxy-groups"}) {
    for (const YamlNode* item : items_of(root.find(section))) names.insert(item_name(*item));
  }
  for (const MappingDraft* keys : {&root, &file}) {
    const YamlNode* const lists = keys->find("sub-rules");
    if (lists == nullptr) continue;
    const MappingDraft entries(work.nodes(), lists, *lists);
    for (const MappingDraft::Entry& entry : entries.entries()) names.insert(text_of(*entry.key));
  }
  return names;
}

// A bare address gets the mask of one address.
const YamlNode& with_mask(LayerWork& work, const YamlNode& row) {
  const std::string_view text = text_of(row);
  const std::vector<std::string_view> pieces = split(text, ',');
  if (pieces.size() < 3 || !is_address_type(trim_blanks(pieces[0]))) return row;
  const std::optional<IpAddress> address = parse_ip(trim_blanks(pieces[1]));
  if (!address) return row;
  const std::string_view rest = text.substr(pieces[0].size() + 1 + pieces[1].size());
  const YamlNode& written = work.nodes().text(
      fmt::format("{},{}/{}{}", pieces[0], trim_blanks(pieces[1]), address->bit_count(), rest), row);
  work.note(LayerDeed::altered, "rules", row, {&written}, "OpenClash adds the mask");
  return written;
}

Nodes::Items taken_rows(LayerWork& work, const YamlNode* list, const Names& targets) {
  Nodes::Items rows;
  for (const YamlNode* row : items_of(list)) {
    if (yaml_type(*row) != YamlType::string) {
      work.fail("a row of it is no text, so OpenClash takes none of its rules", row->span);
      return {};
    }
    const std::string_view target = target_of(text_of(*row));
    if (targets.contains(target)) {
      rows.push_back(&with_mask(work, *row));
    } else {
      work.note(LayerDeed::left_out, "rules", *row, {row},
                fmt::format("OpenClash skips it: nothing in the profile is called \"{}\"", target));
    }
  }
  return rows;
}

bool begins(const YamlNode& row, std::string_view type) {
  const std::string_view text = text_of(row);
  return trim_blanks(text.substr(0, text.find(','))) == type;
}

bool is_port_80(const YamlNode& row) { return text_of(row).find("DST-PORT,80") != std::string_view::npos; }
bool is_final(const YamlNode& row) { return begins(row, "MATCH") || begins(row, "FINAL"); }
bool is_country(const YamlNode& row) {
  const std::vector<std::string_view> pieces = split(text_of(row), ',');
  return begins(row, "GEOIP") && pieces.size() > 2 && trim_blanks(pieces[1]).size() == 2;
}

template <typename Is>
const YamlNode* first_that(const Nodes::Items& rows, Is is) {
  const auto found = std::ranges::find_if(rows, [&](const YamlNode* row) { return is(*row); });
  return found == rows.end() ? nullptr : *found;
}

template <typename Is>
const YamlNode* last_that(const Nodes::Items& rows, Is is) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), [&](const YamlNode* row) { return is(*row); });
  return found == rows.rend() ? nullptr : *found;
}

// The row of the profile in front of which file 2 goes; null: to the end.
const YamlNode* anchor_of(const Nodes::Items& rows, LayerKind kind) {
  const YamlNode* const port = last_that(rows, is_port_80);
  const YamlNode* const final = first_that(rows, is_final);
  const YamlNode* const country = first_that(rows, is_country);
  if (kind == LayerKind::openclash_bottom_046 && country != nullptr) return country;
  if (port != nullptr) return port;
  return final != nullptr ? final : country;
}

// Anchors are looked for before anything is inserted, and found again by their text.
std::size_t bottom_place(const LayerWork& work, const Nodes::Items& rows, LayerKind kind) {
  Nodes::Items own = rows;
  std::erase_if(own, [&](const YamlNode* row) { return work.is_from(LayerKind::openclash_top, *row); });
  const YamlNode* const anchor = anchor_of(own, kind);
  if (anchor == nullptr) return rows.size();
  const auto found = std::find_if(rows.rbegin(), rows.rend(),
                                  [&](const YamlNode* row) { return text_of(*row) == text_of(*anchor); });
  return static_cast<std::size_t>(rows.rend() - found) - 1;
}

void mix(LayerWork& work, const MappingDraft& file, const std::string& section, MappingDraft& root) {
  const YamlNode* const added = file.find(section);
  if (added == nullptr || !resolved(*added).is_mapping()) return;
  root.set(root.key(section) == nullptr ? *file.key(section) : *root.key(section),
           work.spread(section, root.find(section), *added));
}

}  // namespace

const YamlNode& apply_openclash_rules(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& written = resolved(*layer.tree.root());
  const MappingDraft file(work.nodes(), &written, written);
  const YamlNode* const list = written.is_sequence() ? &written : file.find("rules");
  MappingDraft root(work.nodes(), &base, base);
  const YamlNode& by = file.key("rules") == nullptr ? written : *file.key("rules");
  const YamlNode* const before = root.find("rules");
  const Nodes::Items rows = taken_rows(work, list, known_targets(work, root, file));
  if (!work.failure().empty()) return base;
  if (!rows.empty()) {
    const YamlNode& added =
        layer.kind == LayerKind::openclash_top
            ? work.front("rules", before, rows, by)
            : work.insert("rules", before, bottom_place(work, items_of(before), layer.kind), rows, by);
    const YamlNode* const key = root.key("rules");
    root.set(key == nullptr ? work.nodes().text("rules", by) : *key,
             work.without_repeated("rules", added, by));
  }
  mix(work, file, "rule-providers", root);
  mix(work, file, "sub-rules", root);
  return root.finish();
}

}  // namespace clashlint
