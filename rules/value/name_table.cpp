#include "rules/value/name_table.h"

#include <bit>

#include "rules/value/suffix_hash.h"

namespace clashlint {
namespace {

constexpr std::uint32_t kWhole = 1;
constexpr std::uint32_t kBelow = 2;

std::uint32_t forms_of(NameForm form) {
  if (form == NameForm::suffix) return kWhole | kBelow;
  return form == NameForm::below ? kBelow : kWhole;
}

NameForm form_of(std::uint32_t forms) {
  if (forms == (kWhole | kBelow)) return NameForm::suffix;
  return forms == kBelow ? NameForm::below : NameForm::whole;
}

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

NameTable::NameTable(std::span<const NameEntry> entries) : entries_(entries) {
  slots_.resize(std::bit_ceil(entries.size() * 2 + 1));
  mask_ = slots_.size() - 1;
  for (std::uint32_t at = 0; at < entries.size(); ++at) add(at);
}

void NameTable::add(std::uint32_t at) {
  const NameEntry& entry = entries_[at];
  if (entry.form() == NameForm::other) return;
  const std::uint64_t hash = SuffixHash::of(entry.text());
  const std::uint32_t forms = forms_of(entry.form());
  for (std::size_t place = hash & mask_;; place = (place + 1) & mask_) {
    Slot& slot = slots_[place];
    if (slot.entry == 0) {
      slot.tag = tag_of(hash);
      slot.entry = (at + 1) & 0x3FFFFFFFU;
      slot.forms = forms & 3U;
      return;
    }
    if (slot.tag == tag_of(hash) && entries_[slot.entry - 1].text() == entry.text()) {
      slot.forms = (slot.forms | forms) & 3U;
      return;
    }
  }
}

const NameTable::Slot* NameTable::slot(std::uint64_t hash, std::string_view text) const {
  for (std::size_t place = hash & mask_; slots_[place].entry != 0; place = (place + 1) & mask_) {
    const Slot& slot = slots_[place];
    if (slot.tag == tag_of(hash) && entries_[slot.entry - 1].text() == text) return &slot;
  }
  return nullptr;
}

std::optional<NameTable::Hit> NameTable::find(std::string_view name) const {
  SuffixHash hash;
  for (std::size_t at = name.size(); at-- > 0;) {
    if (name[at] == '.' && at > 0) {
      const std::string_view suffix = name.substr(at + 1);
      const Slot* const found = slot(hash.value(), suffix);
      if (found != nullptr && (found->forms & kBelow) != 0)
        return Hit{.text = entries_[found->entry - 1].text(), .form = form_of(found->forms)};
    }
    hash.add(name[at]);
  }
  const Slot* const found = slot(hash.value(), name);
  if (found == nullptr || (found->forms & kWhole) == 0) return std::nullopt;
  return Hit{.text = entries_[found->entry - 1].text(), .form = form_of(found->forms)};
}

bool NameTable::covers(const NameEntry& entry) const {
  const std::string_view text = entry.text();
  if (entry.form() == NameForm::other) return false;
  SuffixHash hash;
  for (std::size_t at = text.size(); at-- > 0;) {
    if (text[at] == '.') {
      const Slot* const found = slot(hash.value(), text.substr(at + 1));
      if (found != nullptr && (found->forms & kBelow) != 0) return true;
    }
    hash.add(text[at]);
  }
  const Slot* const found = slot(hash.value(), text);
  const std::uint32_t wanted = forms_of(entry.form());
  return found != nullptr && (found->forms & wanted) == wanted;
}

}  // namespace clashlint
