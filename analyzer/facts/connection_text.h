#pragma once

#include <string>

#include "analyzer/automaton/witness.h"

namespace clashlint {

/// A connection in few words: `openrouter.ai (udp, port 53, resolved to 192.0.2.1)`.
/// What is usual is left out: TCP, port 443.
std::string connection_text(const Witness& witness);

}  // namespace clashlint
