#include "cli/render/resolve_json.h"

#include <cmath>

#include "cli/render/json_library.h"
#include "rules/profile/typed.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

class Document {
 public:
  explicit Document(const ResolveView& view) : view_(view), writer_(view.writer()) {}

  Json json() {
    Json json;
    json["profile"] = view_.sources[view_.loaded.file].name();
    json["refused"] = view_.loaded.refused;
    if (!view_.fallback.empty()) json["fallback"] = view_.fallback;
    json["layers"] = layers();
    json["steps"] = steps();
    json["unknown"] = unknowns();
    json["rules"] = Json::array();
    if (const YamlNode* const rules = typed_child(view_.root(), "rules"); rules != nullptr) {
      for (const YamlNode* row : rules->children) json["rules"].push_back(row_json(resolved(*row)));
    }
    json["config"] = value(view_.root());
    json["hidden_secrets"] = hidden_;
    return json;
  }

 private:
  Json layers() const {
    Json all = Json::array();
    if (!view_.loaded.layered || !view_.fallback.empty()) return all;
    for (const Layer& layer : view_.loaded.layered->layers) {
      Json json = {{"file", view_.sources[layer.file].name()}, {"kind", layer_word(layer.kind)}};
      if (const LayerClient client = client_of(layer.kind); client != LayerClient::none) {
        json["client"] = client_name(client);
        json["seen_in"] = seen_in(layer.kind);
      }
      json["applied"] = layer.why_not.empty();
      if (!layer.why_not.empty()) json["why"] = layer.why_not;
      if (!layer.stops.empty()) json["stops"] = layer.stops;
      all.push_back(std::move(json));
    }
    return all;
  }

  Json unknowns() const {
    Json all = Json::array();
    if (!view_.loaded.layered) return all;
    for (const Unknown& unknown : view_.loaded.layered->unknowns)
      all.push_back({{"what", unknown.what}, {"why", unknown.why}});
    return all;
  }

  Json steps() {
    Json all = Json::array();
    if (!view_.loaded.layered) return all;
    for (const LayerEffect& effect : view_.loaded.layered->effects) {
      Json json = {{"layer", effect.layer}, {"deed", deed_name(effect.deed)}, {"section", effect.section}};
      add_place(json, effect.by);
      json["rows"] = Json::array();
      for (const YamlNode* row : effect.rows) json["rows"].push_back(row_json(resolved(*row)));
      if (!effect.why.empty()) json["why"] = effect.why;
      all.push_back(std::move(json));
    }
    return all;
  }

  void add_place(Json& json, Span span) const {
    json["file"] = view_.sources[span.file].name();
    json["line"] = view_.sources.position(span).line;
  }

  // A row that is a mapping is known by its name.
  Json row_json(const YamlNode& row) {
    const YamlNode* const name = row.is_mapping() ? name_of(row) : &row;
    Json json = {{"text", name == nullptr ? std::string() : text(*name)}};
    add_place(json, row.span);
    return json;
  }

  std::string text(const YamlNode& scalar) {
    if (!scalar.is_scalar()) return {};
    const std::optional<std::string> shown =
        view_.secrets == nullptr ? std::nullopt : view_.secrets->shown_value(scalar);
    hidden_ = hidden_ || shown.has_value();
    return shown.value_or(std::string(scalar.text));
  }

  Json scalar(const YamlNode& node) {
    const std::string shown = text(node);
    if (shown != node.text) return shown;
    switch (yaml_type(node)) {
      case YamlType::null:
        return nullptr;
      case YamlType::boolean:
        return yaml_bool(node.text).value_or(false);
      case YamlType::integer:
        return integer(node);
      case YamlType::floating: {
        const double number = yaml_float(node.text).value_or(0);
        return std::isfinite(number) ? Json(number) : Json(shown);
      }
      default:
        return shown;
    }
  }

  static Json integer(const YamlNode& node) {
    const std::optional<YamlInteger> number = yaml_integer(node.text);
    if (!number) return std::string(node.text);
    if (!number->negative) return number->magnitude;
    return -static_cast<std::int64_t>(number->magnitude);
  }

  Json value(const YamlNode& written) {
    const YamlNode& node = resolved(written);
    if (node.is_scalar()) return scalar(node);
    if (!writer_.enter(node)) return nullptr;
    Json json = node.is_sequence() ? Json::array() : Json::object();
    if (node.is_sequence()) {
      for (const YamlNode* item : node.children) json.push_back(value(*item));
    } else {
      for (const YamlEntry& entry : yaml_entries(node).entries)
        json[entry.key->is_scalar() ? text(*entry.key) : writer_.flow(*entry.key)] = value(*entry.value);
    }
    writer_.leave(node);
    return json;
  }

  const ResolveView& view_;
  YamlWriter writer_;  ///< keeps count of how deep it goes
  bool hidden_ = false;
};

}  // namespace

std::string resolve_json(const ResolveView& view) { return dumped(Document(view).json()); }

}  // namespace clashlint
