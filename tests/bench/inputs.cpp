#include "tests/bench/inputs.h"

#include <filesystem>
#include <fstream>
#include <utility>

namespace fs = std::filesystem;

namespace clashlint::bench {
namespace {

constexpr const char* kHead =
    "proxies:\n"
    "  - {name: US-01, type: ss, server: 192.0.2.1, port: 443, cipher: aes-128-gcm, password: x, udp: true}\n"
    "proxy-groups:\n"
    "  - {name: Proxy, type: select, proxies: [US-01, DIRECT]}\n";

constexpr const char* kListRules =
    "rules:\n"
    "  - RULE-SET,abroad,Proxy\n"
    "  - RULE-SET,direct,DIRECT\n"
    "  - RULE-SET,classical,DIRECT\n"
    "  - RULE-SET,ranges,DIRECT\n"
    "  - MATCH,Proxy\n";

constexpr const char* kSyllables[] = {"ba", "cor", "del", "fin", "go",  "han", "lim", "mer",
                                      "no", "pas", "qui", "ro",  "sol", "tur", "vel", "xan"};
constexpr const char* kEndings[] = {".com", ".net", ".org", ".io", ".co.example", ".cn", ".app", ".dev"};

// Names as lists have them: two or three syllables, a number, some below another.
std::string name_of(std::size_t at) {
  std::string name;
  std::size_t rest = at * 2654435761U % 4294967291U;
  if (rest % 5 == 0) name = "www.";
  for (int syllable = 0; syllable < 3; ++syllable) {
    name += kSyllables[rest % 16];
    rest /= 16;
  }
  return name + std::to_string(at) + kEndings[rest % 8];
}

std::string range_of(std::size_t at) {
  return std::to_string(1 + at / 65536 % 220) + "." + std::to_string(at / 256 % 256) + "." +
         std::to_string(at % 256) + ".0/24";
}

std::string row_of(std::size_t at) {
  if (at % 10 == 9) return "IP-CIDR," + range_of(at) + ",DIRECT,no-resolve";
  if (at % 1000 == 7) return "DOMAIN-KEYWORD,key" + std::to_string(at) + ",Proxy";
  return (at % 3 == 0 ? "DOMAIN," : "DOMAIN-SUFFIX,") + name_of(at) + (at % 2 == 0 ? ",Proxy" : ",DIRECT");
}

}  // namespace

Inputs::Inputs(std::string folder, std::string corpus)
    : folder_(std::move(folder)), corpus_(std::move(corpus)) {
  fs::create_directories(folder_);
}

std::string Inputs::write(const std::string& name, const std::string& text) const {
  const fs::path path = fs::path(folder_) / name;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

std::string Inputs::inline_profile(std::size_t rows) const {
  std::string text = std::string(kHead) + "rules:\n";
  for (std::size_t at = 0; at + 1 < rows; ++at) text += "  - " + row_of(at) + "\n";
  return write("inline-" + std::to_string(rows) + ".yaml", text + "  - MATCH,Proxy\n");
}

std::string Inputs::list_profile(std::size_t entries) const {
  const std::string folder = "lists-" + std::to_string(entries);
  std::string direct;
  std::string abroad = "payload:\n";
  std::string classical = "payload:\n";
  std::string ranges;
  for (std::size_t at = 0; at < entries; ++at) {
    switch (at % 20) {
      case 0:
        ranges += range_of(at / 20) + "\n";
        break;
      case 1:
      case 2:
      case 3:
      case 4:
        classical += "  - DOMAIN-SUFFIX," + name_of(at) + "\n";
        break;
      case 5:
      case 6:
      case 7:
      case 8:
      case 9:
        abroad += "  - '+." + name_of(at) + "'\n";
        break;
      default:
        direct += "+." + name_of(at) + "\n";
    }
  }
  write(folder + "/direct.list", direct);
  write(folder + "/abroad.yaml", abroad);
  write(folder + "/classical.yaml", classical);
  write(folder + "/ranges.list", ranges);
  return write(folder + "/profile.yaml",
               std::string(kHead) +
                   "rule-providers:\n"
                   "  direct: {type: file, behavior: domain, format: text, path: direct.list}\n"
                   "  abroad: {type: file, behavior: domain, path: abroad.yaml}\n"
                   "  classical: {type: file, behavior: classical, path: classical.yaml}\n"
                   "  ranges: {type: file, behavior: ipcidr, format: text, path: ranges.list}\n" +
                   kListRules);
}

std::string Inputs::corpus_profile() const {
  if (corpus_.empty()) return {};
  for (const char* name : {"cn-classical.yaml", "cn-domain.yaml", "not-cn-domain.yaml", "cn-ipcidr.yaml"}) {
    fs::create_directories(fs::path(folder_) / "corpus");
    fs::copy_file(fs::path(corpus_) / "providers" / name, fs::path(folder_) / "corpus" / name,
                  fs::copy_options::overwrite_existing);
  }
  return write("corpus/profile.yaml",
               std::string(kHead) +
                   "rule-providers:\n"
                   "  classical: {type: file, behavior: classical, path: cn-classical.yaml}\n"
                   "  direct: {type: file, behavior: domain, path: cn-domain.yaml}\n"
                   "  abroad: {type: file, behavior: domain, path: not-cn-domain.yaml}\n"
                   "  ranges: {type: file, behavior: ipcidr, path: cn-ipcidr.yaml}\n" +
                   kListRules);
}

std::string Inputs::hosts(std::size_t count) const {
  std::string text;
  for (std::size_t at = 0; at < count; ++at) {
    const std::string host = at % 2 == 0 ? name_of(at % 100'000) : "host" + std::to_string(at) + ".example";
    text += "{\"host\":\"" + host + "\",\"dst_port\":443}\n";
  }
  return write("hosts-" + std::to_string(count) + ".jsonl", text);
}

std::size_t bytes_of(const std::string& path) {
  if (fs::is_regular_file(path)) return fs::file_size(path);
  std::size_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

}  // namespace clashlint::bench
