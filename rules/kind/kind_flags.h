#pragma once

namespace clashlint {

/// What kinds.def's flags say of a rule kind. To be included where its rows are read.
enum KindFlag : unsigned {
  plain = 0,
  port = 0,
  inbound = 0,
  logic = 0,
  host = 1,
  process = 2,
  address = 4,
  source = 8,
  payload_last = 16
};

}  // namespace clashlint
