#include "cli/app.h"

#include <istream>
#include <ostream>

#include "cli/version.h"

namespace clashlint {

int run_app(const std::vector<std::string>& args, const Environment&, std::istream&, std::ostream& out,
            std::ostream& err) {
  if (args.size() == 1 && args[0] == "--version") {
    out << "clashlint " << version() << '\n';
    return 0;
  }
  err << "clashlint: a command is missing (see clashlint --help)\n";
  return 2;
}

int run_app(const std::vector<std::string>& args, std::istream& in, std::ostream& out, std::ostream& err) {
  return run_app(args, Environment{}, in, out, err);
}

}  // namespace clashlint
