#pragma once

#include <string>

#include "cli/render/diff_words.h"
#include "cli/render/paint.h"

namespace clashlint {

std::string diff_text(const DiffView& view, Paint paint);
std::string diff_json(const DiffView& view);
/// For a comment on a merge request.
std::string diff_markdown(const DiffView& view);
/// Annotations of GitHub, on the lines of the second profile.
std::string diff_github(const DiffView& view);

}  // namespace clashlint
