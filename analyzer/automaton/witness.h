#pragma once

#include <optional>
#include <string>

#include "analyzer/automaton/list_model.h"
#include "analyzer/match/answer.h"

namespace clashlint {

/// A connection and the choices of groups under which it goes the way it is said to.
struct Witness {
  Query query{};
  Selections selections{};
};

/// An example as the walk takes it. Where the name from the client would be
/// changed by `hosts`, `sniffed` brings it from the sniffer instead.
Witness witness_of(const ListModel& model, const Example& example);
Witness sniffed(Witness witness);

/// The walk's answer, if the row wins there; a row that begins the walk again has won.
std::optional<Answer> confirm(const ListModel& model, const Witness& witness, int row);

/// A connection of nobody in particular with this name: TCP, port 443.
Example plain_example(std::string name, AddressSource source);

}  // namespace clashlint
