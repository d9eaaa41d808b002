#pragma once
// Where the sources and the program are. Known to one file, so that all other tests compile to the
// same objects wherever the tree lies, and ccache serves every checkout.

#include <string>

namespace poach::support {

// A file of the source tree, by its path from the top.
std::string source_file(const std::string& path);

// The program built together with the tests.
std::string program_file();

// The library that makes calls of the program fail, for tests of reliability.
std::string failing_disk_library();

}  // namespace poach::support
