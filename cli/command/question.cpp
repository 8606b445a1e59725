#include "cli/command/question.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/query_fields.h"
#include "cli/render/json.h"
#include "cli/render/printable.h"
#include "cli/suggest.h"

namespace clashlint {
namespace {

using Failure = std::optional<Error>;
using Text = std::string Query::*;
using Address = std::optional<IpAddress> Query::*;
using Short = std::uint16_t Query::*;
using Long = std::uint32_t Query::*;
using Byte = std::uint8_t Query::*;
struct NetworkField {};
struct InTypeField {};

struct Field {
  std::string_view name;
  std::variant<Text, Address, Short, Long, Byte, NetworkField, InTypeField> place;
};

constexpr std::array<Field, 17> kFields = {{{"host", &Query::host},
                                            {"dst_ip", &Query::dst_ip},
                                            {"dns", &Query::dns},
                                            {"network", NetworkField{}},
                                            {"dst_port", &Query::dst_port},
                                            {"src_ip", &Query::src_ip},
                                            {"src_port", &Query::src_port},
                                            {"in_port", &Query::in_port},
                                            {"in_name", &Query::in_name},
                                            {"in_user", &Query::in_user},
                                            {"in_type", InTypeField{}},
                                            {"process", &Query::process},
                                            {"process_path", &Query::process_path},
                                            {"uid", &Query::uid},
                                            {"dscp", &Query::dscp},
                                            {"sniff_host", &Query::sniff_host},
                                            {"sub_rules", &Query::sub_rules}}};

Failure wrong_type(std::string_view wanted, const JsonScalar& value) {
  return Error{"must be " + std::string(wanted) + ", not " + std::string(type_name(value))};
}

// Stores one value in a query; the overloads are the kinds of fields.
struct Store {
  Query& query;
  const JsonScalar& value;

  Failure operator()(Text place) const {
    const auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr) return wrong_type("a string", value);
    query.*place = *text;
    return std::nullopt;
  }

  Failure operator()(Address place) const {
    const auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr) return wrong_type("a string", value);
    if (text->empty()) return std::nullopt;
    const Result<IpAddress> address = read_address(*text);
    if (!address) return Error{address.error()};
    query.*place = *address;
    return std::nullopt;
  }

  Failure operator()(Short place) const { return number(kMaxPort, query.*place); }
  Failure operator()(Long place) const { return number(kMaxUid, query.*place); }
  Failure operator()(Byte place) const { return number(kMaxDscp, query.*place); }

  Failure operator()(NetworkField) const { return named(read_network, query.network); }
  Failure operator()(InTypeField) const { return named(read_in_type, query.in_type); }

  template <typename Number>
  Failure number(std::uint64_t limit, Number& into) const {
    const auto* const whole = std::get_if<std::uint64_t>(&value);
    const std::string range = "a whole number from 0 to " + std::to_string(limit);
    if (whole == nullptr) return wrong_type(range, value);
    if (*whole > limit) return Error{"must be " + range + ", not " + std::to_string(*whole)};
    into = static_cast<Number>(*whole);
    return std::nullopt;
  }

  template <typename Read, typename Value>
  Failure named(Read read, Value& into) const {
    const auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr) return wrong_type("a string", value);
    if (text->empty()) return std::nullopt;
    auto result = read(*text);
    if (!result) return Error{result.error()};
    into = *result;
    return std::nullopt;
  }
};

std::string unknown_field(std::string_view name) {
  return "unknown field \"" + excerpt(name) + "\"" + did_you_mean(name, question_fields());
}

}  // namespace

std::vector<std::string_view> question_fields() {
  std::vector<std::string_view> names;
  for (const Field& field : kFields) names.push_back(field.name);
  return names;
}

Result<Query> read_question(std::string_view line) {
  const Result<std::vector<JsonMember>> members = read_json_members(line);
  if (!members) return Error{members.error()};
  Query query;
  for (const JsonMember& member : *members) {
    const auto field = std::find_if(kFields.begin(), kFields.end(),
                                    [&](const Field& candidate) { return candidate.name == member.name; });
    if (field == kFields.end()) return Error{unknown_field(member.name)};
    if (std::holds_alternative<std::monostate>(member.value)) continue;
    if (const Failure failure = std::visit(Store{query, member.value}, field->place)) {
      return Error{"\"" + member.name + "\" " + failure->message};
    }
  }
  return query;
}

}  // namespace clashlint
