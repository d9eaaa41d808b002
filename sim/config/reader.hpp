#pragma once
// The visitor behind `read`, and behind `assign` for whole sections.

#include <string>
#include <vector>

#include "config/assign.hpp"
#include "config/read.hpp"

namespace poach::config {

/// Whether required fields must be there, or the node holds changes only.
enum class Completeness { whole, partial };

struct ReadTask {
  Diagnostics& diagnostics;
  Origins* origins = nullptr;  ///< may be nullptr
  Allowed allowed = Allowed::any;
  Completeness completeness = Completeness::whole;
};

/// Reads the fields of one map, adding to `path` while inside.
class Reader final : public Fields {
 public:
  /// `naming`: whether the map is an item of a named list, so that it needs a name.
  Reader(const Node& map, Path& path, const ReadTask& task, Naming naming = Naming::numbered)
      : map_(map), path_(path), task_(task), naming_(naming) {}
  /// Reports the keys that no field has claimed; call once every field has been visited.
  void report_unknown_keys();

 protected:
  void leaf(const Field& field, Value& value) override;
  void nested(const Field& field, Nested& section) override;
  void items(const Field& field, Items& list) override;

 private:
  // The node of the field, or nullptr when it is not given.
  const Node* claim(const Field& field);

  const Node& map_;
  Path& path_;
  const ReadTask& task_;
  Naming naming_;
  std::vector<std::string> known_;
};

/// The node of a field, and where it stands.
struct Given {
  const Field& field;
  const Node& node;
  Path& path;
};

void read_value(const Given& given, Value& value, const ReadTask& task);
void read_section(const Given& given, Nested& section, const ReadTask& task);
void read_items(const Given& given, Items& list, const ReadTask& task);

}  // namespace poach::config
