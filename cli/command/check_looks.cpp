#include "cli/command/check_looks.h"

#include <algorithm>
#include <set>
#include <utility>

#include "cli/exit_code.h"

namespace clashlint {
namespace {

class Planner {
 public:
  Planner(const CheckOptions& options, const Environment& environment, SharedData& shared)
      : options_(options), environment_(environment), shared_(shared), configs_(options.config) {}

  // False: nothing behind it is looked at.
  bool add(const Input& input) {
    CheckLook look{.input = input, .path = input.path == "-" ? options_.stdin_name : input.path};
    Result<CheckPlan> plan = plan_check(options_, configs_, environment_.today, look.path);
    if (!plan) return end(std::move(look), plan.error());
    if (plan->excluded || !seen_.insert(look.path).second) return true;
    // Of a layer alone nothing can be said: its profiles are looked at instead. In a
    // folder they are there as well.
    if (!plan->laid_over.empty()) return !input.named || add_all(plan->laid_over);
    look.plan = std::move(*plan);
    look.profiles_only = !input.named || options_.profiles_only;
    LayersRead layers = read_layers(look.plan.layers);
    if (layers.code == kExitUsage) return end(std::move(look), "clashlint: " + layers.error + "\n");
    if (layers.code != kExitFine) look.fault = layers.error;
    look.where = {.home = look.plan.home,
                  .geodata_home = environment_.geodata_home,
                  .shared = &shared_,
                  .layers = std::move(layers.layers)};
    looks_.push_back(std::move(look));
    return true;
  }

  std::vector<CheckLook> take() && { return std::move(looks_); }

 private:
  bool add_all(const std::vector<std::string>& profiles) {
    return std::ranges::all_of(profiles,
                               [&](const std::string& path) { return add({.path = path, .named = false}); });
  }

  bool end(CheckLook look, std::string fault) {
    look.fault = std::move(fault);
    look.ends = true;
    looks_.push_back(std::move(look));
    return false;
  }

  const CheckOptions& options_;
  const Environment& environment_;
  SharedData& shared_;
  ConfigFinder configs_;
  std::set<std::string> seen_;
  std::vector<CheckLook> looks_;
};

}  // namespace

std::vector<CheckLook> looks_for(const CheckOptions& options, const Environment& environment,
                                 const std::vector<Input>& inputs, SharedData& shared) {
  Planner planner(options, environment, shared);
  for (const Input& input : inputs) {
    if (!planner.add(input)) break;
  }
  return std::move(planner).take();
}

}  // namespace clashlint
