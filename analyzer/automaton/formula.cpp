#include "analyzer/automaton/formula.h"

#include <algorithm>

namespace clashlint {
Formulas::Formulas() {
  intern({.kind = Kind::no});
  intern({.kind = Kind::yes});
  negated_[kNo] = kYes;
  negated_[kYes] = kNo;
}

Formula Formulas::intern(Node node) {
  const auto [place, fresh] = by_node_.try_emplace(std::move(node), static_cast<Formula>(nodes_.size()));
  if (fresh) {
    nodes_.push_back(place->first);
    negated_.push_back(kNone);
  }
  return place->second;
}

Formula Formulas::literal(AtomId atom, bool holds) {
  return intern({.kind = Kind::literal, .literal = {.atom = atom, .holds = holds}});
}

// `all` and `any` are each other's mirror: what decides one leaves the other alone.
Formula Formulas::join(Kind kind, std::vector<Formula> parts) {
  const Formula decides = kind == Kind::all ? kNo : kYes;
  const Formula nothing = kind == Kind::all ? kYes : kNo;
  std::vector<Formula> flat;
  for (const Formula part : parts) {
    if (part == decides) return decides;
    if (part == nothing) continue;
    if (nodes_[part].kind == kind) {
      flat.insert(flat.end(), nodes_[part].parts.begin(), nodes_[part].parts.end());
    } else {
      flat.push_back(part);
    }
  }
  std::ranges::sort(flat);
  flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
  for (const Formula part : flat) {
    const Formula opposite = negated_[part];
    if (opposite != kNone && std::ranges::binary_search(flat, opposite)) return decides;
  }
  if (flat.empty()) return nothing;
  if (flat.size() == 1) return flat.front();
  return intern({.kind = kind, .parts = std::move(flat)});
}

Formula Formulas::all_of(std::vector<Formula> parts) { return join(Kind::all, std::move(parts)); }
Formula Formulas::any_of(std::vector<Formula> parts) { return join(Kind::any, std::move(parts)); }

Formula Formulas::negation(Formula formula) {
  if (negated_[formula] != kNone) return negated_[formula];
  const Node node = nodes_[formula];
  Formula negated = kNo;
  if (node.kind == Kind::literal) {
    negated = literal(node.literal.atom, !node.literal.holds);
  } else {
    std::vector<Formula> parts;
    for (const Formula part : node.parts) parts.push_back(negation(part));
    negated = node.kind == Kind::all ? any_of(std::move(parts)) : all_of(std::move(parts));
  }
  negated_[formula] = negated;
  negated_[negated] = formula;
  return negated;
}

Formula Formulas::with(Formula formula, AtomId atom, bool holds) {
  const Node node = nodes_[formula];
  if (node.kind == Kind::literal && node.literal.atom == atom)
    return node.literal.holds == holds ? kYes : kNo;
  if (node.kind != Kind::all && node.kind != Kind::any) return formula;
  std::vector<Formula> parts;
  for (const Formula part : node.parts) parts.push_back(with(part, atom, holds));
  return node.kind == Kind::all ? all_of(std::move(parts)) : any_of(std::move(parts));
}

}  // namespace clashlint
