#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/profile/profile.h"
#include "rules/provider/mmdb.h"

namespace clashlint {

/// Values made once, by whoever asks first. Others wait for that one only.
template <typename Value>
class MadeOnce {
 public:
  /// What `make()` gave for this key, now or before. It stays where it is.
  template <typename Make>
  const Value& get(const std::string& key, Make make) {
    Slot* slot = nullptr;
    {
      const std::lock_guard guard(mutex_);
      std::unique_ptr<Slot>& place = slots_[key];
      if (!place) place = std::make_unique<Slot>();
      slot = place.get();
    }
    std::call_once(slot->once, [&] { slot->value.emplace(make()); });
    return *slot->value;
  }

 private:
  struct Slot {
    std::once_flag once;
    std::optional<Value> value;
  };
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Slot>> slots_;
};

/// What is in a list where nothing of it depends on the profile that names it.
struct ListContent {
  DomainSet domains{};
  IpSet addresses{};
  SetRows rows{};  ///< names only
  std::size_t entry_count = 0;
  std::vector<std::uint32_t> odd{};
  std::shared_ptr<const std::string> text{};  ///< in which the entries stand, or the bytes of an MRS file
};

/// Files that several profiles refer to, each read once in a run: geodata by
/// their path, lists by what is in them. Thread-safe. A file of geodata that
/// changes meanwhile is seen as it was first.
class SharedData {
 public:
  /// GeoSite.dat or GeoIP.dat.
  struct Dat {
    std::shared_ptr<const std::string> text{};  ///< null: it is damaged
    std::string fault{};
  };
  const Dat& dat(const std::string& path);

  using Geosite = Result<std::shared_ptr<const GeositeMatcher>>;
  using Ranges = Result<std::shared_ptr<const IpSet>>;
  MadeOnce<Geosite> geosite;                         ///< by path, list, attributes and matcher
  MadeOnce<std::vector<std::string>> geosite_codes;  ///< by path
  MadeOnce<Ranges> geoip;                            ///< by path and code
  MadeOnce<Result<Mmdb>> databases;                  ///< by path

  /// What was read from such a text before; null: nothing was.
  std::shared_ptr<const ListContent> list(ProviderBehavior behavior, std::string_view format,
                                          std::string_view text);
  /// Keeps what was read for those that come later, as long as all kept texts
  /// are no more than kMaxKeptBytes.
  void keep_list(ProviderBehavior behavior, std::string_view format, ListContent content);

  static constexpr std::size_t kMaxKeptBytes = std::size_t{1} << 28;

 private:
  struct Kept {
    ProviderBehavior behavior;
    std::string format;
    std::shared_ptr<const ListContent> content;
  };
  MadeOnce<Dat> dats_;
  std::mutex lists_mutex_;
  std::multimap<std::size_t, Kept> lists_;  ///< by the size of their texts
  std::size_t kept_bytes_ = 0;
};

}  // namespace clashlint
