#pragma once
// The accounts of a tick: what companies take in and spend, and what people receive. All amounts
// are USD. Each is rounded once, when it is booked, and sums are exact, so what companies pay to
// people and what people receive are the same number, bit by bit.

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/exact_sum.hpp"
#include "base/id.hpp"

namespace poach {

/// What an amount is booked under. The first six are costs, the first four of them money that
/// people receive; the last two are notes on promises of equity, which are no money yet.
enum class Account : std::uint8_t {
  pay,
  vested,        ///< equity that becomes the holder's
  buyouts,       ///< of equity forfeited elsewhere, at signing
  garden_leave,  ///< pay while a former employee waits out a non-compete
  recruiting,    ///< approaches by recruiters
  vacancies,     ///< open jobs that are posted
  granted,       ///< promises of equity made
  forfeited      ///< promises of equity that lapse because the holder leaves
};
inline constexpr std::size_t account_count = 8;
inline constexpr std::size_t cost_count = 6;
inline constexpr std::size_t received_count = 4;

/// Rounds an amount below 2^31 USD to a multiple of 2^-20 USD; larger ones stay as they are. Sums
/// of rounded amounts are then exact as plain doubles too, up to 2^33 USD.
[[nodiscard]] inline double rounded_amount(double amount) {
  // Doubles from 2^32 to 2^33 are the multiples of 2^-20 there, so that adding this number rounds.
  constexpr double rounder = 0x1.8p32;
  const bool small = amount < 0x1p31 && amount > -0x1p31;
  return small ? (amount + rounder) - rounder : amount;
}

/// An amount in the books of a company.
struct Booking {
  CompanyId company;
  Account account = Account::pay;
  double amount = 0.0;  ///< rounded
};

struct CompanyAccounts {
  ExactSum output;  ///< product of its staff
  std::array<ExactSum, account_count> booked;

  [[nodiscard]] ExactSum& of(Account account) { return booked[static_cast<std::size_t>(account)]; }
  [[nodiscard]] const ExactSum& of(Account account) const {
    return booked[static_cast<std::size_t>(account)];
  }
  void add(const CompanyAccounts& other);
  /// What people received from the company.
  [[nodiscard]] ExactSum paid_to_people() const;
  /// Output less all costs.
  [[nodiscard]] ExactSum profit() const;
};

/// The other side of the books.
struct PeoplesAccounts {
  ExactSum received;  ///< from all companies
  ExactSum surplus;   ///< pay less the income without a job, of the employed

  void add(const PeoplesAccounts& other);
};

/// Of one tick; empty where nobody asks.
struct Accounts {
  PeoplesAccounts people;
  IdVector<CompanyId, CompanyAccounts> companies;
};

}  // namespace poach
