#include "rules/yaml/tree.h"

#include <yaml.h>

#include <algorithm>
#include <cstring>
#include <memory_resource>
#include <utility>

#include "rules/yaml/builder.h"
#include "rules/yaml/byte_cursor.h"
#include "rules/yaml/fault.h"
#include "rules/yaml/repair.h"
#include "rules/yaml/splicer.h"

namespace clashlint {

struct YamlTree::Storage {
  std::pmr::monotonic_buffer_resource arena{std::size_t{16} * 1024};
  const YamlNode* root = nullptr;
  std::optional<YamlError> error;
  std::uint32_t end = 0;
};

namespace {

// The core's reader looks at its input in pieces of this size: which of two
// faults it reports depends on it.
constexpr std::size_t kChunk = 512;

// Each %TAG line is compared with all before it: a file of nothing else would
// cost the square of its size.
constexpr std::size_t kMaxDirectives = 1000;

// Owns a libyaml parser that reads `input` from `base` on.
class Parser {
 public:
  /// `in_chunk`: how much of its first piece the core has read before `base`.
  explicit Parser(std::string_view input, std::uint32_t base, std::size_t in_chunk = 0,
                  const CutText* cut = nullptr)
      : rest_(input.substr(base)), in_chunk_(in_chunk), base_(base), cursor_(input, base), cut_(cut) {
    is_ready_ = yaml_parser_initialize(&parser_) == 1;
    if (!is_ready_) return;
    yaml_parser_set_input(&parser_, &Parser::read, this);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~Parser() {
    if (is_ready_) yaml_parser_delete(&parser_);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  bool next(yaml_event_t& event) { return is_ready_ && yaml_parser_parse(&parser_, &event) == 1; }
  bool next(yaml_token_t& token) { return is_ready_ && yaml_parser_scan(&parser_, &token) == 1; }

  /// Tokens that are scanned and not yet taken.
  std::size_t waiting() const { return static_cast<std::size_t>(parser_.tokens.tail - parser_.tokens.head); }

  /// In the text as it was before anything was cut from it.
  std::uint32_t offset(const yaml_mark_t& mark) {
    const std::uint32_t offset = cursor_.offset(mark.index);
    return cut_ == nullptr ? offset : cut_->original(offset);
  }
  YamlMark mark(const yaml_mark_t& from) { return {offset(from), from.line}; }

  YamlFault fault() {
    YamlFault fault;
    fault.problem = parser_.problem != nullptr ? parser_.problem : "unknown problem parsing YAML content";
    if (parser_.error == YAML_READER_ERROR) {
      fault.stage = YamlStage::reader;
      fault.at.offset = static_cast<std::uint32_t>(base_ + parser_.problem_offset);
      return fault;
    }
    fault.stage = parser_.error == YAML_SCANNER_ERROR ? YamlStage::scanner : YamlStage::parser;
    fault.context = mark(parser_.context_mark);
    fault.at = mark(parser_.problem_mark);
    return fault;
  }

 private:
  static int read(void* data, unsigned char* buffer, std::size_t size, std::size_t* size_read) {
    Parser& self = *static_cast<Parser*>(data);
    *size_read = std::min({size, self.rest_.size(), kChunk - self.in_chunk_});
    std::memcpy(buffer, self.rest_.data(), *size_read);
    self.rest_.remove_prefix(*size_read);
    self.in_chunk_ = 0;
    return 1;
  }

  yaml_parser_t parser_ = {};
  std::string_view rest_;
  std::size_t in_chunk_;
  std::uint32_t base_;
  ByteCursor cursor_;
  const CutText* cut_;
  bool is_ready_ = false;
};

std::string_view as_text(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

YamlStyle scalar_style(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return YamlStyle::single_quoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return YamlStyle::double_quoted;
    case YAML_LITERAL_SCALAR_STYLE:
      return YamlStyle::literal;
    case YAML_FOLDED_SCALAR_STYLE:
      return YamlStyle::folded;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
      break;
  }
  return YamlStyle::plain;
}

YamlEvent neutral(const yaml_event_t& raw, Parser& parser) {
  YamlEvent event;
  event.begin = parser.offset(raw.start_mark);
  event.end = parser.offset(raw.end_mark);
  event.is_one_line = raw.start_mark.line == raw.end_mark.line;
  switch (raw.type) {
    case YAML_SCALAR_EVENT:
      event.style = scalar_style(raw.data.scalar.style);
      event.anchor = as_text(raw.data.scalar.anchor);
      event.tag = as_text(raw.data.scalar.tag);
      event.value = {reinterpret_cast<const char*>(raw.data.scalar.value), raw.data.scalar.length};
      break;
    case YAML_ALIAS_EVENT:
      event.kind = YamlKind::alias;
      event.anchor = as_text(raw.data.alias.anchor);
      break;
    case YAML_SEQUENCE_START_EVENT: {
      const bool is_flow = raw.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
      event.kind = YamlKind::sequence;
      event.style = is_flow ? YamlStyle::flow : YamlStyle::block;
      event.anchor = as_text(raw.data.sequence_start.anchor);
      event.tag = as_text(raw.data.sequence_start.tag);
      break;
    }
    case YAML_MAPPING_START_EVENT: {
      const bool is_flow = raw.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
      event.kind = YamlKind::mapping;
      event.style = is_flow ? YamlStyle::flow : YamlStyle::block;
      event.anchor = as_text(raw.data.mapping_start.anchor);
      event.tag = as_text(raw.data.mapping_start.tag);
      break;
    }
    default:
      break;
  }
  return event;
}

// The core takes YAML 1.1 only; libyaml takes 1.2 too.
std::optional<YamlFault> check_version(const yaml_event_t& start, Parser& parser) {
  const yaml_version_directive_t* version = start.data.document_start.version_directive;
  if (version == nullptr || (version->major == 1 && version->minor == 1)) return std::nullopt;
  return YamlFault{YamlStage::parser, "found incompatible YAML document", {}, parser.mark(start.start_mark)};
}

// The core's scanner has three tokens ready whenever its parser looks at one.
// Gives the scanner's fault if one of the three from `head` on is broken.
std::optional<YamlFault> scan_from(Parser& parser, std::uint32_t head) {
  constexpr std::size_t kReadyBehindHead = 2;
  std::size_t taken = 0;  // from the head on
  while (taken == 0 || taken - 1 + parser.waiting() < kReadyBehindHead) {
    yaml_token_t token;
    if (!parser.next(token)) return parser.fault();
    const yaml_token_type_t type = token.type;
    const bool is_from_head = type != YAML_STREAM_START_TOKEN && parser.offset(token.start_mark) >= head;
    if (taken > 0 || is_from_head) ++taken;
    yaml_token_delete(&token);
    if (type == YAML_STREAM_END_TOKEN || type == YAML_NO_TOKEN) break;
  }
  return std::nullopt;
}

// Behind the document only those three tokens must be whole, nothing else
// there is looked at. Behind a mapping they begin a line.
std::optional<YamlFault> look_behind(std::string_view input, std::uint32_t base,
                                     const YamlMark& document_end) {
  std::uint32_t begin = document_end.offset;
  while (begin > base && input[begin - 1] == ' ') --begin;
  if (begin >= input.size() || begin == base || (input[begin - 1] != '\n' && input[begin - 1] != '\r')) {
    return std::nullopt;
  }
  Parser parser(input, begin, (begin - base) % kChunk);
  std::optional<YamlFault> fault = scan_from(parser, document_end.offset);
  if (fault) {
    fault->context.line += document_end.line;
    fault->at.line += document_end.line;
  }
  return fault;
}

// A fault of the parser or of the composer: the core may have met a fault of
// the scanner before, a little further on. The words are for the first place,
// the core's text is for what the core met.
void look_ahead(std::string_view input, std::uint32_t base, const YamlFault& fault, YamlError& error) {
  if (fault.stage != YamlStage::parser && fault.stage != YamlStage::composer) return;
  if (error.core_message.empty()) return;
  Parser parser(input, base);
  if (const auto met = scan_from(parser, fault.at.offset)) error.core_message = core_text(*met);
}

struct Reading {
  std::optional<YamlFault> fault;
  std::uint32_t end = 0;
  bool spliced = true;  ///< every run was found to be a list
};

std::optional<YamlFault> add_node(const YamlEvent& event, TreeBuilder& builder) {
  if (event.kind == YamlKind::scalar) return builder.scalar(event);
  return event.kind == YamlKind::alias ? builder.alias(event) : builder.open(event);
}

// One event into the tree; true when the document is over.
bool take(const yaml_event_t& raw, Parser& parser, TreeBuilder& builder, Splicer& splicer, Reading& reading) {
  switch (raw.type) {
    case YAML_SCALAR_EVENT:
    case YAML_ALIAS_EVENT:
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: {
      const YamlEvent event = neutral(raw, parser);
      reading.fault = add_node(event, builder);
      reading.spliced = splicer.take(event, builder);
      break;
    }
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      builder.close(parser.offset(raw.end_mark));
      break;
    case YAML_DOCUMENT_START_EVENT:
      reading.fault = check_version(raw, parser);
      break;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT:
      return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
      break;
  }
  return reading.fault.has_value() || !reading.spliced;
}

// `input` is the whole text, which the parser may read with parts cut out.
Reading read_document(std::string_view input, std::uint32_t base, Parser& parser, Splicer splicer,
                      TreeBuilder& builder) {
  Reading reading;
  for (bool is_over = false; !is_over;) {
    yaml_event_t raw;
    if (!parser.next(raw)) {
      reading.fault = parser.fault();
      break;
    }
    is_over = take(raw, parser, builder, splicer, reading);
    if (is_over && !reading.fault && reading.spliced) {
      const YamlMark end = parser.mark(raw.start_mark);
      reading.end = end.offset;
      if (raw.type == YAML_DOCUMENT_END_EVENT) reading.fault = look_behind(input, base, end);
    }
    yaml_event_delete(&raw);
  }
  reading.spliced = reading.spliced && splicer.done();
  if (reading.fault) reading.end = builder.read_to();
  return reading;
}

Reading read_whole(std::string_view input, std::uint32_t base, TreeBuilder& builder) {
  const std::vector<PlainRun> none;
  Parser parser(input, base);
  return read_document(input, base, parser, Splicer(none), builder);
}

// Where there is a fault, its words depend on how the text is read: then it has to be read whole.
std::optional<Reading> read_cut(std::string_view text, std::uint32_t base, const std::vector<PlainRun>& runs,
                                TreeBuilder& builder) {
  const CutText cut(text, runs);
  Parser parser(cut.text(), base, 0, &cut);
  const Reading reading = read_document(text, base, parser, Splicer(runs), builder);
  return reading.fault || !reading.spliced ? std::nullopt : std::optional(reading);
}

std::optional<YamlFault> check_directives(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("%TAG"); at != std::string_view::npos; at = text.find("%TAG", at + 4)) {
    if (++count <= kMaxDirectives) continue;
    const YamlMark place = mark_at(text, static_cast<std::uint32_t>(at));
    return YamlFault{YamlStage::composer, "too many directives", place, place};
  }
  return std::nullopt;
}

}  // namespace

YamlTree::YamlTree() : storage_(std::make_unique<Storage>()) {}
YamlTree::~YamlTree() = default;
YamlTree::YamlTree(YamlTree&&) noexcept = default;
YamlTree& YamlTree::operator=(YamlTree&&) noexcept = default;

const YamlNode* YamlTree::root() const { return storage_->root; }
const std::optional<YamlError>& YamlTree::error() const { return storage_->error; }
std::uint32_t YamlTree::end() const { return storage_->end; }

YamlTree YamlTree::of(const YamlNode& root) {
  YamlTree tree;
  tree.storage_->root = &root;
  return tree;
}

YamlTree parse_yaml(const Sources& sources, FileId file, YamlReading how) {
  return parse_yaml(file, sources[file].text(), how);
}

YamlTree parse_yaml(FileId file, std::string_view text, YamlReading how) {
  const std::uint32_t base = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  YamlTree tree;
  YamlTree::Storage& storage = *tree.storage_;
  if (const auto fault = check_directives(text)) {
    storage.error = explain(*fault, file, text);
    return tree;
  }
  YamlRepairs repairs(text);
  const std::vector<PlainRun> runs = how == YamlReading::quick ? plain_runs(text) : std::vector<PlainRun>();
  if (!runs.empty() && repairs.input().data() == text.data()) {
    TreeBuilder builder(file, text, repairs, storage.arena);
    const std::optional<Reading> reading = read_cut(text, base, runs, builder);
    if (reading && builder.spoilt().empty() && builder.short_tags().empty()) {
      storage.root = builder.finish();
      storage.end = reading->end;
      return tree;
    }
  }
  for (int round = 0;; ++round) {
    storage.arena.release();
    TreeBuilder builder(file, text, repairs, storage.arena);
    const Reading reading = read_whole(repairs.input(), base, builder);
    storage.root = builder.finish();
    storage.end = reading.end;
    if (round < kMaxYamlRepairs) {
      if (repairs.take_back(builder.spoilt()) || repairs.lengthen_tags(builder.short_tags())) continue;
      if (reading.fault && repairs.mend(*reading.fault)) continue;
    }
    if (reading.fault) {
      storage.error = explain(*reading.fault, file, text);
      look_ahead(repairs.input(), base, *reading.fault, *storage.error);
    }
    return tree;
  }
}

}  // namespace clashlint
