#include "tests/support/page.h"

#include <algorithm>

namespace clashlint {
namespace {

constexpr std::string_view kFence = "```";

class PageReader {
 public:
  explicit PageReader(std::string_view text) { page_.whole = text; }

  Page read() {
    const std::string_view text = page_.whole;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      line(text.substr(at, end - at - 1), at, end);
      at = end;
    }
    return std::move(page_);
  }

 private:
  void line(std::string_view line, std::size_t at, std::size_t next) {
    if (line.starts_with(kFence)) {
      inside_ = !inside_;
      if (inside_) {
        open_ = next;
      } else {
        block({std::string(page_.whole, open_, at - open_), open_, at});
      }
    } else if (!inside_ && line.starts_with("# ")) {
      page_.title = line.substr(2);
    } else if (!inside_ && line.starts_with("## ")) {
      page_.headings.emplace_back(line.substr(3));
    }
  }

  void block(PageBlock block) {
    const std::string heading = page_.headings.empty() ? std::string() : page_.headings.back();
    if (heading == "Example") {
      (page_.example ? page_.output : page_.example) = std::move(block);
    } else if (heading == "How to mend it" && !page_.mended) {
      page_.mended = std::move(block);
    }
  }

  Page page_;
  bool inside_ = false;
  std::size_t open_ = 0;
};

}  // namespace

bool Page::has_heading(std::string_view heading) const {
  return std::ranges::find(headings, heading) != headings.end();
}

std::string Page::with_output(std::string_view text) const {
  std::string result = whole;
  return result.replace(output->begin, output->end - output->begin, text);
}

Page parse_page(std::string_view text) { return PageReader(text).read(); }

}  // namespace clashlint
