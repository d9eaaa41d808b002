#include "base/id.hpp"

#include <numeric>
#include <string>
#include <type_traits>

#include "support/catch.hpp"

using namespace poach;

namespace {

template <class Container, class Index>
concept IndexedBy = requires(Container& container, Index index) {
  container[index];
};

using Pay = IdVector<ResearcherId, double>;
static_assert(IndexedBy<Pay, ResearcherId>);
static_assert(IndexedBy<const Pay, ResearcherId>);
static_assert(!IndexedBy<Pay, CompanyId>);
static_assert(!IndexedBy<Pay, std::uint32_t>);
static_assert(!IndexedBy<Pay, int>);

static_assert(!std::is_convertible_v<std::uint32_t, CompanyId>);
static_assert(!std::is_convertible_v<CompanyId, std::uint32_t>);
static_assert(!std::is_constructible_v<CompanyId, ResearcherId>);
static_assert(!std::is_constructible_v<OptionalId<CompanyId>, ResearcherId>);
static_assert(!std::is_convertible_v<OptionalId<CompanyId>, bool>);  // only in conditions
static_assert(std::is_convertible_v<CompanyId, OptionalId<CompanyId>>);

static_assert(sizeof(ResearcherId) == 4);
static_assert(sizeof(OptionalId<CompanyId>) == 4);

}  // namespace

TEST_CASE("ids compare by their numbers", "[base][id]") {
  CHECK(CompanyId{}.value() == 0);
  CHECK(CompanyId{3} == CompanyId{3});
  CHECK(CompanyId{3} != CompanyId{4});
  CHECK(CompanyId{3} < CompanyId{4});
  CHECK(CompanyId{0x80000000} > CompanyId{1});
}

TEST_CASE("an optional id is nothing until it is given one", "[base][id]") {
  OptionalId<CompanyId> employer;
  CHECK_FALSE(employer.has_value());
  CHECK_FALSE(static_cast<bool>(employer));
  employer = CompanyId{0};
  REQUIRE(employer.has_value());
  CHECK(static_cast<bool>(employer));
  CHECK(*employer == CompanyId{0});
  CHECK(employer == OptionalId<CompanyId>{CompanyId{0}});
  CHECK(employer == CompanyId{0});
  CHECK_FALSE(employer == CompanyId{1});
  employer.reset();
  CHECK(employer == OptionalId<CompanyId>{});
  CHECK(OptionalId<CompanyId>{CompanyId{0xfffffffe}}.has_value());
}

TEST_CASE("a range of ids holds its first and not its last", "[base][id]") {
  const IdRange<ResearcherId> range(3, 6);
  std::vector<std::uint32_t> seen;
  for (const ResearcherId id : range) seen.push_back(id.value());
  CHECK(seen == std::vector<std::uint32_t>{3, 4, 5});
  CHECK(range.size() == 3);
  CHECK(range.contains(ResearcherId{3}));
  CHECK(range.contains(ResearcherId{5}));
  CHECK_FALSE(range.contains(ResearcherId{2}));
  CHECK_FALSE(range.contains(ResearcherId{6}));
  CHECK(IdRange<ResearcherId>{}.size() == 0);
  CHECK(IdRange<ResearcherId>(4, 4).begin() == IdRange<ResearcherId>(4, 4).end());
}

TEST_CASE("a range's iterator moves on after giving its old place", "[base][id]") {
  auto it = IdRange<CompanyId>(1, 4).begin();
  CHECK((*it++).value() == 1);
  CHECK((*it).value() == 2);
  CHECK((*++it).value() == 3);
}

TEST_CASE("a vector hands out the ids of its items", "[base][id]") {
  IdVector<CompanyId, std::string> names;
  CHECK(names.empty());
  CHECK(names.push_back("Apple") == CompanyId{0});
  CHECK(names.push_back("Meta") == CompanyId{1});
  CHECK(names.size() == 2);
  CHECK(names[CompanyId{1}] == "Meta");
  names[CompanyId{0}] = "Apple Inc.";
  std::string joined;
  for (const CompanyId id : names.ids()) joined += names[id] + ";";
  CHECK(joined == "Apple Inc.;Meta;");
  CHECK(names.raw() == std::vector<std::string>{"Apple Inc.", "Meta"});
}

TEST_CASE("a vector is sized, filled and cleared", "[base][id]") {
  Pay pay(3, 2.0);
  CHECK(std::accumulate(pay.begin(), pay.end(), 0.0) == 6.0);
  pay.fill(1.0);
  pay.resize(5);
  CHECK(pay.raw() == std::vector<double>{1.0, 1.0, 1.0, 0.0, 0.0});
  pay.assign(2, 7.0);
  CHECK(pay.raw() == std::vector<double>{7.0, 7.0});
  pay.clear();
  CHECK(pay.empty());
  CHECK(pay.ids().size() == 0);
}
