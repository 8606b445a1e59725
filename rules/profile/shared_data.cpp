#include "rules/profile/shared_data.h"

#include <utility>

#include "rules/profile/home.h"
#include "rules/provider/geosite.h"

namespace clashlint {

const SharedData::Dat& SharedData::dat(const std::string& path) {
  return dats_.get(path, [&]() -> Dat {
    Result<std::string> text = read_file(path);
    std::string fault = text ? dat_fault(*text) : text.error();
    if (!fault.empty()) return {.fault = std::move(fault)};
    return {.text = std::make_shared<const std::string>(std::move(*text))};
  });
}

std::shared_ptr<const ListContent> SharedData::list(ProviderBehavior behavior, std::string_view format,
                                                    std::string_view text) {
  const std::lock_guard guard(lists_mutex_);
  const auto [begin, end] = lists_.equal_range(text.size());
  for (auto at = begin; at != end; ++at) {
    const Kept& kept = at->second;
    if (kept.behavior == behavior && kept.format == format && *kept.content->text == text)
      return kept.content;
  }
  return nullptr;
}

void SharedData::keep_list(ProviderBehavior behavior, std::string_view format, ListContent content) {
  const std::size_t size = content.text->size();
  const std::lock_guard guard(lists_mutex_);
  if (size > kMaxKeptBytes - kept_bytes_) return;
  kept_bytes_ += size;
  lists_.emplace(size, Kept{.behavior = behavior,
                            .format = std::string(format),
                            .content = std::make_shared<const ListContent>(std::move(content))});
}

}  // namespace clashlint
