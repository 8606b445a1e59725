#include "analyzer/query/wanted.h"

#include <utility>

namespace clashlint {
namespace {

Atom name_atom(const std::string& text) {
  const bool has_wildcard = text.find_first_of("*?") != std::string::npos;
  return {.field = Field::name, .test = has_wildcard ? Test::wildcard : Test::keyword, .text = text};
}

class Writer {
 public:
  explicit Writer(ListModel& model) : model_(model) {}

  template <typename Values, typename Make>
  void one_of(const Values& values, Make make) {
    if (values.empty()) return;
    std::vector<Formula> any;
    for (const auto& value : values) any.push_back(model_.formulas.literal(model_.atoms.add(make(value))));
    add(model_.formulas.any_of(std::move(any)));
  }

  void add(Formula formula) { all_.push_back(formula); }
  Formula formula() { return model_.formulas.all_of(all_); }

 private:
  ListModel& model_;
  std::vector<Formula> all_;
};

auto text_of(Field field, Test test) {
  return [=](const std::string& text) { return Atom{.field = field, .test = test, .text = text}; };
}

auto prefix_of(Field field) {
  return [=](const IpPrefix& prefix) { return Atom{.field = field, .test = Test::prefix, .prefix = prefix}; };
}

}  // namespace

Worlds formulas_of(ListModel& model, const Wanted& wanted) {
  Writer names(model);
  std::vector<std::pair<Test, std::string>> named;
  for (const std::string& host : wanted.hosts) named.emplace_back(Test::equals, host);
  for (const std::string& zone : wanted.under) named.emplace_back(Test::suffix, zone);
  names.one_of(named, [](const auto& one) {
    return Atom{.field = Field::name, .test = one.first, .text = one.second};
  });
  names.one_of(wanted.matching, name_atom);
  names.one_of(wanted.processes, text_of(Field::process, Test::equals));
  names.one_of(wanted.sources, prefix_of(Field::source));
  names.one_of(wanted.inbounds, text_of(Field::inbound_name, Test::equals));
  names.one_of(wanted.in_types, text_of(Field::inbound_type, Test::equals));
  if (!wanted.ports.empty()) {
    names.add(model.formulas.literal(
        model.atoms.add({.field = Field::destination_port, .test = Test::ranges, .ranges = wanted.ports})));
  }
  if (wanted.network) {
    const Formula tcp = model.is_tcp();
    names.add(*wanted.network == Network::tcp ? tcp : model.formulas.negation(tcp));
  }
  Worlds worlds;
  worlds.fill(names.formula());
  if (wanted.addresses.empty()) return worlds;
  names.one_of(wanted.addresses, prefix_of(Field::destination));
  worlds.fill(names.formula());
  worlds[world_of(AddressSource::failed)] = Formulas::kNo;
  return worlds;
}

}  // namespace clashlint
