#include "base/terminal.hpp"

#include <string>

#include "base/safe_name.hpp"

namespace poach {

void print_text(std::FILE* stream, std::string_view text) {
  const std::string shown = made_visible_lines(text);
  std::fwrite(shown.data(), 1, shown.size(), stream);
}

void control_terminal(std::FILE* stream, std::string_view sequence) {
  std::fwrite(sequence.data(), 1, sequence.size(), stream);
  std::fflush(stream);
}

}  // namespace poach
