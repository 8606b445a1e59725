// The tables of keys say the same of one another.
#include "rules/profile/known_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "rules/profile/other_keys.h"

namespace clashlint {
namespace {

struct Row {
  KeyPlace place;
  std::string_view type;
  std::string_view key;
  KeyStory story;
  std::string_view since;
  std::string_view now;
  std::string_view note;
};

const std::vector<Row> kRows = {
#define OTHER_KEY(place, type, key, story, since, now, note) \
  {KeyPlace::place, type, key, KeyStory::story, since, now, note},
#include "rules/profile/other_keys.def"
#undef OTHER_KEY
};

bool is_known(KeyPlace place, std::string_view type, std::string_view key) {
  return std::ranges::any_of(known_keys(place, type), [&](const KnownKey& each) {
    return compared_key(place, each.name) == compared_key(place, key);
  });
}

TEST_CASE("every row about a key can be found, and what takes its place is known") {
  for (const Row& row : kRows) {
    CAPTURE(row.key);
    CHECK_MESSAGE(compared_key(row.place, row.key) == row.key, "is not written as it is compared");
    const std::string key(row.key.substr(0, row.key.find('*')));
    REQUIRE(other_key(row.place, row.type, key) != nullptr);
    CHECK_MESSAGE(other_key(row.place, row.type, key)->key == row.key, "stands twice");
    if (!row.now.empty()) CHECK(is_known(row.place, row.type, row.now));
    const bool told = row.story != KeyStory::elsewhere;
    CHECK(told == !(row.note.empty() && row.now.empty()));
  }
}

TEST_CASE("the tables do not read what is gone, and read what is deprecated") {
  for (const Row& row : kRows) {
    CAPTURE(row.key);
    // The core knows it in order to say that it is gone.
    if (row.key == "global-client-fingerprint") continue;
    CHECK(is_known(row.place, row.type, row.key) == (row.story == KeyStory::deprecated));
  }
}

TEST_CASE("a key is compared as the core compares it") {
  CHECK(compared_key(KeyPlace::dns, "IPv6") == "IPv6");
  CHECK(compared_key(KeyPlace::group, "Include_All") == "include_all");
  CHECK(compared_key(KeyPlace::proxy, "Skip_Cert_Verify") == "skip-cert-verify");
}

TEST_CASE("every section of the schema is a place, and has keys") {
  for (const SchemaRow& row : schema_rows()) {
    const auto place = key_place(row.section);
    REQUIRE_MESSAGE(place, row.key);
    CHECK(is_known(*place, {}, row.key));
  }
}

TEST_CASE("keys of proxies that stand in no table") {
  for (const std::string_view key : {"aead-method", "certificate", "jls-opts", "private-key", "xhttp-opts"})
    CHECK_MESSAGE(is_seen_key(key), key);
  CHECK_FALSE(is_seen_key("skip-cert-vertify"));
}

}  // namespace
}  // namespace clashlint
