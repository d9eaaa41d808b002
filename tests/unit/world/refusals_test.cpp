#include "world/refusals.hpp"

#include <cmath>

#include "support/catch.hpp"

namespace {

using namespace poach;

Population two_cohorts() { return Population({{"a", 1, {}, 5000, {}}, {"b", 2, {}, 10, {}}}); }

std::string hash_of(const Refusals& refusals) {
  StateHash hash;
  refusals.add_to(hash);
  return hash.hex();
}

std::string saved(const Refusals& refusals) {
  ByteWriter out;
  refusals.save(out);
  return out.bytes();
}

bool load(Refusals& refusals, const std::string& bytes) {
  ByteReader in(bytes);
  return refusals.load(in, 3);
}

const std::vector<Refusal> some = {{CompanyId{0}, 1.5F}, {CompanyId{2}, 0.25F}};

TEST_CASE("Refusals are kept by person, and people who refused nobody take no memory") {
  Refusals refusals;
  refusals.open(two_cohorts());
  const std::size_t empty = refusals.bytes();
  refusals.set(ResearcherId{3}, {});
  CHECK(refusals.bytes() == empty);
  refusals.set(ResearcherId{5007}, some);
  REQUIRE(refusals.of(ResearcherId{5007}).size() == 2);
  CHECK(refusals.of(ResearcherId{5007})[1].company == CompanyId{2});
  CHECK(refusals.of(ResearcherId{5007})[1].refused == 0.25F);
  CHECK(refusals.of(ResearcherId{5006}).empty());
  CHECK(refusals.of(ResearcherId{4999}).empty());
  CHECK(refusals.bytes() < empty + 10 * sizeof(std::vector<Refusal>) + 100);
}

TEST_CASE("Refusals are hashed, and saved and loaded without loss") {
  Refusals refusals;
  refusals.open(two_cohorts());
  const std::string none = hash_of(refusals);
  refusals.set(ResearcherId{4999}, some);
  CHECK(hash_of(refusals) != none);
  Refusals other;
  other.open(two_cohorts());
  other.set(ResearcherId{7}, some);
  REQUIRE(load(other, saved(refusals)));
  CHECK(hash_of(other) == hash_of(refusals));
  CHECK(other.of(ResearcherId{7}).empty());
}

TEST_CASE("Refusals that cannot be are not loaded") {
  const auto loads = [](ResearcherId researcher, std::vector<Refusal> list) {
    Refusals refusals;
    refusals.open(Population({{"a", 1, {}, 6000, {}}}));
    refusals.set(researcher, list);
    Refusals other;
    other.open(two_cohorts());
    return load(other, saved(refusals));
  };
  CHECK(loads(ResearcherId{5009}, some));
  CHECK_FALSE(loads(ResearcherId{5010}, some));
  CHECK_FALSE(loads(ResearcherId{1}, {{CompanyId{3}, 1.0F}}));
  CHECK_FALSE(loads(ResearcherId{1}, {{CompanyId{1}, 1.0F}, {CompanyId{1}, 2.0F}}));
  CHECK_FALSE(loads(ResearcherId{1}, {{CompanyId{1}, 0.0F}}));
  CHECK_FALSE(loads(ResearcherId{1}, {{CompanyId{1}, std::nanf("")}}));
}

}  // namespace
