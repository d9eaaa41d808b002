#include "poach/app/commands.hpp"
namespace poach::app {
int check(const CheckArguments&) { return 0; }
int compare(const std::string&, const std::string&) { return 0; }
int completion(const std::string&) { return 0; }
}
