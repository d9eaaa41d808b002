#pragma once
// Sections and lists of a described struct, whatever their types.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace poach::config {

class Fields;

/// A struct with a `describe`, or an optional one.
class Nested {
 public:
  Nested() = default;
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;
  virtual ~Nested() = default;

  /// Visits the fields of the struct; call only when present().
  virtual void describe_fields(Fields& fields) = 0;
  /// Visits the fields of a default struct of the same type.
  virtual void describe_default(Fields& fields) const = 0;
  [[nodiscard]] virtual bool is_optional() const = 0;
  [[nodiscard]] virtual bool present() const = 0;
  /// Makes an absent struct present, with its defaults.
  virtual void create() = 0;
  /// Makes an optional struct absent.
  virtual void clear() = 0;
};

/// A list of structs with a `describe`.
class Items {
 public:
  Items() = default;
  Items(const Items&) = delete;
  Items& operator=(const Items&) = delete;
  virtual ~Items() = default;

  [[nodiscard]] virtual std::size_t size() const = 0;
  virtual void describe_item(std::size_t index, Fields& fields) = 0;
  /// Visits the fields of a default item.
  virtual void describe_default(Fields& fields) const = 0;
  /// Whether items have unique names, by which paths address them.
  [[nodiscard]] virtual bool named() const = 0;
  /// The name of an item of a named list; else empty.
  [[nodiscard]] virtual std::string_view name_of(std::size_t index) const = 0;
  virtual void clear() = 0;
  /// Adds a default item at the end.
  virtual void append() = 0;
};

enum class Naming { numbered, named };

template <class T>
class Section final : public Nested {
 public:
  explicit Section(T& value) : value_(value) {}
  void describe_fields(Fields& fields) override { describe(value_, fields); }
  void describe_default(Fields& fields) const override {
    T fresh{};
    describe(fresh, fields);
  }
  [[nodiscard]] bool is_optional() const override { return false; }
  [[nodiscard]] bool present() const override { return true; }
  void create() override {}
  void clear() override {}

 private:
  T& value_;
};

template <class T>
class OptionalSection final : public Nested {
 public:
  explicit OptionalSection(std::optional<T>& value) : value_(value) {}
  void describe_fields(Fields& fields) override { describe(*value_, fields); }
  void describe_default(Fields& fields) const override {
    T fresh{};
    describe(fresh, fields);
  }
  [[nodiscard]] bool is_optional() const override { return true; }
  [[nodiscard]] bool present() const override { return value_.has_value(); }
  void create() override {
    if (!value_) value_.emplace();
  }
  void clear() override { value_.reset(); }

 private:
  std::optional<T>& value_;
};

template <class T>
class ListOf final : public Items {
 public:
  ListOf(std::vector<T>& values, Naming naming) : values_(values), naming_(naming) {}
  [[nodiscard]] std::size_t size() const override { return values_.size(); }
  void describe_item(std::size_t index, Fields& fields) override {
    describe(values_[index], fields);
  }
  void describe_default(Fields& fields) const override {
    T fresh{};
    describe(fresh, fields);
  }
  [[nodiscard]] bool named() const override { return naming_ == Naming::named; }
  [[nodiscard]] std::string_view name_of(std::size_t index) const override {
    if constexpr (requires { std::string_view(values_[index].name); }) return values_[index].name;
    return {};
  }
  void clear() override { values_.clear(); }
  void append() override { values_.emplace_back(); }

 private:
  std::vector<T>& values_;
  Naming naming_;
};

}  // namespace poach::config
