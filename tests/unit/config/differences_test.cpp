#include "config/differences.hpp"

#include <stdexcept>

#include "sample.hpp"
#include "support/catch.hpp"

using namespace poach::config;

namespace {

// A document before and after its structs got a field more.
struct OldItem {
  std::string name;
  double size = 1.0;
};
struct NewItem {
  std::string name;
  double size = 1.0;
  double weight = 0.5;
};
template <class Item>
struct Document {
  std::int64_t ticks = 10;
  std::string title;
  std::vector<Item> items;
  Item section{"usual", 2.0};
  std::optional<Item> maybe;
};

void describe(OldItem& item, Fields& fields) {
  fields.value({"name", "its name"}, item.name);
  fields.value({"size", "how large"}, item.size);
}
void describe(NewItem& item, Fields& fields) {
  fields.value({"name", "its name"}, item.name);
  fields.value({"weight", "how heavy"}, item.weight);
  fields.value({"size", "how large"}, item.size);
}
template <class Item>
void describe(Document<Item>& document, Fields& fields) {
  fields.value({"ticks", "how long"}, document.ticks);
  fields.value({.name = "title", .meaning = "for people", .bearing = Bearing::none},
               document.title);
  fields.named_list({"items", "things"}, document.items);
  fields.section({"section", "a thing"}, document.section);
  fields.optional_section({"maybe", "perhaps a thing"}, document.maybe);
}

struct FullByDefault {
  std::vector<OldItem> items{{"there", 1.0}};
};
void describe(FullByDefault& document, Fields& fields) {
  fields.named_list({"items", "things"}, document.items);
}

template <class Item>
Document<Item> filled() {
  Document<Item> document;
  document.ticks = 12;
  document.title = "Words";
  document.items.resize(2);
  document.items[0].name = "first";
  document.items[1].size = 3.0;
  document.section.size = 4.0;
  document.maybe.emplace();
  return document;
}

}  // namespace

TEST_CASE("A document of defaults has no differences", "[config][differences]") {
  CHECK(print_differences(sample::Market{}).empty());
  CHECK(print_differences(Document<OldItem>{}).empty());
}

TEST_CASE("Differences are the values that are not the default, in order",
          "[config][differences]") {
  CHECK(print_differences(filled<OldItem>()) ==
        "ticks: 12\n"
        "items: 2 items\n"
        "items[0].name: first\n"
        "items[1].size: 3\n"
        "section.size: 4\n"
        "maybe: given\n");
}

TEST_CASE("A field that is added leaves the differences as they are", "[config][differences]") {
  CHECK(print_differences(filled<NewItem>()) == print_differences(filled<OldItem>()));
  Document<NewItem> other = filled<NewItem>();
  other.items[1].weight = 0.75;
  CHECK(print_differences(other) != print_differences(filled<OldItem>()));
}

TEST_CASE("Items without differences still count", "[config][differences]") {
  Document<OldItem> one;
  one.items.resize(1);
  Document<OldItem> two;
  two.items.resize(2);
  CHECK(print_differences(one) != print_differences(two));
  CHECK_FALSE(print_differences(one).empty());
}

TEST_CASE("Defaults are listed by path, with those of list items and of absent sections",
          "[config][differences]") {
  const DefaultValues defaults = default_values<Document<NewItem>>();
  CHECK(defaults.at("ticks") == "10");
  CHECK(defaults.at("items[].weight") == "0.5");
  CHECK(defaults.at("section.name") == "usual");
  CHECK(defaults.at("section.size") == "2");
  CHECK(defaults.at("maybe") == "none");
  CHECK(defaults.at("maybe.size") == "1");
  CHECK_THROWS_AS(default_values<FullByDefault>(), std::logic_error);
}
