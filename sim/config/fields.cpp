#include "config/fields.hpp"

#include "config/leaves.hpp"

namespace poach::config {

void Fields::value(const Field& field, double& value) {
  Leaf<double> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::int64_t& value) {
  Leaf<std::int64_t> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, bool& value) {
  Leaf<bool> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::string& value) {
  Leaf<std::string> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, Hazard& value) {
  Leaf<Hazard> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, Duration& value) {
  Leaf<Duration> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, Date& value) {
  Leaf<Date> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::optional<double>& value) {
  OptionalLeaf<double> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::optional<std::int64_t>& value) {
  OptionalLeaf<std::int64_t> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::optional<std::string>& value) {
  OptionalLeaf<std::string> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::optional<Duration>& value) {
  OptionalLeaf<Duration> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::optional<Date>& value) {
  OptionalLeaf<Date> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::vector<std::string>& value) {
  Leaf<std::vector<std::string>> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::vector<double>& value) {
  Leaf<std::vector<double>> adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, std::map<std::string, double>& value) {
  NumberMapLeaf adapter(field, value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, Conditions& value) {
  ConditionsLeaf adapter(value);
  leaf(field, adapter);
}

void Fields::value(const Field& field, Node& value) {
  Leaf<Node> adapter(field, value);
  leaf(field, adapter);
}

void Fields::choice_of_words(const Field& field, std::int64_t& number,
                             std::span<const Word> words) {
  ChoiceLeaf adapter(number, words);
  leaf(field, adapter);
}

}  // namespace poach::config
