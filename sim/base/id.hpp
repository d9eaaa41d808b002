#pragma once
// Strong ids: a researcher's number cannot be used where a company's is meant, and "nobody" is a
// state of its own type rather than a reserved number that arithmetic could reach.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace poach {

template <class Tag>
class Id {
 public:
  using value_type = std::uint32_t;

  constexpr Id() = default;
  constexpr explicit Id(value_type value) : value_(value) {}
  [[nodiscard]] constexpr value_type value() const { return value_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  value_type value_ = 0;
};

using ResearcherId = Id<struct ResearcherTag>;
using CompanyId = Id<struct CompanyTag>;
/// A scenario entry under `companies`: one company, or many of one kind (`count`).
using KindId = Id<struct GroupTag>;
/// A named team of a scenario (`teams`).
using TeamId = Id<struct TeamTag>;

/// An id or nothing, in the four bytes of an id. Ids therefore stay below 2^32 - 1.
template <class AnyId>
class OptionalId {
 public:
  constexpr OptionalId() = default;
  constexpr OptionalId(AnyId id) : value_(id.value()) {}  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr bool has_value() const { return value_ != nothing; }
  [[nodiscard]] constexpr explicit operator bool() const { return has_value(); }
  /// The id; call only when has_value().
  [[nodiscard]] constexpr AnyId operator*() const { return AnyId{value_}; }
  constexpr void reset() { value_ = nothing; }
  friend constexpr bool operator==(OptionalId, OptionalId) = default;

 private:
  static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value_ = nothing;
};

template <class AnyId>
class IdRange {
 public:
  class iterator {
   public:
    using value_type = AnyId;
    using difference_type = std::ptrdiff_t;
    constexpr iterator() = default;
    constexpr explicit iterator(std::uint32_t value) : value_(value) {}
    constexpr AnyId operator*() const { return AnyId{value_}; }
    constexpr iterator& operator++() {
      ++value_;
      return *this;
    }
    constexpr iterator operator++(int) { return iterator{value_++}; }
    friend constexpr bool operator==(iterator, iterator) = default;

   private:
    std::uint32_t value_ = 0;
  };

  constexpr IdRange() = default;
  constexpr IdRange(std::uint32_t first, std::uint32_t last) : first_(first), last_(last) {}
  [[nodiscard]] constexpr iterator begin() const { return iterator{first_}; }
  [[nodiscard]] constexpr iterator end() const { return iterator{last_}; }
  [[nodiscard]] constexpr std::uint32_t first() const { return first_; }
  [[nodiscard]] constexpr std::uint32_t last() const { return last_; }
  [[nodiscard]] constexpr std::uint32_t size() const { return last_ - first_; }
  [[nodiscard]] constexpr bool contains(AnyId id) const {
    return id.value() >= first_ && id.value() < last_;
  }

 private:
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
};

/// A vector that only its own kind of id can index.
template <class AnyId, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, const T& value = T{}) : items_(size, value) {}

  decltype(auto) operator[](AnyId id) { return items_[id.value()]; }
  decltype(auto) operator[](AnyId id) const { return items_[id.value()]; }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] IdRange<AnyId> ids() const { return {0, static_cast<std::uint32_t>(size())}; }

  AnyId push_back(T item) {
    items_.push_back(std::move(item));
    return AnyId{static_cast<std::uint32_t>(items_.size() - 1)};
  }
  void assign(std::size_t size, const T& value) { items_.assign(size, value); }
  void resize(std::size_t size) { items_.resize(size); }
  void clear() { items_.clear(); }
  void fill(const T& value) { items_.assign(items_.size(), value); }

  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  [[nodiscard]] const std::vector<T>& raw() const { return items_; }
  [[nodiscard]] std::vector<T>& raw() { return items_; }

 private:
  std::vector<T> items_;
};

}  // namespace poach
